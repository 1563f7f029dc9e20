package org.trialbook.trial;

import java.util.Optional;
import java.util.OptionalLong;
import org.trialbook.event.EventTypes;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;

/// Whether this release knows every event of a log. Where it doesn't nothing is decided, whatever the act: a boundary
/// names the types it asks for, and one of a later release is none of them.
public final class KnownEvents {

    private KnownEvents() {}

    /// The first event that this release doesn't know, in a sentence. Reads no event while there is none.
    static Optional<UnknownEventException> missing(Log log) {
        OptionalLong first = log.firstBut(EventTypes::knows);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        EventLine line = log.line(first.getAsLong());
        return Optional.of(UnknownEventException.at(line.position(), line.type(), line.version()));
    }

    /// @throws UnknownEventException when there is one
    public static void require(Log log) {
        missing(log).ifPresent(unknown -> {
            throw unknown;
        });
    }
}
