package org.trialbook.benchmark.peer;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/// On what condition an event about a subject is appended.
public enum Condition {
    /// Nothing new about the subject since the caller last looked at the log.
    BOUNDARY,
    /// The subject's next sequence number is free: what a store by aggregate has instead.
    AGGREGATE,
    NONE;

    AppendCondition of(String subject, ConsistencyMarker seen) {
        return this == NONE
                ? AppendCondition.none()
                : AppendCondition.withCriteria(EventCriteria.havingTags(MeasuredEvents.SUBJECT, subject))
                        .withMarker(seen);
    }

    /// What a caller has seen when it turns to a new subject.
    ConsistencyMarker turningFrom(ConsistencyMarker seen) {
        return this == AGGREGATE ? ConsistencyMarker.ORIGIN : seen;
    }
}
