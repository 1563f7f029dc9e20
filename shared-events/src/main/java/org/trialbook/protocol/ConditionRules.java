package org.trialbook.protocol;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What must hold of a condition on answers: that it is one, and that the answers it compares with can be given.
final class ConditionRules {

    private final List<Item> items;
    private final String otherwise;
    private final List<Problem> problems;

    /// @param items that may be compared
    /// @param otherwise what is said of any other code
    ConditionRules(List<Item> items, String otherwise, List<Problem> problems) {
        this.items = items;
        this.otherwise = otherwise;
        this.problems = problems;
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    /// Every problem of a condition and of those within it.
    void check(String path, AnswerCondition rule) {
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
            check("%s[%d]".formatted(path, i), rules.get(i));
        }
    }

    private void comparison(String path, AnswerCondition rule) {
        Item item = items.stream()
                .filter(known -> known.code().equals(rule.item()))
                .findFirst()
                .orElse(null);
        if (item == null) {
            List<String> asked = items.stream().map(Item::code).toList();
            String code = String.valueOf(rule.item());
            problem(
                    path + ".item",
                    "known-item",
                    "'%s' %s%s".formatted(code, otherwise, NearestName.hint(code, asked)));
            return;
        }
        boolean codes = rule.is() != null || rule.oneOf() != null;
        if (codes == rule.comparesNumbers() || (rule.is() != null && rule.oneOf() != null)) {
            problem(
                    path,
                    "one-comparison",
                    "one comparison: is or one-of with codes, or at-least, at-most, more-than, less-than with a number");
        } else if (rule.comparesNumbers() && !item.number() && item.type() != Item.Type.CALCULATED) {
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
                    .forEach(code -> problem(
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
                                                            possible.stream()
                                                                    .sorted()
                                                                    .toList()),
                                            NearestName.hint(code, possible))));
        }
    }

    private static Set<String> answers(Item item) {
        return switch (item.type()) {
            case BOOLEAN -> Set.of("true", "false");
            case CHOICE, MULTI_CHOICE ->
                (item.choices() == null ? List.<Protocol.CodeListItem>of() : item.choices())
                        .stream().map(Protocol.CodeListItem::code).collect(Collectors.toSet());
            default -> Set.of();
        };
    }
}
