package org.trialbook.protocol;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.ReadPlan.Bound;

/// When two readers differ so much that a third one is to read: what registers the third read and what shows the
/// results ask here, so that a result waits exactly as long as a read is due.
public final class Adjudication {

    private Adjudication() {}

    /// One reader's result.
    ///
    /// @param notEvaluable why there are no values
    public record Result(
            Map<String, ItemValue> values, @Nullable String notEvaluable) {}

    /// Whether any item with a bound differs past it; a recording that only one of them could read differs, too.
    /// Without bounds nothing is adjudicated, nor is anything before both have submitted.
    ///
    /// @param one null until submitted, and so is the other
    public static boolean needed(ReadPlan plan, @Nullable Result one, @Nullable Result other) {
        if (plan.adjudication().isEmpty() || one == null || other == null) {
            return false;
        }
        if (one.notEvaluable() != null || other.notEvaluable() != null) {
            return one.notEvaluable() == null || other.notEvaluable() == null;
        }
        return plan.adjudication().stream()
                .anyMatch(bound -> past(
                        plan,
                        bound,
                        one.values().get(bound.item()),
                        other.values().get(bound.item())));
    }

    private static boolean past(ReadPlan plan, Bound bound, @Nullable ItemValue one, @Nullable ItemValue other) {
        if (one == null || other == null) {
            return one != other;
        }
        boolean number = plan.items().stream()
                .filter(item -> item.code().equals(bound.item()))
                .anyMatch(item -> item.type() == Item.Type.DECIMAL || item.type() == Item.Type.INTEGER);
        return number
                ? new BigDecimal(one.value())
                                .subtract(new BigDecimal(other.value()))
                                .abs()
                                .compareTo(bound.difference())
                        > 0
                : !one.equals(other);
    }
}
