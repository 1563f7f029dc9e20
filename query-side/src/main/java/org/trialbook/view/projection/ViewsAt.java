package org.trialbook.view.projection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Views of one moment, seen through a map of their histories: nothing is copied, and what nobody looks at is not
/// looked up.
final class ViewsAt<V> extends AbstractMap<String, V> implements SortedMap<String, V> {
    private final SortedMap<String, ViewHistory<V>> histories;
    private final BiFunction<String, ViewHistory<V>, @Nullable V> view;

    /// @param view null where there is none at that moment
    ViewsAt(SortedMap<String, ViewHistory<V>> histories, BiFunction<String, ViewHistory<V>, @Nullable V> view) {
        this.histories = histories;
        this.view = view;
    }

    @Override
    public @Nullable V get(Object id) {
        ViewHistory<V> found = histories.get(id);
        return found == null ? null : view.apply((String) id, found);
    }

    @Override
    public boolean containsKey(Object id) {
        return get(id) != null;
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                int size = 0;
                for (Iterator<Map.Entry<String, V>> all = iterator(); all.hasNext(); all.next()) {
                    size++;
                }
                return size;
            }

            @Override
            public boolean isEmpty() {
                return !iterator().hasNext();
            }

            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, V>> {
        private final Iterator<Map.Entry<String, ViewHistory<V>>> all =
                histories.entrySet().iterator();
        private Map.@Nullable Entry<String, V> next;

        @Override
        public boolean hasNext() {
            while (next == null && all.hasNext()) {
                Map.Entry<String, ViewHistory<V>> history = all.next();
                V found = view.apply(history.getKey(), history.getValue());
                if (found != null) {
                    next = Map.entry(history.getKey(), found);
                }
            }
            return next != null;
        }

        @Override
        public Map.Entry<String, V> next() {
            Map.Entry<String, V> found = hasNext() ? next : null;
            if (found == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return found;
        }
    }

    @Override
    public @Nullable Comparator<? super String> comparator() {
        return histories.comparator();
    }

    @Override
    public SortedMap<String, V> subMap(String from, String to) {
        return new ViewsAt<>(histories.subMap(from, to), view);
    }

    @Override
    public SortedMap<String, V> headMap(String to) {
        return new ViewsAt<>(histories.headMap(to), view);
    }

    @Override
    public SortedMap<String, V> tailMap(String from) {
        return new ViewsAt<>(histories.tailMap(from), view);
    }

    @Override
    public String firstKey() {
        return keySet().iterator().next();
    }

    /// Looks at all of them: of the last ones there may be none yet.
    @Override
    public String lastKey() {
        return keySet().stream().reduce((one, next) -> next).orElseThrow();
    }
}
