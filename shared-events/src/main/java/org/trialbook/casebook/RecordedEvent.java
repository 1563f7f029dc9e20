package org.trialbook.casebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;

/// An event as it stands in the record, with what its line says about it.
///
/// @param event its content
/// @param position place in the record, from 0
/// @param leaf RFC 9162 leaf hash of its line
/// @param recordedAt when the log took it
/// @param occurredAt when it happened in the clinic: ISO 8601 with offset and zone; null when nobody said
/// @param actor who did it; null for what the programs of the first releases recorded by themselves
public record RecordedEvent(
        TrialEvent event,
        long position,
        TreeHash leaf,
        Instant recordedAt,
        @Nullable String occurredAt,
        EventLine.@Nullable Actor actor) {

    /// Whether the person with this account did it.
    public boolean by(String account) {
        return actor != null && actor.id().equals(account);
    }
}
