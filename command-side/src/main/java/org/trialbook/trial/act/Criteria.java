package org.trialbook.trial.act;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventTypeRestrictableEventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;

/// A decision's boundary as Axon's criteria, with one more: that the act's key has not been used.
final class Criteria {

    private Criteria() {}

    private static EventCriteria of(Boundary boundary) {
        Set<EventCriteria> criteria = new HashSet<>();
        boundary.criteria().forEach(criterion -> criteria.add(of(criterion)));
        return EventCriteria.either(criteria);
    }

    /// @param position of the first event that may be in it
    static SourcingCondition from(long position, Boundary boundary) {
        return SourcingCondition.conditionFor(new GlobalIndexConsistencyMarker(position).position(), of(boundary));
    }

    static EventCriteria of(Boundary boundary, String commandKey) {
        Set<EventCriteria> criteria = new HashSet<>();
        boundary.criteria().forEach(criterion -> criteria.add(of(criterion)));
        criteria.add(EventCriteria.havingTags(new Tag(EventTag.COMMAND, commandKey)));
        return EventCriteria.either(criteria);
    }

    private static EventCriteria of(Boundary.Criterion criterion) {
        EventTypeRestrictableEventCriteria tagged = EventCriteria.havingTags(criterion.tags().stream()
                .map(tag -> new Tag(tag.key(), tag.value()))
                .collect(Collectors.toSet()));
        if (criterion.types().isEmpty()) {
            return tagged;
        }
        return tagged.andBeingOneOfTypes(criterion.types().stream()
                .map(type -> new QualifiedName(EventTypes.nameOf(type).qualified()))
                .collect(Collectors.toSet()));
    }
}
