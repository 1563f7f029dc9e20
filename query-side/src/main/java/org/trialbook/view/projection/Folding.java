package org.trialbook.view.projection;

import java.util.Map;
import java.util.TreeMap;
import org.trialbook.event.TrialEvent;

/// Runs a fold.
public final class Folding {

    private Folding() {}

    /// Every view of a projection after the events.
    ///
    /// @param events in the record's order
    public static <V> Map<String, Versioned<V>> fold(Projection<V> projection, Iterable<ProjectedEvent> events) {
        Map<String, Versioned<V>> views = new TreeMap<>();
        for (ProjectedEvent event : events) {
            apply(projection, views, event);
        }
        return views;
    }

    /// Applies one event to the views that it concerns.
    static <V> void apply(Projection<V> projection, Map<String, Versioned<V>> views, ProjectedEvent event) {
        TrialEvent content = event.event();
        for (String id : projection.ids(content)) {
            Versioned<V> before = views.get(id);
            if (before == null) {
                before = Versioned.before(projection, id);
            }
            views.put(id, before.after(projection, event));
        }
    }
}
