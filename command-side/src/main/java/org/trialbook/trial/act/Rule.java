package org.trialbook.trial.act;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One named rule of an act: gives the refusal when it is broken.
public record Rule<A, S>(String name, BiFunction<A, S, @Nullable Refusal> check) {

    /// The refusal of the first rule that is broken, in the list's order.
    public static <A, S> Optional<Refusal> firstBroken(List<Rule<A, S>> rules, A act, S state) {
        for (Rule<A, S> rule : rules) {
            Refusal refusal = rule.check.apply(act, state);
            if (refusal != null) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
