package org.trialbook.allocation;

import java.util.Optional;
import org.trialbook.protocol.AllocationPlan;

/// A stretch of a study in which subjects are allocated to the same arms. An amendment that closes or adds an arm, or
/// goes on with another list, begins the next one: it counts nobody from before, so that arms are compared within it.
///
/// @param number 0 for the first
public record AllocationPeriod(AllocationPlan plan, int number) {

    public static AllocationPeriod first(AllocationPlan plan) {
        return new AllocationPeriod(plan, 0);
    }

    /// The period once another version came into force. Empty when it allocates otherwise than it may: then it changes
    /// nothing.
    ///
    /// @param begun whether anybody was randomized before
    public Optional<AllocationPeriod> after(AllocationPlan next, boolean begun) {
        if (!begun) {
            return Optional.of(first(next));
        }
        if (next.allocatesAs(plan)) {
            return Optional.of(new AllocationPeriod(next, number));
        }
        return next.goesOnFrom(plan) ? Optional.of(new AllocationPeriod(next, number + 1)) : Optional.empty();
    }

    /// Of a draw: `trialbook <what> v1|study` in the first period, `trialbook <what> v2|study|period` in the others, so
    /// that no two draws of a study have one label.
    String label(String what) {
        String study = plan.study().value();
        return number == 0 ? "trialbook " + what + " v1|" + study : "trialbook " + what + " v2|" + study + "|" + number;
    }
}
