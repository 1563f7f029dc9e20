package org.trialbook.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.trialbook.ledger.EventLine.Tag;

/// Which events a decision or a view concerns: an OR of clauses, or every event.
///
/// @param everything true to match every event, whatever the clauses
/// @param clauses an event matches when it matches one of them; none at all matches nothing
record EventQuery(boolean everything, List<Clause> clauses) {
    static final EventQuery EVERYTHING = new EventQuery(true, List.of());

    /// No stored event can have this type: what matches it matches every event.
    private static final QualifiedName NO_TYPE = new QualifiedName("\0");

    /// An event matches when it has all the tags, and one of the types unless there are none.
    record Clause(Set<Tag> tags, Set<String> types) {
        boolean matches(String type, Collection<Tag> itsTags) {
            return (types.isEmpty() || types.contains(type)) && itsTags.containsAll(tags);
        }
    }

    static EventQuery of(EventCriteria criteria) {
        // Flattening drops 'any event' from an OR, which would make the query narrower than the criteria.
        if (criteria.matches(NO_TYPE, Set.of())) {
            return EVERYTHING;
        }
        return new EventQuery(
                false,
                criteria.flatten().stream()
                        .map(criterion -> new Clause(
                                criterion.tags().stream()
                                        .map(tag -> new Tag(tag.key(), tag.value()))
                                        .collect(Collectors.toUnmodifiableSet()),
                                criterion.types().stream()
                                        .map(QualifiedName::name)
                                        .collect(Collectors.toUnmodifiableSet())))
                        .toList());
    }

    boolean matches(String type, Collection<Tag> tags) {
        return everything || clauses.stream().anyMatch(clause -> clause.matches(type, tags));
    }
}
