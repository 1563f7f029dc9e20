package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.readRegistered;
import static org.trialbook.trial.Scenario.given;
import static org.trialbook.trial.reading.Readers.*;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.FormLock;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.RecordingTakenBack;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.correction.MarkEnteredInError;

/// A recording that was registered where it does not belong counts nowhere, for nobody, and its place and its files are
/// free.
class TakingARecordingBackTest implements ActExamples {
    private static final String WHY = "of the neighbouring bed";
    private static final StoredMedia FILE = new StoredMedia("ea".repeat(32), "application/dicom", 700, "US");
    /// Of the echo that two are to read.
    private static final RecordingTakenBack TAKEN = taken(FIRST, "echo");

    private static RecordingTakenBack taken(ReadCode read, String modality) {
        return new RecordingTakenBack(STUDY, read, SUBJECT, SITE, "pre-implant", modality, Sealed.of(WHY));
    }

    @Test
    void itIsNamedByTheCodeThatTheSiteKnows() {
        for (Caller caller : List.of(COORDINATOR, INVESTIGATOR, DATA_MANAGER)) {
            given(echo()).when(takeBack(caller, "echo")).thenRecorded(TAKEN);
        }
    }

    @Test
    void onlyWhatIsRegisteredAndCountsIsTakenBack() {
        for (List<TrialEvent> history : List.of(consented(), readRegistered(), and(echo(), TAKEN))) {
            given(history)
                    .when(takeBack(COORDINATOR, "echo"))
                    .thenRefused("nothing-recorded", Map.of("visit", "pre-implant", "modality", "echo"));
        }
    }

    @Test
    void whatWasReadAlreadyIsTakenBackToo() {
        given(and(echo(), assigned(FIRST, 1), submitted(FIRST, 1, lvef("30")), assigned(SECOND, 2)))
                .when(takeBack(DATA_MANAGER, "echo"))
                .thenRecorded(TAKEN);
    }

    @Test
    void aFrozenVisitKeepsItsRecordings() {
        given(and(
                        echo(),
                        new FormLockChanged(
                                STUDY,
                                SUBJECT,
                                SITE,
                                CasebookPlace.visit("pre-implant"),
                                FormLock.FROZEN,
                                "for the interim analysis")))
                .when(takeBack(COORDINATOR, "echo"))
                .thenRefused("form-is-frozen", Map.of("place", "pre-implant"));
    }

    // ---- its place

    @Test
    void itsPlaceIsRegisteredAgainUnderAnotherCodeAndThatIsTakenBackByItself() {
        List<TrialEvent> again = and(echo(), TAKEN);
        ReadRegistered second = registered(again, register("archive/2", SUBJECT));
        assertThat(second.read()).isNotIn(FIRST, SECOND);
        given(and(again, second))
                .when(ask(
                        RegisterRead.class,
                        HotCrt.drawing(by(COORDINATOR, CONSENTED), "2"),
                        SUBJECT,
                        new RegisterRead.Body("pre-implant", "echo", "archive/3", "ab".repeat(32))))
                .thenRefused("already-recorded", Map.of("recorded", "the echo of visit pre-implant"));
        given(and(again, second)).when(takeBack(COORDINATOR, "echo")).thenRecorded(taken(second.read(), "echo"));
    }

    @Test
    void itsVisitIsMarkedAsEnteredInErrorOnceItIsTakenBack() {
        List<TrialEvent> seen = and(echo(), new VisitDone(STUDY, SUBJECT, SITE, "pre-implant", CONSENTED, null, 0));
        Asked<?, ?> mark = ask(
                MarkEnteredInError.class,
                by(COORDINATOR),
                SUBJECT,
                new MarkEnteredInError.Body("pre-implant", null, null, WHY));
        given(seen)
                .when(mark)
                .thenRefused("something-made-at-the-visit", Map.of("visit", "pre-implant", "made", "echo"));
        given(and(seen, TAKEN)).when(mark).recorded(EnteredInError.class);
    }

    // ---- its files

    @Test
    void itsFileIsRegisteredWhereItBelongsOrAttachedThere() {
        String file = DeclaredActs.uploaded(FILE);
        SubjectId other = new SubjectId("01-002");
        List<TrialEvent> before = and(
                echo(),
                new MediaAttached(STUDY, FIRST, FILE.hash(), FILE.contentType(), 700),
                HotCrt.registered(other),
                HotCrt.consented(other),
                new ReadRegistered(STUDY, THIRD, other, SITE, "pre-implant", "echo", "archive/9", "ab".repeat(32)));
        Asked<?, ?> attach = ask(AttachMedia.class, by(COORDINATOR), THIRD, new AttachMedia.Body(file));
        given(before).when(attach).thenRefused("media-of-another-recording", Map.of("media", FILE.hash()));
        given(and(before, TAKEN)).when(attach).recorded(MediaAttached.class);

        List<TrialEvent> elsewhere = before.subList(0, before.size() - 1);
        given(elsewhere)
                .when(register(file, other))
                .thenRefused("media-of-another-recording", Map.of("media", FILE.hash()));
        assertThat(registered(and(elsewhere, TAKEN), register(file, other)).mediaHash())
                .isEqualTo(FILE.hash());
        assertThat(registered(and(elsewhere, TAKEN), register(file, SUBJECT)).mediaHash())
                .isEqualTo(FILE.hash());
    }

    @Test
    void aFileThatAnotherRecordingHasBesideItStaysThatOnes() {
        String file = DeclaredActs.uploaded(FILE);
        List<TrialEvent> both = and(
                echo(),
                new ReadRegistered(
                        STUDY,
                        THIRD,
                        new SubjectId("02-001"),
                        new SubjectId("02-001").site(),
                        "pre-implant",
                        "echo",
                        "archive/9",
                        "ab".repeat(32)),
                // As an earlier release let it pass.
                new MediaAttached(STUDY, THIRD, FILE.hash(), FILE.contentType(), 700),
                new MediaAttached(STUDY, FIRST, FILE.hash(), FILE.contentType(), 700),
                TAKEN);
        given(both)
                .when(register(file, SUBJECT))
                .thenRefused("media-of-another-recording", Map.of("media", FILE.hash()));
    }

    // ---- its reads

    @Test
    void whoeverHasAReadOfItIsToldThatItWasTakenBackAndNothingElse() {
        List<TrialEvent> history = and(echo(), assigned(FIRST, 1), assigned(SECOND, 2), TAKEN);
        for (ReadCode read : List.of(FIRST, SECOND)) {
            int reader = read.equals(FIRST) ? 1 : 2;
            for (Asked<?, ?> asked : List.<Asked<?, ?>>of(
                    ask(SubmitRead.class, by(reader(reader)), read, new SubmitRead.Body(lvef("30"), null, NO_IDEA)),
                    ask(ReleaseRead.class, by(reader(reader)), read, new ReleaseRead.Body("on leave")))) {
                given(history).when(asked).thenRefused("recording-taken-back", Map.of("read", read.value()));
            }
            given(history)
                    .when(ask(ReleaseRead.class, by(reader(3)), read, new ReleaseRead.Body("on leave")))
                    .thenRefused("no-such-read", Map.of());
        }
    }

    @Test
    void nobodyIsGivenAReadOfItNorIsAFilePutToIt() {
        DeclaredActs.uploaded(FILE);
        List<TrialEvent> history = and(echo(), batch(), TAKEN);
        given(history)
                .when(ask(AssignRead.class, by(DATA_MANAGER), SECOND, new AssignRead.Body("reader-1")))
                .thenRefused("recording-taken-back", Map.of("read", SECOND.value()));
        given(history)
                .when(ask(AttachMedia.class, by(COORDINATOR), FIRST, new AttachMedia.Body("sha256:" + FILE.hash())))
                .thenRefused("recording-taken-back", Map.of("read", FIRST.value()));
        given(history)
                .when(ask(ClaimRead.class, by(reader(1)), "reads", new ClaimRead.Body("echo")))
                .thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        given(history)
                .when(ask(
                        AssignReads.class,
                        by(DATA_MANAGER),
                        "reads",
                        new AssignReads.Body("echo", List.of("reader-1"), "few")))
                .thenRefused("nothing-to-assign", Map.of("modality", "echo"));
    }

    @Test
    void itIsInNoBatchAndNeitherAdjudicatedNorReadOnceMore() {
        given(and(echo(), TAKEN)).when(open("the end")).thenRefused("nothing-to-open", Map.of("modality", "echo"));
        List<TrialEvent> differing = and(
                echo(),
                assigned(FIRST, 1),
                assigned(SECOND, 2),
                submitted(FIRST, 1, lvef("30")),
                submitted(SECOND, 2, lvef("48")));
        assertThat(given(differing).when(open("the end")).outcome()).isInstanceOf(Outcome.Recorded.class);
        given(and(differing, TAKEN)).when(open("the end")).thenRefused("nothing-to-open", Map.of("modality", "echo"));
        given(and(differing, TAKEN))
                .when(ask(
                        SampleRereads.class,
                        by(DATA_MANAGER),
                        "reads",
                        new SampleRereads.Body("echo", "inter-reader", 1)))
                .thenRefused("nothing-to-repeat", Map.of("modality", "echo", "kind", "inter-reader"));
    }

    @Test
    void itsCodesAreNeverGivenAgain() {
        given(and(
                        readRegistered(),
                        new ReadRegistered(
                                STUDY,
                                NEW,
                                new SubjectId("02-001"),
                                new SubjectId("02-001").site(),
                                "pre-implant",
                                "echo",
                                "archive/9",
                                "ab".repeat(32)),
                        new RecordingTakenBack(
                                STUDY,
                                NEW,
                                new SubjectId("02-001"),
                                new SubjectId("02-001").site(),
                                "pre-implant",
                                "echo",
                                Sealed.of(WHY))))
                .when(register("archive/2", SUBJECT))
                .thenRefused("read-code-taken", Map.of());
    }

    /// The first of what is recorded: two are to read it.
    private static ReadRegistered registered(List<TrialEvent> history, Asked<?, ?> asked) {
        Outcome.Recorded recorded =
                (Outcome.Recorded) given(history).when(asked).outcome();
        return (ReadRegistered) recorded.events().getFirst();
    }

    private static Asked<?, ?> takeBack(Caller caller, String modality) {
        return ask(
                TakeBackRecording.class, by(caller), SUBJECT, new TakeBackRecording.Body("pre-implant", modality, WHY));
    }

    private static Asked<?, ?> register(String media, SubjectId subject) {
        @Nullable String hash = media.startsWith("sha256:") ? null : "ab".repeat(32);
        return ask(
                RegisterRead.class,
                by(COORDINATOR, CONSENTED),
                subject,
                new RegisterRead.Body("pre-implant", "echo", media, hash));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        TakeBackRecording.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new TakeBackRecording.Body("pre-implant", "ecg", WHY),
                        readRegistered())
                .on(trial -> trial.recorded("01"))
                .wrong("visit", "", 400, "invalid-field")
                .wrong("visit", "never", 422, "nothing-recorded")
                .wrong("modality", "echo", 422, "nothing-recorded")
                .wrong("modality", "x".repeat(41), 400, "invalid-field")
                .wrong("because", "", 400, "invalid-field")
                .wrong("because", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("nothing-recorded", consented()));
    }
}
