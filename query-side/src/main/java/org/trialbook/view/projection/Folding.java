package org.trialbook.view.projection;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Runs a fold of one projection, from the beginning.
public final class Folding {

    private Folding() {}

    /// Every view of a projection after the events.
    ///
    /// @param events in the record's order
    public static <V> Map<String, Versioned<V>> fold(Projection<V> projection, Iterable<ProjectedEvent> events) {
        Map<String, Versioned<V>> views = new TreeMap<>();
        for (ProjectedEvent event : events) {
            for (String id : projection.ids(event.event())) {
                Versioned<V> before = views.get(id);
                if (before == null) {
                    before = Versioned.before(projection, id);
                }
                views.put(id, before.after(projection, event));
            }
        }
        return views;
    }

    /// One view after the events; nothing when none concerns it.
    ///
    /// @param events in the record's order, all that concern it among them
    static <V> Optional<V> one(Projection<V> projection, String id, Iterable<ProjectedEvent> events) {
        Versioned<V> view = Versioned.before(projection, id);
        for (ProjectedEvent event : events) {
            if (projection.ids(event.event()).contains(id)) {
                view = view.after(projection, event);
            }
        }
        return view.position() < 0 ? Optional.empty() : Optional.of(view.view());
    }
}
