package org.trialbook.view.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What some events make of views and of what is rolled up of them, one event after the other. For one thread.
final class FoldedEvents implements Rollup.Change {

    /// The views before the events.
    interface Beginning {
        /// @return null where there is none
        <V> @Nullable Versioned<V> of(Projection<V> projection, String id);

        /// Of all views that there are, and maybe of some more.
        Set<String> ids(Projection<?> projection);
    }

    private final Beginning beginning;
    /// By the projection's name, then by id: what became of each view, one after the other.
    private final Map<String, Map<String, List<Versioned<?>>>> made = new HashMap<>();
    private final List<Rolled<?>> rolling = new ArrayList<>();
    /// By the projection's name: what the last event changed.
    private final Map<String, List<String>> changed = new HashMap<>();

    FoldedEvents(Beginning beginning) {
        this.beginning = beginning;
    }

    /// A rollup on its way through the events.
    final class Rolled<R> {
        private final Rollup<R> rollup;
        private R now;
        private final List<Versioned<R>> steps = new ArrayList<>();

        private Rolled(Rollup<R> rollup, R before) {
            this.rollup = rollup;
            this.now = before;
        }

        private void after(long position) {
            R next = rollup.after(now, FoldedEvents.this);
            if (next != now) {
                now = next;
                steps.add(new Versioned<>(position, next));
            }
        }

        R now() {
            return now;
        }

        /// Ascending; none where nothing changed.
        List<Versioned<R>> steps() {
            return steps;
        }
    }

    /// Before any event.
    <R> Rolled<R> roll(Rollup<R> rollup, R before) {
        Rolled<R> rolled = new Rolled<>(rollup, before);
        rolling.add(rolled);
        return rolled;
    }

    FoldedEvents fold(Iterable<Projection<?>> projections, List<ProjectedEvent> events) {
        for (ProjectedEvent event : events) {
            changed.clear();
            projections.forEach(projection -> fold(projection, event));
            if (!changed.isEmpty()) {
                rolling.forEach(rolled -> rolled.after(event.position()));
            }
        }
        return this;
    }

    private <V> void fold(Projection<V> projection, ProjectedEvent event) {
        for (String id : projection.ids(event.event())) {
            Versioned<V> before = versioned(projection, id, 0);
            Versioned<V> after = (before == null ? Versioned.before(projection, id) : before).after(projection, event);
            if (after != before) {
                made.computeIfAbsent(projection.name(), name -> new HashMap<>())
                        .computeIfAbsent(id, any -> new ArrayList<>(2))
                        .add(after);
                changed.computeIfAbsent(projection.name(), name -> new ArrayList<>(2))
                        .add(id);
            }
        }
    }

    /// @param back 0 for the newest, 1 for the one before
    private <V> @Nullable Versioned<V> versioned(Projection<V> projection, String id, int back) {
        List<Versioned<V>> own = made(projection).getOrDefault(id, List.of());
        return own.size() > back ? own.get(own.size() - 1 - back) : beginning.of(projection, id);
    }

    /// What became of the projection's views, by id.
    @SuppressWarnings("unchecked") // the name is the projection's, and so the type
    <V> Map<String, List<Versioned<V>>> made(Projection<V> projection) {
        return (Map<String, List<Versioned<V>>>) (Map<String, ?>) made.getOrDefault(projection.name(), Map.of());
    }

    @Override
    public <V> List<String> changed(Projection<V> projection) {
        return changed.getOrDefault(projection.name(), List.of());
    }

    @Override
    public Set<String> ids(Projection<?> projection) {
        Set<String> ids = new HashSet<>(beginning.ids(projection));
        ids.addAll(made(projection).keySet());
        return ids;
    }

    @Override
    public <V> @Nullable V before(Projection<V> projection, String id) {
        return view(versioned(projection, id, changed(projection).contains(id) ? 1 : 0));
    }

    @Override
    public <V> @Nullable V after(Projection<V> projection, String id) {
        return view(versioned(projection, id, 0));
    }

    private static <V> @Nullable V view(@Nullable Versioned<V> versioned) {
        return versioned == null ? null : versioned.view();
    }
}
