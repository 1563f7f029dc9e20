package org.trialbook.view.projection;

import java.util.Set;
import org.trialbook.event.EventTag;
import org.trialbook.event.TrialEvent;

/// A view as a pure fold over the record. The same fold makes the live view, the view as of any moment, and the
/// recomputed one that an inspector compares with the live one; so it may look at the events and nothing else.
///
/// @param <V> one view: an immutable record that survives being written as JSON and read again
public interface Projection<V> {

    /// The name under which the views are stored, in lower-case letters and hyphens.
    String name();

    Class<V> type();

    /// Which views the event changes; none when it concerns none.
    Set<String> ids(TrialEvent event);

    /// The view before any event.
    V initial(String id);

    /// The view after the event. Called in the record's order, once per event and view.
    V apply(V view, ProjectedEvent event);

    /// The kinds of events that it looks at; one of another kind changes no view. What no projection of a group
    /// looks at is not even decoded.
    default Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(TrialEvent.class);
    }

    /// Tags of which every event that changes the view bears one: the log finds these, and the view is folded from
    /// them alone. None where an event that concerns the view may lack them all.
    default Set<EventTag> tags(String id) {
        return Set.of();
    }

    /// Whether all its views are kept in memory; otherwise one is folded when somebody asks for it, by its tag.
    default boolean kept() {
        return true;
    }
}
