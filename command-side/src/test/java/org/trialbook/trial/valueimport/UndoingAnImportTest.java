package org.trialbook.trial.valueimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.Scenario.given;
import static org.trialbook.trial.valueimport.ImportingValuesTest.file;
import static org.trialbook.trial.valueimport.ImportingValuesTest.nyha;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ImportEvent.ImportUndone;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.ItemValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.Trial;
import org.trialbook.trial.act.Outcome;

class UndoingAnImportTest implements ActExamples {
    private static final String ID = "c" + "7b".repeat(16);
    private static final String WHY = "a file of another trial";

    private static ValuesImported imported(int forms, int corrections) {
        return new ValuesImported(STUDY, SITE, ID, List.of(SUBJECT), forms, corrections, Sealed.of("ab".repeat(32)));
    }

    private static List<TrialEvent> broughtIn() {
        return and(consented(), imported(1, 0), nyha("II"));
    }

    private static Asked<?, ?> undo() {
        return ask(UndoImport.class, by(COORDINATOR), SITE, new UndoImport.Body(ID, WHY));
    }

    private static ValueCorrected corrected(String from, String to) {
        return new ValueCorrected(
                STUDY,
                SUBJECT,
                SITE,
                "pre-implant",
                "nyha",
                new Correction("nyha-class", ItemValue.of(from), ItemValue.of(to), "why"),
                null);
    }

    private static List<TrialEvent> undone(List<TrialEvent> history) {
        Scenario.Then then = given(history).when(undo());
        assertThat(then.outcome()).isInstanceOf(Outcome.Recorded.class);
        return ((Outcome.Recorded) then.outcome()).events();
    }

    @Test
    void whatItRecordedIsEnteredInError() {
        given(broughtIn())
                .when(undo())
                .thenRecorded(
                        new ImportUndone(STUDY, SITE, ID, 1, 0),
                        new EnteredInError(STUDY, SUBJECT, SITE, "pre-implant", "nyha", null, WHY, null));
    }

    @Test
    void whatItCorrectedBecomesWhatItWas() {
        List<TrialEvent> events = undone(and(consented(), nyha("III"), imported(0, 1), corrected("III", "II")));

        assertThat(events).hasSize(2).startsWith(new ImportUndone(STUDY, SITE, ID, 0, 1));
        assertThat(((ValueCorrected) events.getLast()).correction())
                .isEqualTo(new Correction("nyha-class", ItemValue.of("II"), ItemValue.of("III"), WHY));
    }

    /// What stands behind an import's events is not the import's.
    @Test
    void nothingElseIsTouched() {
        TrialEvent later = new AssessmentRecorded(
                STUDY, SUBJECT, SITE, "month-6", "nyha", CONSENTED, Map.of("nyha-class", ItemValue.of("I")), null);
        assertThat(undone(and(broughtIn(), later))).hasSize(2);
    }

    @Test
    void whatSomebodyCorrectedSinceStandsAgainstIt() {
        given(and(broughtIn(), corrected("II", "I")))
                .when(undo())
                .thenRefused(
                        "import-not-undone",
                        Map.of("refused", "1", "01-001/pre-implant/nyha", "corrected-since-the-import{}"));
    }

    @Test
    void whatSomebodyCorrectedSinceAnImportedCorrectionStandsAgainstItToo() {
        given(and(consented(), nyha("III"), imported(0, 1), corrected("III", "II"), corrected("II", "I")))
                .when(undo())
                .thenRefused(
                        "import-not-undone",
                        Map.of("refused", "1", "01-001/pre-implant/nyha", "corrected-since-the-import{}"));
    }

    @Test
    void itIsUndoneOnceAndNothingIsMarkedTwice() {
        EnteredInError byHand = new EnteredInError(STUDY, SUBJECT, SITE, "pre-implant", "nyha", null, WHY, null);
        given(and(broughtIn(), byHand)).when(undo()).thenRefused("nothing-left-of-the-import", Map.of());
        given(and(broughtIn(), new ImportUndone(STUDY, SITE, ID, 1, 0), byHand))
                .when(undo())
                .thenRefused("import-already-undone", Map.of());
    }

    /// As of the ordinary act: by name, and recorded.
    @Test
    void whoIsBlindedUndoesNothingThatTellsTheArm() {
        List<TrialEvent> history = and(
                ecgRecorded().subList(0, ecgRecorded().size() - 1),
                imported(1, 0),
                ecgRecorded().getLast());
        var refusal = given(history).when(undo()).refusal();
        assertThat(refusal.name()).isEqualTo("form-reveals-the-arm");
        assertThat(refusal.reason().recorded()).isTrue();
        given(history)
                .when(ask(UndoImport.class, by(INVESTIGATOR), SITE, new UndoImport.Body(ID, WHY)))
                .thenRecorded(
                        new ImportUndone(STUDY, SITE, ID, 1, 0),
                        new EnteredInError(STUDY, SUBJECT, SITE, "pre-implant", "ecg", null, null, Sealed.of(WHY)));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(UndoImport.class, by(COORDINATOR), SITE, new UndoImport.Body(ID, WHY), broughtIn())
                .on(trial -> "/sites/01")
                .sending(trial -> Map.of("importId", brought(trial), "because", WHY))
                .ofSeveral()
                .wrong("importId", "c0", 422, "no-such-import")
                .wrong("because", "", 400, "invalid-field")
                .refused("no-protocol", List.of())
                .refused("no-such-import", consented())
                .refused("import-already-undone", broughtIn(), new ImportUndone(STUDY, SITE, ID, 1, 0))
                .refused("import-not-undone", broughtIn(), corrected("II", "I"))
                .refused(
                        "nothing-left-of-the-import",
                        broughtIn(),
                        new EnteredInError(STUDY, SUBJECT, SITE, "pre-implant", "nyha", null, WHY, null)));
    }

    private static String brought(Trial trial) {
        String subject = trial.consented("01").substring("/subjects/".length());
        return trial.server()
                .recorded(
                        "coordinator@01",
                        "/sites/01/acts/import-values",
                        Map.of(
                                "file",
                                file("nyha-class", subject + ",pre-implant,nyha,,2026-03-03,II"),
                                "because",
                                WHY + " " + UUID.randomUUID()))
                .get("importId")
                .asString();
    }
}
