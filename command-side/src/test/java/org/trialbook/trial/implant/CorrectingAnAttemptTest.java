package org.trialbook.trial.implant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.event.AttemptCorrection;
import org.trialbook.event.CorrectionEvent.AttemptCorrected;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Trial;
import org.trialbook.trial.correction.CorrectFact;

class CorrectingAnAttemptTest implements ActExamples {
    private static final String WHY = "read off the wrong line";
    private static final ItemValue TARGET = ItemValue.of("lateral-vein");
    private static final ItemValue OTHER = ItemValue.of("posterolateral-vein");

    @Test
    void oldNewAndWhyAreSealedWithWhatTheAttemptComesTo() {
        AttemptCorrected corrected =
                given(implanted()).when(correct(1, "target", TARGET, OTHER)).recorded(AttemptCorrected.class);
        AttemptCorrection detail = corrected.detail().opened();

        assertThat(corrected.attempt()).isEqualTo(1);
        assertThat(detail.correction().from()).isEqualTo(TARGET);
        assertThat(detail.correction().to()).isEqualTo(OTHER);
        assertThat(detail.correction().because()).isEqualTo(WHY);
        assertThat(detail.corrected().values()).containsEntry("target", OTHER);
        assertThat(detail.corrected().successful()).isTrue();
    }

    @Test
    void theNextCorrectionGoesOnFromTheFirst() {
        AttemptCorrected first =
                given(implanted()).when(correct(1, "target", TARGET, OTHER)).recorded(AttemptCorrected.class);

        given(implanted(), first)
                .when(correct(1, "target", TARGET, OTHER))
                .thenRefused("value-differs", Map.of(), Map.of("current", "posterolateral-vein"));
    }

    @Test
    void theDayOfTheFirstIsAFactOfTheCourse() {
        given(implanted())
                .when(ask(
                        CorrectFact.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new CorrectFact.Body(
                                "implant",
                                null,
                                Map.of("performedOn", IMPLANTED.toString()),
                                Map.of("performedOn", IMPLANTED.plusDays(1).toString()),
                                WHY)))
                .recorded(FactCorrected.class);
    }

    @Test
    void whoeverIsBlindedCorrectsNoAttempt() {
        given(under(HotCrt.DOUBLE_BLIND, implanted()))
                .when(correct(1, "target", TARGET, OTHER))
                .thenRefused("act-tells-the-arm", Map.of("act", "correct-attempt"));
    }

    private static Asked<?, ?> correct(int attempt, String item, @Nullable ItemValue from, @Nullable ItemValue to) {
        return ask(CorrectAttempt.class, by(IMPLANTER), SUBJECT, body(attempt, item, from, to));
    }

    private static CorrectAttempt.Body body(
            int attempt, String item, @Nullable ItemValue from, @Nullable ItemValue to) {
        return new CorrectAttempt.Body(attempt, item, from, to, WHY, null);
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        CorrectAttempt.class, by(IMPLANTER), SUBJECT, body(1, "target", TARGET, OTHER), implanted())
                .on(trial -> trial.implanted("01"))
                .wrong("attempt", 7, 422, "attempt-not-recorded")
                .wrong("item", "shoe-size", 422, "unknown-code")
                .wrong("from", Trial.json("nowhere", null), 422, "value-differs")
                .wrong("to", Trial.json("nowhere", null), 422, "invalid-implant-attempt")
                .wrong("because", "", 400, "invalid-field")
                .refused("attempt-not-recorded", randomized(BVP))
                .refused("unknown-code", body(1, "shoe-size", null, TARGET), implanted())
                .refused("value-differs", body(1, "target", OTHER, TARGET), implanted())
                .refused("nothing-changes", body(1, "target", TARGET, TARGET), implanted())
                .refused("invalid-implant-attempt", body(1, "target", TARGET, ItemValue.of("nowhere")), implanted())
                .refused("act-tells-the-arm", under(HotCrt.DOUBLE_BLIND, implanted())));
    }
}
