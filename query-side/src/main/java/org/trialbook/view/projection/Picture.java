package org.trialbook.view.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/// All views that a group keeps, as they are after the first `size` events, and as they were before. A picture never
/// changes: the next one is made from it and some events, and shares with it whatever these don't concern. So an
/// answer from one picture is of one moment, and nobody waits for anybody.
public final class Picture {

    /// Before any event.
    public static final Picture NONE = new Picture(0, Map.of());

    private final long size;
    /// By the projection's name.
    private final Map<String, Histories<?>> views;

    private Picture(long size, Map<String, Histories<?>> views) {
        this.size = size;
        this.views = views;
    }

    /// What folds a view from the events that concern it, where its history is not in memory.
    interface Refolding {
        /// @return null when none of the first so many events concerns it
        <V> @Nullable V fold(Projection<V> projection, String id);
    }

    /// The views of one projection.
    private record Histories<V>(TreePMap<String, ViewHistory<V>> byId) {

        static <V> Histories<V> none() {
            return new Histories<>(TreePMap.empty());
        }

        @Nullable
        Versioned<V> newest(String id) {
            ViewHistory<V> history = byId.get(id);
            return history == null ? null : history.newest();
        }

        Histories<V> after(Projection<V> projection, List<ProjectedEvent> events) {
            Map<String, List<Versioned<V>>> changed = new HashMap<>();
            for (ProjectedEvent event : events) {
                for (String id : projection.ids(event.event())) {
                    List<Versioned<V>> made = changed.computeIfAbsent(id, any -> new ArrayList<>());
                    Versioned<V> before = made.isEmpty() ? newest(id) : made.getLast();
                    Versioned<V> after =
                            (before == null ? Versioned.before(projection, id) : before).after(projection, event);
                    if (after != before) {
                        made.add(after);
                    }
                }
            }
            Map<String, ViewHistory<V>> next = new HashMap<>();
            changed.forEach((id, made) -> {
                if (!made.isEmpty()) {
                    ViewHistory<V> history = byId.get(id);
                    next.put(
                            id,
                            history == null ? ViewHistory.from(made.getFirst()).with(made) : history.with(made));
                }
            });
            return next.isEmpty() ? this : new Histories<>(byId.plusAll(next));
        }

        /// As they were at an earlier moment, where that is known.
        ///
        /// @param events that concern the projection, from the beginning of the moment's stretch up to it
        Histories<V> at(long size, Projection<V> projection, List<ProjectedEvent> events) {
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
            return within.isEmpty() ? this : new Histories<>(byId.plusAll(within));
        }

        Histories<V> behind(Histories<V> earlier) {
            Map<String, ViewHistory<V>> whole = new HashMap<>();
            byId.forEach((id, history) -> {
                ViewHistory<V> before = earlier.byId.get(id);
                whole.put(id, before == null ? history : history.behind(before));
            });
            return new Histories<>(TreePMap.from(whole));
        }
    }

    @SuppressWarnings("unchecked") // the name is the projection's, and so the type
    private <V> Histories<V> of(Projection<V> projection) {
        return (Histories<V>) views.getOrDefault(projection.name(), Histories.none());
    }

    /// How many events of the record it contains.
    public long size() {
        return size;
    }

    /// Every view of a kept projection, by id.
    public <V> SortedMap<String, V> all(Projection<V> projection) {
        return new ViewsAt<>(
                of(projection).byId(), (id, history) -> history.newest().view());
    }

    /// Every view of a kept projection as it was after the first `then` events, by id.
    ///
    /// @param events that concern the projection, from the beginning of the moment's stretch up to it
    <V> SortedMap<String, V> all(
            Projection<V> projection, long then, List<ProjectedEvent> events, Refolding refolding) {
        long begins = ViewHistory.grain(then);
        return new ViewsAt<>(of(projection).at(then, projection, events).byId(), (id, history) -> {
            if (!history.knows(begins)) {
                return refolding.fold(projection, id);
            }
            Versioned<V> found = history.at(then);
            return found == null ? null : found.view();
        });
    }

    /// One view of a kept projection; nothing when no event has concerned it yet.
    public <V> Optional<V> one(Projection<V> projection, String id) {
        return versioned(projection, id).map(Versioned::view);
    }

    /// A view with the position of its last event.
    public <V> Optional<Versioned<V>> versioned(Projection<V> projection, String id) {
        return Optional.ofNullable(of(projection).newest(id));
    }

    /// The picture after some more events.
    ///
    /// @param events all that concern the projections behind this picture and among the first `next`
    Picture after(List<Projection<?>> projections, List<ProjectedEvent> events, long next) {
        Map<String, Histories<?>> then = new HashMap<>(views);
        projections.forEach(projection -> then.put(projection.name(), after(projection, events)));
        return new Picture(next, then);
    }

    private <V> Histories<V> after(Projection<V> projection, List<ProjectedEvent> events) {
        return of(projection).after(projection, events);
    }

    /// As it was stored: what its views were before is not known.
    ///
    /// @throws tools.jackson.core.JacksonException when a view is not of its projection's form
    static Picture of(List<Projection<?>> projections, StoredViews stored) {
        Map<String, Histories<?>> views = new HashMap<>();
        projections.forEach(projection -> views.put(projection.name(), restored(projection, stored)));
        return new Picture(stored.size(), views);
    }

    private static <V> Histories<V> restored(Projection<V> projection, StoredViews stored) {
        Map<String, ViewHistory<V>> histories = new HashMap<>();
        stored.of(projection).forEach((id, view) -> histories.put(id, ViewHistory.since(view)));
        return new Histories<>(TreePMap.from(histories));
    }

    /// The same with what an earlier picture knows of the time before: one that was folded from the beginning as far
    /// as this one was restored.
    Picture behind(List<Projection<?>> projections, Picture earlier) {
        Map<String, Histories<?>> whole = new HashMap<>();
        projections.forEach(projection -> whole.put(projection.name(), behind(projection, earlier)));
        return new Picture(size, whole);
    }

    private <V> Histories<V> behind(Projection<V> projection, Picture earlier) {
        return of(projection).behind(earlier.of(projection));
    }

    /// The views of a projection that an event behind the first `from` has changed, as they are stored.
    public <V> Stream<StoredView> changed(Projection<V> projection, long from) {
        return of(projection).byId().entrySet().stream()
                .map(view -> Map.entry(view.getKey(), view.getValue().newest()))
                .filter(view -> view.getValue().position() >= from)
                .map(view -> StoredView.of(
                        view.getKey(),
                        view.getValue().position(),
                        view.getValue().view()));
    }
}
