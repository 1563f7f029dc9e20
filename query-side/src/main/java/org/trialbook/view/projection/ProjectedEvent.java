package org.trialbook.view.projection;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;

/// An event as it stands in the record, with what the record says about it.
///
/// @param position place in the record, from 0
/// @param occurredAt when it happened in the clinic, with its zone; null when nobody said
/// @param reason why, in the actor's words
public record ProjectedEvent(
        long position,
        String id,
        Instant recordedAt,
        @Nullable String occurredAt,
        EventLine.@Nullable Actor actor,
        @Nullable String reason,
        TrialEvent event) {

    /// The event of a line; nothing for one that the log itself recorded, which tells nothing of the trial.
    ///
    /// @throws UnknownEventException for a type or version that this release does not know
    /// @throws tools.jackson.core.JacksonException when a known event's payload is not of its shape
    public static Optional<ProjectedEvent> of(EventLine line) {
        if (EventTypes.isOfTheLog(line.type(), line.version())) {
            return Optional.empty();
        }
        if (!EventTypes.knows(line.type(), line.version())) {
            throw UnknownEventException.at(line.position(), line.type(), line.version());
        }
        TrialEvent event = EventJson.read(line.type(), line.version(), line.payload());
        return Optional.of(new ProjectedEvent(
                line.position(), line.id(), line.recordedAt(), line.occurredAt(), line.actor(), line.reason(), event));
    }

    /// The same event with other contents: opened, for instance.
    public ProjectedEvent with(TrialEvent other) {
        return new ProjectedEvent(position, id, recordedAt, occurredAt, actor, reason, other);
    }
}
