package org.trialbook.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Events that are recorded together or not at all, waiting for the committer. Each is only equal to itself.
final class Append {
    private final List<Draft> drafts;
    private final @Nullable Guard guard;
    private final CompletableFuture<Long> done;

    /// @param guard what must not have happened; null for nothing
    /// @param done completes with the size of the log after the last of them
    Append(List<Draft> drafts, @Nullable Guard guard, CompletableFuture<Long> done) {
        this.drafts = drafts;
        this.guard = guard;
        this.done = done;
    }

    /// Nothing that matches the query may stand at this position or after it.
    record Guard(EventQuery query, long from) {}

    List<Draft> drafts() {
        return drafts;
    }

    @Nullable
    Guard guard() {
        return guard;
    }

    CompletableFuture<Long> done() {
        return done;
    }
}
