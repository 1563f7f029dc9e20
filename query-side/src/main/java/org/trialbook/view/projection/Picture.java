package org.trialbook.view.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/// All views that a group keeps, as they are after the first `size` events. A picture never changes: the next one
/// is made from it and some events, and shares with it whatever these don't concern. So an answer from one
/// picture is of one moment, and nobody waits for anybody.
public final class Picture {

    /// Before any event.
    public static final Picture NONE = new Picture(0, Map.of());

    private final long size;
    /// By the projection's name.
    private final Map<String, Views<?>> views;

    private Picture(long size, Map<String, Views<?>> views) {
        this.size = size;
        this.views = views;
    }

    /// The views of one projection, and of each the position of its last event.
    private record Views<V>(TreePMap<String, Versioned<V>> byId) {

        static <V> Views<V> none() {
            return new Views<>(TreePMap.empty());
        }

        static <V> Views<V> of(Map<String, Versioned<V>> views) {
            return new Views<>(TreePMap.from(views));
        }

        @Nullable
        Versioned<V> get(String id) {
            return byId.get(id);
        }

        /// How many of those that an event behind the first `size` has changed are views there, too.
        long othersThan(Views<?> before, long size) {
            return byId.entrySet().stream()
                    .filter(view -> view.getValue().position() >= size && before.byId.containsKey(view.getKey()))
                    .count();
        }

        Views<V> after(Projection<V> projection, List<ProjectedEvent> events, Views<V> later) {
            Map<String, Versioned<V>> changed = new HashMap<>();
            for (ProjectedEvent event : events) {
                for (String id : projection.ids(event.event())) {
                    Versioned<V> before = changed.containsKey(id) ? changed.get(id) : get(id);
                    changed.put(
                            id, (before == null ? Versioned.before(projection, id) : before).after(projection, event));
                }
            }
            changed.replaceAll((id, view) -> {
                Versioned<V> same = later.get(id);
                return same != null && same.position() == view.position() ? same : view;
            });
            return changed.isEmpty() ? this : new Views<>(byId.plusAll(changed));
        }
    }

    @SuppressWarnings("unchecked") // the name is the projection's, and so the type
    private <V> Views<V> of(Projection<V> projection) {
        return (Views<V>) views.getOrDefault(projection.name(), Views.none());
    }

    /// How many events of the record it contains.
    public long size() {
        return size;
    }

    /// Every view of a kept projection, by id.
    public <V> SortedMap<String, V> all(Projection<V> projection) {
        return new ViewsAlone<>(of(projection).byId());
    }

    /// One view of a kept projection; nothing when no event has concerned it yet.
    public <V> Optional<V> one(Projection<V> projection, String id) {
        return versioned(projection, id).map(Versioned::view);
    }

    /// A view with the position of its last event.
    public <V> Optional<Versioned<V>> versioned(Projection<V> projection, String id) {
        return Optional.ofNullable(of(projection).get(id));
    }

    /// The picture after some more events. What a later picture has of the same views is not made a second time.
    ///
    /// @param events all that concern the projections behind this picture and among the first `size`
    Picture after(List<Projection<?>> projections, List<ProjectedEvent> events, long size, Picture later) {
        Map<String, Views<?>> next = new HashMap<>(views);
        projections.forEach(projection -> next.put(projection.name(), after(projection, events, later)));
        return new Picture(size, next);
    }

    private <V> Views<V> after(Projection<V> projection, List<ProjectedEvent> events, Picture later) {
        return of(projection).after(projection, events, later.of(projection));
    }

    /// As it was stored.
    ///
    /// @throws tools.jackson.core.JacksonException when a view is not of its projection's form
    static Picture of(List<Projection<?>> projections, StoredViews stored) {
        Map<String, Views<?>> views = new HashMap<>();
        projections.forEach(projection -> views.put(projection.name(), Views.of(stored.of(projection))));
        return new Picture(stored.size(), views);
    }

    /// The views of a projection that an event behind the first `from` has changed, as they are stored.
    public <V> Stream<StoredView> changed(Projection<V> projection, long from) {
        return of(projection).byId().entrySet().stream()
                .filter(view -> view.getValue().position() >= from)
                .map(view -> StoredView.of(
                        view.getKey(),
                        view.getValue().position(),
                        view.getValue().view()));
    }

    /// How many views of an earlier picture are others here: what that one keeps in memory beside this one.
    long changedSince(Picture earlier) {
        long changed = 0;
        for (Map.Entry<String, Views<?>> each : views.entrySet()) {
            Views<?> before = earlier.views.getOrDefault(each.getKey(), Views.none());
            changed += each.getValue().othersThan(before, earlier.size);
        }
        return changed;
    }
}
