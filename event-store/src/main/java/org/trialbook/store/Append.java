package org.trialbook.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Events that are recorded together or not at all, waiting for the committer.
///
/// @param guard what must not have happened; null for nothing
/// @param done completes with the size of the log after the last of them
record Append(List<Draft> drafts, @Nullable Guard guard, CompletableFuture<Long> done) {

    /// Nothing that matches the query may stand at this position or after it.
    record Guard(EventQuery query, long from) {}
}
