package org.trialbook.trial.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DOUBLE_BLIND;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.PROGRAMMER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecg;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.HotCrt.with;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Trial;
import org.trialbook.trial.act.Outcome;

class RecordingAFormTest implements ActExamples {

    private static final Map<String, ItemValue> NYHA = Map.of("nyha-class", ItemValue.of("II"));

    @Test
    void aFormThatRevealsNothingIsRecordedOpenByABlindedCaller() {
        given(consented())
                .when(record(COORDINATOR, "pre-implant", "nyha", NYHA))
                .thenRecorded(
                        new AssessmentRecorded(STUDY, SUBJECT, SITE, "pre-implant", "nyha", CONSENTED, NYHA, null));
    }

    @Test
    void whatRevealsTheArmIsSealedAndTheRestIsNot() {
        ItemValue capture = ItemValue.of("selective-left-bundle");

        given(consented())
                .when(record(INVESTIGATOR, "pre-implant", "ecg", with(ecg(), "paced-capture", capture)))
                .thenRecorded(new AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "ecg",
                        CONSENTED,
                        ecg(),
                        Sealed.of(Map.of("paced-capture", capture))));
    }

    /// A narrow QRS after the implant is more often that of one arm: a protocol may say so.
    @Test
    void whatOnlyPredictsTheArmIsSealedWhereTheProtocolMarksIt() {
        String item = "      - {code: qrs-duration, label: QRS duration, type: integer, unit: ms, min: 40, max: 300,";
        String other = "          - {code: other, label: Other}\n";
        String marked = HotCrt.amended(other + item, other + item + " reveals-the-arm: true,");

        AssessmentRecorded recorded = given(consented(), HotCrt.published("2", marked))
                .when(record(INVESTIGATOR, "pre-implant", "ecg", ecg()))
                .recorded(AssessmentRecorded.class);

        assertThat(recorded.values()).containsOnlyKeys("heart-rate", "rhythm", "morphology");
        assertThat(recorded.revealing()).isEqualTo(Sealed.of(Map.of("qrs-duration", new ItemValue("142", "ms"))));
    }

    @Test
    void whetherARevealingItemWasAnsweredIsSealedToo() {
        assertThat(given(consented())
                        .when(record(INVESTIGATOR, "pre-implant", "ecg", ecg()))
                        .recorded(AssessmentRecorded.class)
                        .revealing())
                .isEqualTo(Sealed.of(Map.of()));
    }

    /// Who fills in what tells the arm follows from the protocol and not from the role's name.
    @Test
    void ofADoubleBlindTrialTheProgrammerFillsInWhatTellsTheArmAndTheInvestigatorDoesNot() {
        given(under(DOUBLE_BLIND, implanted()))
                .when(record(INVESTIGATOR, "pre-implant", "ecg", ecg()))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
        given(under(DOUBLE_BLIND, implanted()))
                .when(record(PROGRAMMER, "pre-implant", "ecg", ecg()))
                .recorded(AssessmentRecorded.class);
        given(under(DOUBLE_BLIND, implanted()))
                .when(record(PROGRAMMER, "pre-implant", "nyha", NYHA))
                .thenRefused("form-is-not-the-programmers", Map.of("form", "nyha"));
    }

    /// What once was blind stays blind, whatever a later version says: here the record holds one that earlier
    /// programs would have taken.
    @Test
    void anAmendmentTellsNobodyWhatTheyWereNotToKnow() {
        given(under(DOUBLE_BLIND, implanted()), published("2", HotCrt.YAML))
                .when(record(INVESTIGATOR, "pre-implant", "ecg", ecg()))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
        given(implanted(), published("2", DOUBLE_BLIND))
                .when(record(INVESTIGATOR, "pre-implant", "ecg", ecg()))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecg", "device", "clinical"})
    void aBlindedCallerDoesNotFillInAFormThatReveals(String form) {
        given(implanted())
                .when(record(COORDINATOR, "month-3", form, Map.of()))
                .thenRefused("form-reveals-the-arm", Map.of("form", form));
    }

    @Test
    void everyItemOfARevealingFormIsSealed() {
        Map<String, ItemValue> device = Map.of(
                "ventricular-pacing", new ItemValue("98.5", "%"),
                "pacing-configuration", ItemValue.of("his"),
                "capture-threshold", new ItemValue("0.75", "V"),
                "pulse-width", new ItemValue("0.40", "ms"),
                "impedance", new ItemValue("620", "Ohm"),
                "phrenic-capture", ItemValue.of("false"));

        AssessmentRecorded event = given(implanted())
                .when(ask(
                        RecordAssessment.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new RecordAssessment.Body("month-3", "device", IMPLANTED, device)))
                .recorded(AssessmentRecorded.class);

        assertThat(event.values()).isEmpty();
        assertThat(event.revealing()).isEqualTo(Sealed.of(device));
    }

    @Test
    void aFormOfAVisitIsRecordedOnce() {
        given(ecgRecorded())
                .when(record(INVESTIGATOR, "pre-implant", "ecg", ecg()))
                .thenRefused("already-recorded", Map.of("recorded", "form ecg of visit pre-implant"));
    }

    @Test
    void theSameFormOfAnotherVisitIsAnother() {
        given(
                        implanted(),
                        new AssessmentRecorded(
                                STUDY, SUBJECT, SITE, "pre-implant", "ecg", CONSENTED, ecg(), Sealed.of(Map.of())))
                .when(ask(
                        RecordAssessment.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new RecordAssessment.Body("discharge", "ecg", IMPLANTED, ecg())))
                .recorded(AssessmentRecorded.class);
    }

    @Test
    void aVisitHasTheFormsThatTheProtocolGivesIt() {
        given(consented())
                .when(record(INVESTIGATOR, "pre-implant", "device", Map.of()))
                .thenRefused(
                        "unknown-code",
                        Map.of(
                                "kind",
                                "form of pre-implant",
                                "code",
                                "device",
                                "known",
                                "ecg, echo, nyha, kccq-12, eq-5d-5l, body"));
        assertThat(given(consented())
                        .when(record(INVESTIGATOR, "month-99", "ecg", ecg()))
                        .refusal()
                        .evidence())
                .containsEntry("kind", "visit");
    }

    @ParameterizedTest(name = "{0} = {1} {2}: {3}")
    @CsvSource({
        "qrs-duration, 40, ms, ",
        "qrs-duration, 300, ms, ",
        "qrs-duration, 39, ms, out-of-range",
        "qrs-duration, 301, ms, out-of-range",
        "qrs-duration, 142, s, unit",
        "qrs-duration, 142, , unit",
        "qrs-duration, 142.5, ms, too-many-decimals",
        "qrs-duration, 1e2, ms, not-a-number",
        "qrs-duration, '', ms, not-a-number",
        "qrs-duration, ١٤٢, ms, not-a-number",
        "rhythm, sinus, bpm, unit",
        "rhythm, flutter, , not-a-choice",
        "morphology, LBBB, , not-a-choice",
        "rhythm, , , missing",
        "shoe-size, 43, , unknown-item"
    })
    void anAnswerIsOfItsTypeInItsUnitAndWithinItsRange(
            String item, @Nullable String value, @Nullable String unit, @Nullable String rule) {
        var then = given(consented())
                .when(record(
                        INVESTIGATOR,
                        "pre-implant",
                        "ecg",
                        with(ecg(), item, value == null ? null : new ItemValue(value, unit))));

        if (rule == null) {
            assertThat(then.outcome()).isInstanceOf(Outcome.Recorded.class);
        } else {
            assertThat(then.refusal().name()).isEqualTo("invalid-answers");
            assertThat(then.refusal().evidence()).containsOnlyKeys(item);
            assertThat(then.refusal().evidence().get(item)).startsWith(rule + ": ");
        }
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThat(given(consented())
                        .when(record(INVESTIGATOR, "pre-implant", "ecg", Map.of("rhythm", ItemValue.of("flutter"))))
                        .refusal()
                        .evidence()
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(List.of("heart-rate", "rhythm", "qrs-duration", "morphology"));
    }

    private static Asked<?, ?> record(Caller caller, String visit, String form, Map<String, ItemValue> values) {
        return ask(
                RecordAssessment.class, by(caller), SUBJECT, new RecordAssessment.Body(visit, form, CONSENTED, values));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        RecordAssessment.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new RecordAssessment.Body("pre-implant", "ecg", CONSENTED, ecg()),
                        consented())
                .on(trial -> trial.consented("01"))
                .wrong("visit", "month-99", 422, "unknown-code")
                .wrong("form", "device", 422, "unknown-code")
                .wrong("assessedOn", "2126-03-03", 422, "in-the-future")
                .wrong("values", sent("qrs-duration", Trial.json("142", "s")), 422, "invalid-answers")
                .wrong("values", sent("qrs-duration", Trial.json("1420", "ms")), 422, "invalid-answers")
                .wrong("values", sent("qrs-duration", 142), 400, "wrong-type")
                .wrong("values", sent("qrs-duration", Map.of("value", 142, "unit", "ms")), 400, "wrong-type")
                .wrong("values", sent("rhythm", Trial.json("half \ud83d", null)), 400, "invalid-field")
                .refused(
                        "visit-was-missed",
                        by(COORDINATOR),
                        new RecordAssessment.Body("month-6", "nyha", TODAY, NYHA),
                        implanted(),
                        new VisitMissed(STUDY, SUBJECT, SITE, "month-6", "no-show", null))
                .refused(
                        "form-reveals-the-arm",
                        by(COORDINATOR),
                        new RecordAssessment.Body("month-6", "ecg", TODAY, ecg()),
                        implanted())
                .refused(
                        "form-is-not-the-programmers",
                        by(PROGRAMMER),
                        new RecordAssessment.Body("month-6", "nyha", TODAY, NYHA),
                        under(DOUBLE_BLIND, implanted()))
                .refused(
                        "key-of-a-repeating-form",
                        by(COORDINATOR),
                        new RecordAssessment.Body("pre-implant", "nyha", "1", CONSENTED, NYHA, null),
                        consented())
                .refused(
                        "filled-in-by-others",
                        by(COORDINATOR),
                        new RecordAssessment.Body(
                                null, "end", null, CONSENTED, Map.of("grade", ItemValue.of("1")), null),
                        under(RecordingEntriesOfAFormTest.PROTOCOL, consented())));
    }

    private static Map<String, Object> sent(String item, Object value) {
        return ActExample.changed(Trial.json(ecg()), item, value);
    }
}
