package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;

/// A condition on answers, computed and never ticked. Exactly one of three forms: `all` of some rules, `any` of
/// some rules, or one `item` compared: `at-least`, `at-most`, `more-than`, `less-than` a number, or `is` / `one-of`
/// codes.
public record AnswerCondition(
        @Nullable List<AnswerCondition> all,
        @Nullable List<AnswerCondition> any,
        @Nullable String item,
        @JsonProperty("at-least") @Nullable BigDecimal atLeast,
        @JsonProperty("at-most") @Nullable BigDecimal atMost,
        @JsonProperty("more-than") @Nullable BigDecimal moreThan,
        @JsonProperty("less-than") @Nullable BigDecimal lessThan,
        @Nullable String is,
        @JsonProperty("one-of") @Nullable List<String> oneOf) {

    /// Whether the rule holds of the answers. An item without an answer makes its comparison false.
    ///
    /// @throws NumberFormatException when a number is compared with an answer that is none; checked ones
    /// never are
    public boolean holds(Map<String, ItemValue> answers) {
        if (all != null) {
            return all.stream().allMatch(rule -> rule.holds(answers));
        }
        if (any != null) {
            return any.stream().anyMatch(rule -> rule.holds(answers));
        }
        ItemValue answer = item == null ? null : answers.get(item);
        return answer != null && compares(answer.value());
    }

    private boolean compares(String answer) {
        if (is != null) {
            return is.equals(answer);
        }
        if (oneOf != null) {
            return oneOf.contains(answer);
        }
        BigDecimal number = new BigDecimal(answer);
        return (atLeast == null || number.compareTo(atLeast) >= 0)
                && (atMost == null || number.compareTo(atMost) <= 0)
                && (moreThan == null || number.compareTo(moreThan) > 0)
                && (lessThan == null || number.compareTo(lessThan) < 0);
    }

    /// The codes of all items the rule looks at.
    public Stream<String> items() {
        if (all != null) {
            return all.stream().flatMap(AnswerCondition::items);
        }
        if (any != null) {
            return any.stream().flatMap(AnswerCondition::items);
        }
        return item == null ? Stream.empty() : Stream.of(item);
    }

    boolean comparesNumbers() {
        return atLeast != null || atMost != null || moreThan != null || lessThan != null;
    }
}
