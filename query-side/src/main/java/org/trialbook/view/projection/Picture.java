package org.trialbook.view.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All views that a group keeps, as they are after the first `size` events, and as they were before. A picture never
/// changes: the next one is made from it and some events, and shares with it whatever these don't concern. So an
/// answer from one picture is of one moment, and nobody waits for anybody.
public final class Picture {

    /// Before any event.
    public static final Picture NONE = new Picture(0, Map.of(), Map.of());

    private final long size;
    /// By the projection's name.
    private final Map<String, ViewHistories<?>> views;
    /// What was rolled up of them so far.
    private final Map<Rollup<?>, ViewHistory<?>> rolled;

    private Picture(long size, Map<String, ViewHistories<?>> views, Map<Rollup<?>, ViewHistory<?>> rolled) {
        this.size = size;
        this.views = views;
        this.rolled = rolled;
    }

    /// What folds a view from the events that concern it, where its history is not in memory.
    interface Refolding {
        /// @return null when none of the first so many events concerns it
        <V> @Nullable V fold(Projection<V> projection, String id);
    }

    @SuppressWarnings("unchecked") // the name is the projection's, and so the type
    private <V> ViewHistories<V> of(Projection<V> projection) {
        return (ViewHistories<V>) views.getOrDefault(projection.name(), ViewHistories.none());
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
    /// @param events all that concern the group's projections behind this picture and among the first `next`
    Picture after(ProjectionGroup group, List<ProjectedEvent> events, long next) {
        FoldedEvents folded = new FoldedEvents(new Before(Long.MAX_VALUE));
        Map<Rollup<?>, FoldedEvents.Rolled<?>> rolling = new HashMap<>();
        for (Rollup<?> rollup : size == 0 ? group.rollups() : rolled.keySet()) {
            rolling.put(rollup, rolling(rollup, folded));
        }
        folded.fold(group.kept(), events);
        Map<String, ViewHistories<?>> then = new HashMap<>(views);
        group.kept().forEach(projection -> then.put(projection.name(), after(projection, folded)));
        Map<Rollup<?>, ViewHistory<?>> thenRolled = new HashMap<>();
        rolling.forEach((rollup, on) -> thenRolled.put(rollup, after(rollup, on)));
        return new Picture(next, then, thenRolled);
    }

    /// What some events are folded on.
    private final class Before implements FoldedEvents.Beginning {
        private final long moment;

        Before(long moment) {
            this.moment = moment;
        }

        @Override
        public <V> @Nullable Versioned<V> of(Projection<V> projection, String id) {
            return Picture.this.of(projection).at(id, moment);
        }

        @Override
        public Set<String> ids(Projection<?> projection) {
            return Picture.this.of(projection).byId().keySet();
        }
    }

    private <V> ViewHistories<V> after(Projection<V> projection, FoldedEvents folded) {
        return of(projection).with(folded.made(projection));
    }

    private <R> FoldedEvents.Rolled<R> rolling(Rollup<R> rollup, FoldedEvents folded) {
        ViewHistory<R> history = history(rollup);
        return folded.roll(
                rollup, history == null ? NONE.walked(rollup) : history.newest().view());
    }

    @SuppressWarnings("unchecked") // from what the same rollup began with
    private <R> ViewHistory<R> after(Rollup<R> rollup, FoldedEvents.Rolled<?> on) {
        ViewHistory<R> history = history(rollup);
        List<Versioned<R>> steps = ((FoldedEvents.Rolled<R>) on).steps();
        return (history == null ? ViewHistory.from(new Versioned<>(-1, NONE.walked(rollup))) : history).with(steps);
    }

    @SuppressWarnings("unchecked") // each rollup's own
    private <R> @Nullable ViewHistory<R> history(Rollup<R> rollup) {
        return (ViewHistory<R>) rolled.get(rollup);
    }

    /// What follows from the newest views, found by walking over them.
    public <R> R walked(Rollup<R> rollup) {
        return rollup.walked(new Walked());
    }

    /// What follows from the newest views; null where it is not kept.
    public <R> @Nullable R rolled(Rollup<R> rollup) {
        ViewHistory<R> history = history(rollup);
        return history == null ? null : history.newest().view();
    }

    /// What followed from the views after the first `then` events; null where that is not in memory.
    ///
    /// @param events that concern the rollup's projections, from the beginning of the moment's stretch up to it
    <R> @Nullable R rolled(Rollup<R> rollup, long then, List<ProjectedEvent> events) {
        ViewHistory<R> history = history(rollup);
        long begins = ViewHistory.grain(then);
        if (history == null || !history.knows(begins)) {
            return null;
        }
        Versioned<R> before = history.at(begins);
        FoldedEvents folded = new FoldedEvents(new Before(begins));
        FoldedEvents.Rolled<R> on = folded.roll(rollup, before == null ? NONE.walked(rollup) : before.view());
        folded.fold(rollup.of(), events);
        return on.now();
    }

    /// As it was stored: what its views were before is not known.
    ///
    /// @throws tools.jackson.core.JacksonException when a view is not of its projection's form
    static Picture of(List<Projection<?>> projections, StoredViews stored) {
        Map<String, ViewHistories<?>> views = new HashMap<>();
        projections.forEach(projection -> views.put(projection.name(), ViewHistories.restored(stored.of(projection))));
        return new Picture(stored.size(), views, Map.of());
    }

    /// The same with what follows from all views, of which nothing was stored.
    Picture rolledUp(List<Rollup<?>> rollups) {
        Map<Rollup<?>, ViewHistory<?>> found = new HashMap<>();
        rollups.forEach(rollup -> found.put(rollup, ViewHistory.since(new Versioned<>(size - 1, walked(rollup)))));
        return new Picture(size, views, found);
    }

    /// The same with what an earlier picture knows of the time before: one that was folded from the beginning as far
    /// as this one was restored.
    Picture behind(Picture earlier) {
        Map<String, ViewHistories<?>> whole = new HashMap<>();
        views.forEach((name, own) -> whole.put(name, behind(own, earlier.views.get(name))));
        Map<Rollup<?>, ViewHistory<?>> wholeRolled = new HashMap<>();
        rolled.forEach((rollup, own) -> wholeRolled.put(rollup, behind(own, earlier.rolled.get(rollup))));
        return new Picture(size, whole, wholeRolled);
    }

    @SuppressWarnings("unchecked") // of the same projection
    private static <V> ViewHistories<V> behind(ViewHistories<V> own, @Nullable ViewHistories<?> earlier) {
        return earlier == null ? own : own.behind((ViewHistories<V>) earlier);
    }

    @SuppressWarnings("unchecked") // of the same rollup
    private static <R> ViewHistory<R> behind(ViewHistory<R> own, @Nullable ViewHistory<?> earlier) {
        return earlier == null ? own : own.behind((ViewHistory<R>) earlier);
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

    /// The newest views, for a walk over them.
    private final class Walked implements Snapshot {
        @Override
        public long size() {
            return size;
        }

        @Override
        public <V> SortedMap<String, V> all(Projection<V> projection) {
            return Picture.this.all(projection);
        }

        @Override
        public <V> Optional<V> one(Projection<V> projection, String id) {
            return Picture.this.one(projection, id);
        }

        @Override
        public <R> R rolled(Rollup<R> rollup) {
            return walked(rollup);
        }
    }
}
