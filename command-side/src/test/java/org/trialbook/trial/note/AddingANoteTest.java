package org.trialbook.trial.note;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookNote;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.NoteEvent.NoteAdded;
import org.trialbook.event.NoteEvent.SealedNoteAdded;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;

class AddingANoteTest implements ActExamples {
    private static final String TEXT = "The tracing is in the paper chart";
    private static final LocalDate PAPER = TODAY.minusDays(2);
    private static final CasebookNote NOTE = new CasebookNote(CasebookPlace.form("pre-implant", "ecg"), TEXT);

    @Test
    void aNoteOfSomebodyBlindedIsOpen() {
        given(consented()).when(note(COORDINATOR, null)).thenRecorded(new NoteAdded(STUDY, SUBJECT, SITE, NOTE));
    }

    @Test
    void aNoteOfSomebodyWhoMayKnowTheArmIsSealedWithItsPlace() {
        given(consented())
                .when(note(INVESTIGATOR, null))
                .thenRecorded(new SealedNoteAdded(STUDY, SUBJECT, SITE, Sealed.of(NOTE)));
    }

    @Test
    void somebodyBlindedNotesNothingToAnItemThatTellsTheArm() {
        given(consented())
                .when(note(COORDINATOR, "paced-capture"))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
        given(consented()).when(note(INVESTIGATOR, "paced-capture")).recorded(SealedNoteAdded.class);
        given(consented()).when(note(COORDINATOR, "qrs-duration")).recorded(NoteAdded.class);
    }

    @Test
    void aNoteSaysWhoWroteOnPaperAndWhen() {
        given(consented())
                .when(ask(AddNote.class, by(COORDINATOR), SUBJECT, onPaper("Nurse M. Lind", PAPER)))
                .thenRecorded(new NoteAdded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        new CasebookNote(NOTE.about(), TEXT, new CasebookNote.OnPaper("Nurse M. Lind", PAPER))));
    }

    @Test
    void whoWroteOnPaperIsSaidWithTheDayOrNotAtAll() {
        for (AddNote.Body half : List.of(onPaper("Nurse M. Lind", null), onPaper(null, PAPER))) {
            given(consented())
                    .when(ask(AddNote.class, by(COORDINATOR), SUBJECT, half))
                    .thenRefused("written-by-whom-and-when", Map.of());
        }
    }

    @Test
    void nothingWasWrittenOnPaperTomorrow() {
        given(consented())
                .when(ask(AddNote.class, by(COORDINATOR), SUBJECT, onPaper("Nurse M. Lind", TODAY.plusDays(1))))
                .thenRefused("in-the-future", Map.of("date", TODAY.plusDays(1).toString(), "today", TODAY.toString()));
        given(consented())
                .when(ask(AddNote.class, by(COORDINATOR), SUBJECT, onPaper("Nurse M. Lind", TODAY)))
                .recorded(NoteAdded.class);
    }

    private static AddNote.Body onPaper(@Nullable String by, @Nullable LocalDate on) {
        return new AddNote.Body("pre-implant", "ecg", null, null, TEXT, by, on);
    }

    private static Asked<?, ?> note(Caller caller, @Nullable String item) {
        return ask(AddNote.class, by(caller), SUBJECT, body(item));
    }

    private static AddNote.Body body(@Nullable String item) {
        return new AddNote.Body("pre-implant", "ecg", null, item, TEXT);
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(AddNote.class, by(COORDINATOR), SUBJECT, onPaper("Nurse M. Lind", PAPER), consented())
                .on(trial -> trial.consented("01"))
                .wrong("form", "no-such-form", 422, "unknown-code")
                .wrong("visit", "never", 422, "unknown-code")
                .wrong("text", "", 400, "invalid-field")
                .refused("no-such-subject", openSite())
                .refused("unknown-code", body("shoe-size"), consented())
                .refused("form-reveals-the-arm", body("paced-capture"), consented())
                .refused("in-the-future", onPaper("Nurse M. Lind", TODAY.plusDays(1)), consented())
                .refused("too-long-ago", onPaper("Nurse M. Lind", LocalDate.of(2001, 1, 1)), consented())
                .refused("written-by-whom-and-when", onPaper(null, PAPER), consented())
                .refused("incomplete-place", new AddNote.Body(null, null, null, "qrs-duration", TEXT), consented()));
    }
}
