package org.trialbook.trial.eligibility;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CONFIRMED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.with;

import java.util.List;
import java.util.Map;
import org.trialbook.event.ItemValue;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Trial;

/// Examples of a confirmation of eligibility.
final class EligibilityExamples implements ActExamples {

    @Override
    public List<ActExample<?, ?>> examples() {
        ConfirmEligibility.Body body = new ConfirmEligibility.Body(CONFIRMED, HotCrt.eligibleAnswers(), null);
        return List.of(example(ConfirmEligibility.class, by(COORDINATOR), SUBJECT, body, HotCrt.consented())
                .on(trial -> trial.consented("01"))
                .wrong("assessedOn", "2126-03-04", 422, "in-the-future")
                .wrong("answers", Map.of(), 422, "invalid-answers")
                .wrong("because", " ", 400, "invalid-field")
                .wrong("answers", sent("lvef", Trial.json("31.5", "mm")), 422, "invalid-answers")
                .wrong("answers", sent("lvef", Trial.json("131.5", "%")), 422, "invalid-answers")
                .wrong("answers", sent("lvef", 31.5), 400, "wrong-type")
                .wrong("answers", sent("lvef", Map.of("value", 31.5, "unit", "%")), 400, "wrong-type")
                .wrong("answers", sent("lvef", Map.of("unit", "%")), 400, "missing-field")
                .wrong("answers", sent("half \ud83d", Trial.json("1", null)), 400, "malformed-json")
                .refused("already-recorded", HotCrt.eligible())
                .refused(
                        "already-randomized",
                        new ConfirmEligibility.Body(CONFIRMED, HotCrt.eligibleAnswers(), "typing error"),
                        HotCrt.randomized(BVP))
                .refused("invalid-answers", answered("lvef", new ItemValue("31.5", "mm")), HotCrt.consented())
                .refused("age-contradicts-birth-year", answered("age", new ItemValue("20", "a")), HotCrt.consented()));
    }

    private static Map<String, Object> sent(String item, Object value) {
        return ActExample.changed(Trial.json(HotCrt.eligibleAnswers()), item, value);
    }

    private static ConfirmEligibility.Body answered(String item, ItemValue value) {
        return new ConfirmEligibility.Body(CONFIRMED, with(HotCrt.eligibleAnswers(), item, value), null);
    }
}
