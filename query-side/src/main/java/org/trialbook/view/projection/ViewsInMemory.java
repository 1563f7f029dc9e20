package org.trialbook.view.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Live views that end with their process.
final class ViewsInMemory implements ViewStore {
    private final Map<String, Map<String, Stored>> collections = new HashMap<>();
    private final Map<String, Progress> progress = new HashMap<>();
    private final AtomicLong editions = new AtomicLong();

    @Override
    public synchronized Progress progress(String group) {
        return progress.getOrDefault(group, Progress.NONE);
    }

    @Override
    public synchronized boolean advance(String group, Progress reached) {
        Progress before = progress(group);
        boolean further = before.edition().equals(reached.edition()) && before.size() < reached.size();
        if (further) {
            progress.put(group, reached);
        }
        return further;
    }

    @Override
    public synchronized boolean renew(String group, Progress old) {
        boolean same = progress(group).edition().equals(old.edition());
        if (same) {
            progress.put(group, new Progress(Long.toString(editions.incrementAndGet()), 0, ""));
        }
        return same;
    }

    @Override
    public synchronized List<Stored> all(String collection) {
        return new ArrayList<>(views(collection).values());
    }

    @Override
    public synchronized @Nullable Stored one(String collection, String id) {
        return views(collection).get(id);
    }

    @Override
    public synchronized Map<String, Stored> some(String collection, Collection<String> ids) {
        Map<String, Stored> some = new HashMap<>(views(collection));
        some.keySet().retainAll(ids);
        return some;
    }

    @Override
    public synchronized void write(String collection, Collection<Stored> changed) {
        Map<String, Stored> views = collections.computeIfAbsent(collection, name -> new TreeMap<>());
        for (Stored view : changed) {
            views.merge(view.id(), view, (before, after) -> after.position() > before.position() ? after : before);
        }
    }

    @Override
    public synchronized void drop(String collection) {
        collections.remove(collection);
    }

    private Map<String, Stored> views(String collection) {
        return collections.getOrDefault(collection, Map.of());
    }
}
