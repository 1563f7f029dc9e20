package org.trialbook.trial.act;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule of an act.
///
/// @param <C> the command
/// @param <S> what has to be known to decide it
@FunctionalInterface
public interface Rule<C, S> {
    /// Why the rule stands against the command; null when it does not.
    @Nullable
    Refusal check(C command, S state);

    /// The refusal of the first rule that is broken, in the list's order; null when none is.
    static <C, S> @Nullable Refusal firstBroken(List<Rule<C, S>> rules, C command, S state) {
        for (Rule<C, S> rule : rules) {
            Refusal refusal = rule.check(command, state);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }
}
