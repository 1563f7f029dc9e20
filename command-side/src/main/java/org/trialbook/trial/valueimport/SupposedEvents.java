package org.trialbook.trial.valueimport;

import org.trialbook.access.Caller;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.trial.act.CommandContext;

/// Events that an act is about to record, as what follows in the same act sees them: behind everything that is there.
final class SupposedEvents {
    /// Behind every position that a record may have.
    private static final long NOT_RECORDED_YET = 1L << 52;

    private static final TreeHash NO_LEAF = TreeHash.of(new byte[TreeHash.BYTES]);

    private final CommandContext context;
    private final EventLine.Actor actor;
    private long position = NOT_RECORDED_YET;

    SupposedEvents(CommandContext context) {
        this.context = context;
        Caller caller = context.actor();
        this.actor = new EventLine.Actor(
                caller.id(),
                caller.name(),
                caller.role().storedName(),
                caller.site() == null ? null : caller.site().value());
    }

    RecordedEvent next(TrialEvent event) {
        return new RecordedEvent(
                event, position++, NO_LEAF, context.now(), context.occurredAt().toString(), actor);
    }
}
