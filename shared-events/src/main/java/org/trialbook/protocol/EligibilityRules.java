package org.trialbook.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
                problem("eligibility.items[%d].required".formatted(i), "required", "every eligibility question must be answered: required: true");
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
            rule(
                    "eligibility.criteria[%d].rule".formatted(i),
                    eligibility.criteria().get(i).rule());
        }
    }

    private void rule(String path, AnswerCondition rule) {
        int forms = (rule.all() != null ? 1 : 0) + (rule.any() != null ? 1 : 0) + (rule.item() != null ? 1 : 0);
        if (forms != 1) {
            problem(path, "one-form", "a rule is all, any or an item compared, exactly one of them");
            return;
        }
        if (rule.all() != null) {
            rules(path + ".all", rule.all());
        } else if (rule.any() != null) {
            rules(path + ".any", rule.any());
        } else {
            comparison(path, rule);
        }
    }

    private void rules(String path, List<AnswerCondition> rules) {
        if (rules.isEmpty()) {
            problem(path, "not-empty", "at least one rule");
        }
        for (int i = 0; i < rules.size(); i++) {
            rule("%s[%d]".formatted(path, i), rules.get(i));
        }
    }

    private void comparison(String path, AnswerCondition rule) {
        Item item = eligibility.items().stream()
                .filter(known -> known.code().equals(rule.item()))
                .findFirst()
                .orElse(null);
        if (item == null) {
            List<String> asked = eligibility.items().stream().map(Item::code).toList();
            String code = String.valueOf(rule.item());
            problem(
                    path + ".item",
                    "known-item",
                    "'%s' is not asked under eligibility.items%s".formatted(code, NearestName.hint(code, asked)));
            return;
        }
        boolean codes = rule.is() != null || rule.oneOf() != null;
        if (codes == rule.comparesNumbers() || (rule.is() != null && rule.oneOf() != null)) {
            problem(path, "one-comparison", "one comparison: is or one-of with codes, or at-least, at-most, more-than, less-than with a number");
        } else if (rule.comparesNumbers() && item.type() != Item.Type.INTEGER && item.type() != Item.Type.DECIMAL) {
            problem(
                    path,
                    "comparable",
                    "'%s' is no integer and no decimal, and only these are compared by at-least, at-most, more-than and"
                                    .formatted(item.code())
                            + " less-than");
        } else if (codes) {
            List<String> compared = rule.oneOf() == null ? List.of(String.valueOf(rule.is())) : rule.oneOf();
            Set<String> possible = answers(item);
            compared.stream()
                    .filter(code -> !possible.contains(code))
                    .forEach(code ->
                            problem(
                                    path,
                                    "known-code",
                                    "'%s' is no answer to '%s', whose answers are %s%s"
                                            .formatted(
                                                    code,
                                                    item.code(),
                                                    possible.isEmpty()
                                                            ? "numbers, days or texts"
                                                            : String.join(
                                                                    ", ",
                                                                    possible.stream().sorted().toList()),
                                                    NearestName.hint(code, possible))));
        }
    }

    private static Set<String> answers(Item item) {
        return switch (item.type()) {
            case BOOLEAN -> Set.of("true", "false");
            case CHOICE ->
                (item.choices() == null ? List.<Protocol.CodeListItem>of() : item.choices())
                        .stream().map(Protocol.CodeListItem::code).collect(Collectors.toSet());
            default -> Set.of();
        };
    }
}
