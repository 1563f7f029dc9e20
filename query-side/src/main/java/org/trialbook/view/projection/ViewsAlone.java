package org.trialbook.view.projection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Views without their positions, seen through a map that has both: nothing is copied.
final class ViewsAlone<V> extends AbstractMap<String, V> implements SortedMap<String, V> {
    private final SortedMap<String, Versioned<V>> views;

    ViewsAlone(SortedMap<String, Versioned<V>> views) {
        this.views = views;
    }

    @Override
    public @Nullable V get(Object id) {
        Versioned<V> found = views.get(id);
        return found == null ? null : found.view();
    }

    @Override
    public boolean containsKey(Object id) {
        return views.containsKey(id);
    }

    @Override
    public Set<String> keySet() {
        return views.keySet();
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return views.size();
            }

            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                Iterator<Map.Entry<String, Versioned<V>>> all = views.entrySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public Map.Entry<String, V> next() {
                        Map.Entry<String, Versioned<V>> next = all.next();
                        return Map.entry(next.getKey(), next.getValue().view());
                    }
                };
            }
        };
    }

    @Override
    public @Nullable Comparator<? super String> comparator() {
        return views.comparator();
    }

    @Override
    public SortedMap<String, V> subMap(String from, String to) {
        return new ViewsAlone<>(views.subMap(from, to));
    }

    @Override
    public SortedMap<String, V> headMap(String to) {
        return new ViewsAlone<>(views.headMap(to));
    }

    @Override
    public SortedMap<String, V> tailMap(String from) {
        return new ViewsAlone<>(views.tailMap(from));
    }

    @Override
    public String firstKey() {
        return views.firstKey();
    }

    @Override
    public String lastKey() {
        return views.lastKey();
    }
}
