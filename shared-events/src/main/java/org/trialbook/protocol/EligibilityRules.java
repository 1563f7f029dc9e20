package org.trialbook.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What must hold of the eligibility questions, and of the rules computed from their answers.
final class EligibilityRules {

    private final Protocol.Eligibility eligibility;
    private final List<Problem> problems;

    EligibilityRules(Protocol.Eligibility eligibility, List<Problem> problems) {
        this.eligibility = eligibility;
        this.problems = problems;
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    void check() {
        List<Item> asked = eligibility.items();
        new ItemRules(problems).readable("eligibility.items", asked);
        for (int i = 0; i < asked.size(); i++) {
            if (!asked.get(i).required()) {
                problem(
                        "eligibility.items[%d].required".formatted(i),
                        "required",
                        "every eligibility question must be answered: required: true");
            }
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < eligibility.criteria().size(); i++) {
            String code = eligibility.criteria().get(i).code();
            if (!seen.add(code)) {
                problem("eligibility.criteria[%d].code".formatted(i), "unique", "'%s' stands twice".formatted(code));
            }
        }
        for (int i = 0; i < eligibility.criteria().size(); i++) {
            new ConditionRules(asked, "is not asked under eligibility.items", problems)
                    .check(
                            "eligibility.criteria[%d].rule".formatted(i),
                            eligibility.criteria().get(i).rule());
        }
    }
}
