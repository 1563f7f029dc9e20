package org.trialbook.trial.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.YAML;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecg;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.with;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;

/// Logs in which an amendment opened what was sealed: earlier programs published such. What was sealed stays sealed.
class CorrectingAfterAnAmendmentTest {

    private static final ItemValue CAPTURE = ItemValue.of("right-ventricular");
    private static final ItemValue HIS = ItemValue.of("selective-his");
    private static final ItemValue QRS = new ItemValue("142", "ms");

    /// The second version no longer marks the kind of capture, the one item of the ECG that tells the arm.
    private static final String UNMARKED =
            amended("        required: false\n        reveals-the-arm: true\n", "        required: false\n");

    /// The second version does not ask for it at all.
    private static final String WITHOUT =
            amended(YAML.substring(YAML.indexOf("      # How a paced"), YAML.indexOf("  - code: echo\n")), "");

    private static final ProtocolPublished NEVER_MARKED =
            published("1", UNMARKED.replace("version: \"2\"", "version: \"1\""));

    static Stream<List<TrialEvent>> opened() {
        TrialEvent recordedOpenSince = new AssessmentRecorded(
                STUDY, SUBJECT, SITE, "pre-implant", "ecg", CONSENTED, with(ecg(), "paced-capture", CAPTURE), null);
        TrialEvent recordedSealed = new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                "pre-implant",
                "ecg",
                CONSENTED,
                ecg(),
                Sealed.of(Map.of("paced-capture", CAPTURE)));
        TrialEvent correctedSealed = new ValueCorrected(
                STUDY,
                SUBJECT,
                SITE,
                "pre-implant",
                "ecg",
                null,
                Sealed.of(new Correction("paced-capture", null, CAPTURE, "forgotten")));
        return Stream.of(
                and(ecgRecorded(), published("2", UNMARKED)),
                and(consented(), published("2", UNMARKED), recordedOpenSince),
                and(ecgRecorded(), published("2", WITHOUT), published("3", UNMARKED)),
                // No version marks the item, and an earlier program sealed it all the same.
                neverMarked(recordedSealed),
                neverMarked(
                        new AssessmentRecorded(STUDY, SUBJECT, SITE, "pre-implant", "ecg", CONSENTED, ecg(), null),
                        correctedSealed));
    }

    private static List<TrialEvent> neverMarked(TrialEvent... recorded) {
        return and(
                consented().stream()
                        .map(event -> event.equals(published()) ? NEVER_MARKED : event)
                        .toList(),
                recorded);
    }

    @ParameterizedTest
    @MethodSource("opened")
    void aBlindedCallerIsToldTheSameWhateverTheyTakeTheOldValueFor(List<TrialEvent> history) {
        for (ItemValue from : List.of(CAPTURE, HIS, ItemValue.of("biventricular"))) {
            given(history)
                    .when(correct(COORDINATOR, "paced-capture", from, ItemValue.of("left-septal")))
                    .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
        }
        given(history)
                .when(correct(COORDINATOR, "qrs-duration", QRS, new ItemValue("124", "ms")))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
    }

    @ParameterizedTest
    @MethodSource("opened")
    void whatAnInvestigatorCorrectsIsSealed(List<TrialEvent> history) {
        given(history)
                .when(correct(INVESTIGATOR, "paced-capture", CAPTURE, HIS))
                .thenRecorded(new ValueCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "ecg",
                        null,
                        Sealed.of(new Correction("paced-capture", CAPTURE, HIS, "digits swapped"))));
    }

    @ParameterizedTest
    @MethodSource("opened")
    void anOldValueThatDiffersIsSealedEvidence(List<TrialEvent> history) {
        given(history)
                .when(correct(INVESTIGATOR, "paced-capture", null, HIS))
                .thenRefused("value-differs", Map.of(), Map.of("current", "right-ventricular"));
    }

    @ParameterizedTest
    @MethodSource("opened")
    void whyAnOpenAnswerOfTheFormIsCorrectedIsSealed(List<TrialEvent> history) {
        ValueCorrected corrected = given(history)
                .when(correct(INVESTIGATOR, "qrs-duration", QRS, new ItemValue("124", "ms")))
                .recorded(ValueCorrected.class);

        Correction whole = new Correction("qrs-duration", QRS, new ItemValue("124", "ms"), "digits swapped");
        assertThat(corrected.correction()).isEqualTo(whole.withReasonSealed());
        assertThat(corrected.revealing()).isEqualTo(Sealed.of(whole));
    }

    /// What was recorded can be corrected, whatever later versions leave out.
    @Test
    void anItemThatTheFormHasNoLongerIsCorrected() {
        List<TrialEvent> history = and(consented(), ecgWith(HIS), published("2", WITHOUT));

        given(history)
                .when(correct(INVESTIGATOR, "paced-capture", HIS, CAPTURE))
                .thenRecorded(new ValueCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "ecg",
                        null,
                        Sealed.of(new Correction("paced-capture", HIS, CAPTURE, "digits swapped"))));
        given(history)
                .when(correct(COORDINATOR, "paced-capture", HIS, CAPTURE))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
    }

    @Test
    void anItemThatTheFormHasNoLongerIsCorrectedToWhatItMayBe() {
        assertThat(given(and(consented(), ecgWith(HIS), published("2", WITHOUT)))
                        .when(correct(INVESTIGATOR, "paced-capture", HIS, ItemValue.of("upside-down")))
                        .refusal()
                        .name())
                .isEqualTo("invalid-answers");
    }

    @Test
    void aFormOfNoVisitAnyLongerIsCorrected() {
        List<TrialEvent> history = and(
                ecgRecorded(),
                published("2", amended("forms: [ecg, echo, nyha, kccq-12, eq-5d-5l, body]", "forms: [body]")));

        given(history)
                .when(correct(COORDINATOR, "qrs-duration", QRS, new ItemValue("124", "ms")))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
        given(history)
                .when(correct(INVESTIGATOR, "qrs-duration", QRS, new ItemValue("124", "ms")))
                .recorded(ValueCorrected.class);
    }

    @Test
    void aFormOfAVisitThatIsNoLongerPlannedIsCorrected() {
        ItemValue wrong = new ItemValue("18.0", "kg");
        ItemValue right = new ItemValue("81.0", "kg");
        TrialEvent recorded = new AssessmentRecorded(
                STUDY, SUBJECT, SITE, "week-2", "clinical", CONSENTED, Map.of("weight", wrong), null);

        given(and(consented(), published("2", withClinicalInWeekTwo()), recorded, published("3", withoutWeekTwo())))
                .when(ask(
                        CorrectValue.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new CorrectValue.Body("week-2", "clinical", "weight", wrong, right, "digits swapped")))
                .recorded(ValueCorrected.class);
    }

    /// Only what some version had is known.
    @Test
    void aFormThatNoVersionHadIsUnknown() {
        assertThat(given(ecgRecorded(), published("2", WITHOUT))
                        .when(ask(
                                CorrectValue.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new CorrectValue.Body("pre-implant", "device", "x", QRS, null, "digits swapped")))
                        .refusal()
                        .name())
                .isEqualTo("unknown-code");
    }

    private static String withClinicalInWeekTwo() {
        return amended("forms: [incision, device]", "forms: [incision, device, clinical]");
    }

    private static String withoutWeekTwo() {
        return YAML.lines()
                .filter(line -> !line.contains("code: week-2") && !line.contains("\"visits[5]\""))
                .collect(Collectors.joining("\n"))
                .replace("version: \"1\"", "version: \"3\"");
    }

    private static AssessmentRecorded ecgWith(ItemValue capture) {
        return new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                "pre-implant",
                "ecg",
                CONSENTED,
                ecg(),
                Sealed.of(Map.of("paced-capture", capture)));
    }

    @Test
    void anItemThatAnAmendmentSealsIsSealedFromThenOn() {
        String sealing = amended(
                "label: Electrocardiogram at the site\n", "label: Electrocardiogram\n    reveals-the-arm: true\n");

        ValueCorrected corrected = given(ecgRecorded(), published("2", sealing))
                .when(correct(INVESTIGATOR, "qrs-duration", QRS, new ItemValue("124", "ms")))
                .recorded(ValueCorrected.class);

        assertThat(corrected.correction()).isNull();
    }

    private static Asked<?, ?> correct(Caller caller, String item, @Nullable ItemValue from, @Nullable ItemValue to) {
        return ask(
                CorrectValue.class,
                by(caller),
                SUBJECT,
                new CorrectValue.Body("pre-implant", "ecg", item, from, to, "digits swapped"));
    }
}
