package org.trialbook.console.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A condition of the protocol on other items of the form, as far as it can be said of what is typed. The record
/// decides
/// by it; here it only keeps from sight what is surely not asked.
public final class FieldCondition {

    private final JsonNode condition;

    private FieldCondition(JsonNode condition) {
        this.condition = condition;
    }

    static @Nullable FieldCondition of(JsonNode condition) {
        return condition.isObject() ? new FieldCondition(condition) : null;
    }

    /// Nothing where it depends on what only the record computes.
    ///
    /// @param answers item code → what it comes to; empty for one that has no value, absent for one of which it
    ///     is not known here
    Optional<Boolean> holds(Map<String, String> answers) {
        return holds(condition, answers);
    }

    private static Optional<Boolean> holds(JsonNode rule, Map<String, String> answers) {
        if (rule.path("all").isArray()) {
            return each(rule.path("all"), answers, false);
        }
        if (rule.path("any").isArray()) {
            return each(rule.path("any"), answers, true);
        }
        return Optional.ofNullable(answers.get(rule.path("item").asString()))
                .flatMap(answer -> answer.isEmpty() ? Optional.of(false) : compares(rule, answer));
    }

    /// One that is `decisive` decides; otherwise all must be known.
    private static Optional<Boolean> each(JsonNode rules, Map<String, String> answers, boolean decisive) {
        List<Optional<Boolean>> all =
                rules.valueStream().map(rule -> holds(rule, answers)).toList();
        return all.contains(Optional.of(decisive))
                ? Optional.of(decisive)
                : all.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(!decisive);
    }

    private static Optional<Boolean> compares(JsonNode rule, String answer) {
        List<String> given = List.of(answer.split(",", -1));
        if (rule.path("is").isString()) {
            return Optional.of(given.contains(rule.path("is").asString()));
        }
        if (rule.path("one-of").isArray()) {
            return Optional.of(
                    rule.path("one-of").valueStream().map(JsonNode::asString).anyMatch(given::contains));
        }
        try {
            BigDecimal number = new BigDecimal(answer);
            return Optional.of(Stream.of(
                            bound(rule, "at-least").map(bound -> number.compareTo(bound) >= 0),
                            bound(rule, "at-most").map(bound -> number.compareTo(bound) <= 0),
                            bound(rule, "more-than").map(bound -> number.compareTo(bound) > 0),
                            bound(rule, "less-than").map(bound -> number.compareTo(bound) < 0))
                    .flatMap(Optional::stream)
                    .allMatch(held -> held));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> bound(JsonNode rule, String name) {
        return rule.path(name).isValueNode() && !rule.path(name).isNull()
                ? Optional.of(new BigDecimal(rule.path(name).asString()))
                : Optional.empty();
    }
}
