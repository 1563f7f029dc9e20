package org.trialbook.view.readresults;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.ReadPlan;

/// What counts of the reads of a recording: the only read; of two, the mean of numbers and what they agree in; after an
/// adjudication, the adjudicator's. Repeats count for variability alone.
///
/// @param by `one reader`, `two readers` or `adjudicator`
/// @param notEvaluable why there are no values
public record FinalResult(
        String by,
        SortedMap<String, ItemValue> values,
        @Nullable String notEvaluable) {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    /// Nothing as long as somebody is still to read, or an adjudication is due that is not even registered; and of a
    /// recording that was taken back.
    public static Optional<FinalResult> of(RecordingReads reads, @Nullable ReadPlan plan) {
        if (reads.takenBack()) {
            return Optional.empty();
        }
        ReadView one = reads.first();
        ReadView other = reads.second();
        ReadView third = reads.adjudication();
        if (third != null) {
            return of("adjudicator", third);
        }
        if (other == null) {
            return of("one reader", one);
        }
        if (!one.submitted() || !other.submitted() || reads.adjudicationDue(plan)) {
            return Optional.empty();
        }
        if (!one.measured() || !other.measured()) {
            return of("one reader", one.measured() ? one : other);
        }
        SortedMap<String, ItemValue> values = new TreeMap<>();
        for (Map.Entry<String, ItemValue> entry : one.values().entrySet()) {
            ItemValue second = other.values().get(entry.getKey());
            if (second != null) {
                together(entry.getValue(), second).ifPresent(value -> values.put(entry.getKey(), value));
            }
        }
        return Optional.of(new FinalResult("two readers", values, null));
    }

    private static Optional<FinalResult> of(String by, ReadView read) {
        return read.submitted()
                ? Optional.of(new FinalResult(by, read.values(), read.notEvaluable()))
                : Optional.empty();
    }

    private static Optional<ItemValue> together(ItemValue one, ItemValue other) {
        if (one.equals(other)) {
            return Optional.of(one);
        }
        boolean numbers = NUMBER.matcher(one.value()).matches()
                && NUMBER.matcher(other.value()).matches()
                && Objects.equals(one.unit(), other.unit());
        return numbers
                ? Optional.of(new ItemValue(
                        new BigDecimal(one.value())
                                .add(new BigDecimal(other.value()))
                                .divide(BigDecimal.valueOf(2))
                                .stripTrailingZeros()
                                .toPlainString(),
                        one.unit()))
                : Optional.empty();
    }
}
