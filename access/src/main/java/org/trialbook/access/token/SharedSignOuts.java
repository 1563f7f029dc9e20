package org.trialbook.access.token;

import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Where processes tell each other which tokens were signed out.
public interface SharedSignOuts {

    /// What a process uses that shares nothing with others.
    SharedSignOuts NONE = of((name, until) -> {}, now -> Map.of());

    static SharedSignOuts of(BiConsumer<String, Instant> add, Function<Instant, Map<String, Instant>> after) {
        return new SharedSignOuts() {
            @Override
            public void add(String name, Instant until) {
                add.accept(name, until);
            }

            @Override
            public Map<String, Instant> after(Instant now) {
                return after.apply(now);
            }
        };
    }

    /// @param name a hash, by which nobody can sign in
    /// @param until from when on the token is not valid anyway
    void add(String name, Instant until);

    /// All sign-outs that still have to be remembered, each with its `until`.
    Map<String, Instant> after(Instant now);
}
