package org.trialbook.view.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/// The views of one projection by id, each with its history. They never change: what is new makes others, which share
/// with these what it doesn't concern.
record ViewHistories<V>(TreePMap<String, ViewHistory<V>> byId) {

    static <V> ViewHistories<V> none() {
        return new ViewHistories<>(TreePMap.empty());
    }

    /// As they were stored: what they were before is not known.
    static <V> ViewHistories<V> restored(Map<String, Versioned<V>> stored) {
        Map<String, ViewHistory<V>> histories = new HashMap<>();
        stored.forEach((id, view) -> histories.put(id, ViewHistory.since(view)));
        return new ViewHistories<>(TreePMap.from(histories));
    }

    @Nullable
    Versioned<V> newest(String id) {
        ViewHistory<V> history = byId.get(id);
        return history == null ? null : history.newest();
    }

    /// What is known of a view after the first `size` events.
    @Nullable
    Versioned<V> at(String id, long size) {
        ViewHistory<V> history = byId.get(id);
        return history == null ? null : history.at(size);
    }

    /// @param changed by id, ascending, behind the newest
    ViewHistories<V> with(Map<String, List<Versioned<V>>> changed) {
        Map<String, ViewHistory<V>> next = new HashMap<>();
        changed.forEach((id, made) -> {
            ViewHistory<V> history = byId.get(id);
            next.put(id, history == null ? ViewHistory.from(made.getFirst()).with(made) : history.with(made));
        });
        return next.isEmpty() ? this : new ViewHistories<>(byId.plusAll(next));
    }

    /// As they were at an earlier moment, where that is known.
    ///
    /// @param events that concern the projection, from the beginning of the moment's stretch up to it
    ViewHistories<V> at(long size, Projection<V> projection, List<ProjectedEvent> events) {
        Map<String, ViewHistory<V>> within = new HashMap<>();
        for (ProjectedEvent event : events) {
            for (String id : projection.ids(event.event())) {
                ViewHistory<V> history = within.getOrDefault(id, byId.get(id));
                long begins = ViewHistory.grain(size);
                if (history != null && (within.containsKey(id) || history.knows(begins))) {
                    Versioned<V> before = history.at(within.containsKey(id) ? size : begins);
                    within.put(
                            id,
                            ViewHistory.from((before == null ? Versioned.before(projection, id) : before)
                                    .after(projection, event)));
                }
            }
        }
        return within.isEmpty() ? this : new ViewHistories<>(byId.plusAll(within));
    }

    ViewHistories<V> behind(ViewHistories<V> earlier) {
        Map<String, ViewHistory<V>> whole = new HashMap<>();
        byId.forEach((id, history) -> {
            ViewHistory<V> before = earlier.byId.get(id);
            whole.put(id, before == null ? history : history.behind(before));
        });
        return new ViewHistories<>(TreePMap.from(whole));
    }
}
