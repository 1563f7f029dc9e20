package org.trialbook.trial.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecg;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.HotCrt.with;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;

/// What is recorded on a form after an amendment that opened it, as earlier programs published such; and what somebody
/// blinded is told of a form that reveals the arm, whenever they try.
class RecordingAfterAnAmendmentTest {

    private static final Map<String, ItemValue> ANSWERS = with(ecg(), "paced-capture", ItemValue.of("biventricular"));

    private static final String MARK = "        required: false\n        reveals-the-arm: true\n";

    static Stream<String> opening() {
        return Stream.of(
                amended(MARK, "        required: false\n"),
                amended("label: Kind of ventricular capture", "label: Capture")
                        .replace(MARK, "        required: false\n"));
    }

    @ParameterizedTest
    @MethodSource("opening")
    void anInvestigatorsAnswerIsSealedAsBefore(String second) {
        given(consented(), published("2", second))
                .when(record(INVESTIGATOR, ANSWERS, CONSENTED))
                .thenRecorded(new AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "ecg",
                        CONSENTED,
                        ecg(),
                        Sealed.of(Map.of("paced-capture", ItemValue.of("biventricular")))));
    }

    @ParameterizedTest
    @MethodSource("opening")
    void aBlindedCallerIsRefusedAsBefore(String second) {
        given(consented(), published("2", second))
                .when(record(COORDINATOR, ANSWERS, CONSENTED))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
    }

    @Test
    void freeTextThatIsAskedForBesideAnOpenedItemIsSealed() {
        String note = "      - {code: ecg-note, label: Seen, type: text, max-length: 100, required: false}\n";
        String second =
                amended("  - code: echo\n", note + "  - code: echo\n").replace(MARK, "        required: false\n");

        AssessmentRecorded recorded = given(consented(), published("2", second))
                .when(record(INVESTIGATOR, with(ecg(), "ecg-note", ItemValue.of("a narrow complex")), CONSENTED))
                .recorded(AssessmentRecorded.class);

        assertThat(recorded.values()).doesNotContainKey("ecg-note");
    }

    @Test
    void aFormThatNoVersionMarkedIsOpen() {
        String never = amended(MARK, "        required: false\n");
        List<TrialEvent> history = consented().stream()
                .map(event -> event.equals(published()) ? published("2", never) : event)
                .toList();

        assertThat(given(history)
                        .when(record(COORDINATOR, ANSWERS, CONSENTED))
                        .recorded(AssessmentRecorded.class)
                        .revealing())
                .isNull();
    }

    /// Too early, too late, twice, or before anything: the refusal depends on the form and the role alone.
    static Stream<List<TrialEvent>> courses() {
        return Stream.of(
                registered(),
                consented(),
                ecgRecorded(),
                and(
                        consented(),
                        new SubjectDiscontinued(STUDY, SUBJECT, SITE, REGISTERED, "consent-withdrawn", Sealed.of(""))));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void aBlindedCallerIsToldNothingElseOfAFormThatReveals(List<TrialEvent> course) {
        for (LocalDate day : List.of(REGISTERED.minusYears(1), CONSENTED, TODAY.plusDays(1))) {
            for (Map<String, ItemValue> answers : List.of(ANSWERS, Map.of("shoe-size", ItemValue.of("43")))) {
                given(course)
                        .when(record(COORDINATOR, answers, day))
                        .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
            }
        }
    }

    private static Asked<?, ?> record(Caller caller, Map<String, ItemValue> values, LocalDate on) {
        return ask(
                RecordAssessment.class,
                by(caller),
                SUBJECT,
                new RecordAssessment.Body("pre-implant", "ecg", on, values));
    }
}
