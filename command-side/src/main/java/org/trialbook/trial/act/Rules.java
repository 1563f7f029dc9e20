package org.trialbook.trial.act;

import java.util.List;
import java.util.stream.Stream;

/// Lists of rules, read from the first to the last.
public final class Rules {

    private Rules() {}

    /// The shared rules first, then the act's own.
    @SafeVarargs
    public static <A, S> List<Rule<A, S>> and(List<Rule<A, S>> shared, Rule<A, S>... own) {
        return Stream.concat(shared.stream(), Stream.of(own)).toList();
    }
}
