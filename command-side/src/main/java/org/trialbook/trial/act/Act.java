package org.trialbook.trial.act;

import org.jspecify.annotations.Nullable;

/// A command: what somebody wants recorded. Ids, time, actor and random draws have arrived in it, so that deciding
/// needs no clock and no chance.
public interface Act {
    ActContext context();

    /// Why, in the actor's words, as the line of every event of the act says it; null where nothing is said. It is
    /// open: everybody who sees the event sees it.
    default @Nullable String openReason() {
        return null;
    }
}
