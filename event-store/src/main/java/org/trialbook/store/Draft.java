package org.trialbook.store;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

/// An event that has no place in the log yet: an [EventLine] without position and time of recording, which only the
/// committer gives.
record Draft(
        String id,
        String type,
        String version,
        @Nullable String study,
        List<Tag> tags,
        @Nullable String occurredAt,
        @Nullable Actor actor,
        @Nullable String command,
        @Nullable String reason,
        SortedMap<String, String> metadata,
        String payload) {

    EventLine at(long position, Instant recordedAt) {
        return new EventLine(
                position,
                id,
                type,
                version,
                study,
                tags,
                recordedAt,
                occurredAt,
                actor,
                command,
                reason,
                metadata,
                payload);
    }
}
