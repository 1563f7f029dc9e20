package org.trialbook.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.Trial;

class CorrectingEligibilityTest implements ActExamples {
    private static final String WHY = "as the catheter report says";
    private static final Map<String, ItemValue> ISCHAEMIC = Map.of("aetiology", ItemValue.of("ischaemic"));
    private static final Map<String, ItemValue> OTHER = Map.of("aetiology", ItemValue.of("non-ischaemic"));

    @Test
    void theTrueStratumStandsBesideTheDrawnOne() {
        given(randomized(BVP))
                .when(correct(ISCHAEMIC, OTHER))
                .thenRecorded(new EligibilityCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        ISCHAEMIC,
                        OTHER,
                        Map.of("aetiology", "ischaemic"),
                        Map.of("aetiology", "non-ischaemic"),
                        List.of(),
                        WHY));
    }

    @Test
    void whoeverWasNotEligibleStaysRandomizedAndIsNamedWithTheCriterion() {
        EligibilityCorrected corrected = given(randomized(BVP))
                .when(correct(Map.of("pregnancy", ItemValue.of("false")), Map.of("pregnancy", ItemValue.of("true"))))
                .recorded(EligibilityCorrected.class);

        assertThat(corrected.criteriaNotMet()).hasSize(1);
        assertThat(corrected.strata()).isEqualTo(corrected.drawn());
    }

    @Test
    void theNextCorrectionGoesOnFromTheFirst() {
        EligibilityCorrected first =
                given(randomized(BVP)).when(correct(ISCHAEMIC, OTHER)).recorded(EligibilityCorrected.class);

        given(randomized(BVP), first)
                .when(correct(ISCHAEMIC, OTHER))
                .thenRefused("value-differs", Map.of("item", "aetiology", "current", "non-ischaemic"));
        assertThat(given(randomized(BVP), first)
                        .when(correct(OTHER, ISCHAEMIC))
                        .recorded(EligibilityCorrected.class)
                        .drawn())
                .isEqualTo(Map.of("aetiology", "ischaemic"));
    }

    private static Asked<?, ?> correct(Map<String, ItemValue> from, Map<String, ItemValue> to) {
        return ask(CorrectEligibility.class, by(COORDINATOR), SUBJECT, new CorrectEligibility.Body(from, to, WHY));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        CorrectEligibility.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new CorrectEligibility.Body(ISCHAEMIC, OTHER, WHY),
                        randomized(BVP))
                .on(trial -> trial.randomized("01"))
                .wrong("from", Trial.json(OTHER), 422, "value-differs")
                .wrong("to", Trial.json(ISCHAEMIC), 422, "nothing-changes")
                .wrong("to", Map.of(), 422, "nothing-changes")
                .wrong("because", "", 400, "invalid-field")
                .refused("not-randomized-yet", eligible())
                .refused("value-differs", new CorrectEligibility.Body(OTHER, ISCHAEMIC, WHY), randomized(BVP))
                .refused("nothing-changes", new CorrectEligibility.Body(ISCHAEMIC, ISCHAEMIC, WHY), randomized(BVP))
                .refused(
                        "unknown-code",
                        new CorrectEligibility.Body(Map.of(), Map.of("shoe-size", ItemValue.of("43")), WHY),
                        randomized(BVP))
                .refused(
                        "invalid-answers",
                        new CorrectEligibility.Body(ISCHAEMIC, Map.of("aetiology", ItemValue.of("unclear")), WHY),
                        randomized(BVP))
                .refused(
                        "age-contradicts-birth-year",
                        new CorrectEligibility.Body(
                                Map.of("age", new ItemValue("70", "a")), Map.of("age", new ItemValue("40", "a")), WHY),
                        randomized(BVP)));
    }
}
