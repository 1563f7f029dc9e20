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
@InFile("a condition")
public record AnswerCondition(
        @InFile(value = "conditions that must all hold", optional = true) @Nullable
        List<AnswerCondition> all,

        @InFile(value = "conditions of which one must hold", optional = true) @Nullable
        List<AnswerCondition> any,

        @InFile(value = "the code of the item that is compared", optional = true) @Nullable
        String item,

        @InFile(value = "the number it is compared with", optional = true) @JsonProperty("at-least") @Nullable
        BigDecimal atLeast,

        @InFile(value = "the number it is compared with", optional = true) @JsonProperty("at-most") @Nullable
        BigDecimal atMost,

        @InFile(value = "the number it is compared with", optional = true) @JsonProperty("more-than") @Nullable
        BigDecimal moreThan,

        @InFile(value = "the number it is compared with", optional = true) @JsonProperty("less-than") @Nullable
        BigDecimal lessThan,

        @InFile(value = "a code, or true or false", optional = true) @Nullable
        String is,

        @InFile(value = "codes", optional = true) @JsonProperty("one-of") @Nullable
        List<String> oneOf) {

    /// Whether the rule holds of the answers. An item without an answer makes its comparison false, and so does one
    /// whose value is missing. Of several chosen codes one must be meant.
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
        return answer != null && !answer.lacksValue() && compares(answer.value());
    }

    private boolean compares(String answer) {
        if (is != null) {
            return is.equals(answer) || List.of(answer.split(",", -1)).contains(is);
        }
        if (oneOf != null) {
            return oneOf.contains(answer) || Stream.of(answer.split(",", -1)).anyMatch(oneOf::contains);
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
