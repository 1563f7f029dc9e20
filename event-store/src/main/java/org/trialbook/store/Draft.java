package org.trialbook.store;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.ledger.UnplacedLine;

/// An event that has no place in the log yet: an [EventLine] without position and time of recording, which only the
/// committer gives.
final class Draft {
    private final EventLine line;
    private volatile @Nullable UnplacedLine prepared;

    /// The parameters are those of [EventLine].
    ///
    /// @throws IllegalArgumentException if they can't be written as a line
    Draft(
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
        this.line = new EventLine(
                0,
                id,
                type,
                version,
                study,
                tags,
                Instant.EPOCH,
                occurredAt,
                actor,
                command,
                reason,
                metadata,
                payload);
    }

    String version() {
        return line.version();
    }

    String type() {
        return line.type();
    }

    List<Tag> tags() {
        return line.tags();
    }

    /// Writes what can be written without a place: to be called by whoever appends, so that the committer need not.
    ///
    /// @throws org.trialbook.ledger.OversizedLineException when the line is too long wherever it stands
    /// @throws IllegalArgumentException if a string holds half of a surrogate pair
    UnplacedLine prepare() {
        UnplacedLine known = prepared;
        if (known == null) {
            known = UnplacedLine.of(line);
            prepared = known;
        }
        return known;
    }
}
