package org.trialbook.view.blind;

import org.jspecify.annotations.Nullable;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// An event that is about to be recorded, still open, and what its line will say beside it.
///
/// @param reason why, in the actor's words
/// @param pause seconds since the one before
public record Deed(
        TrialEvent event,
        EventLine.Actor actor,
        @Nullable String occurredAt,
        @Nullable String reason,
        int pause) {

    public Deed with(TrialEvent other) {
        return new Deed(other, actor, occurredAt, reason, pause);
    }

    public Deed by(EventLine.Actor other) {
        return new Deed(event, other, occurredAt, reason, pause);
    }

    public Deed at(@Nullable String other) {
        return new Deed(event, actor, other, reason, pause);
    }

    public Deed because(@Nullable String other) {
        return new Deed(event, actor, occurredAt, other, pause);
    }

    public Deed after(int seconds) {
        return new Deed(event, actor, occurredAt, reason, seconds);
    }
}
