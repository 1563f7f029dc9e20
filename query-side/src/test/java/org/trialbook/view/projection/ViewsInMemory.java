package org.trialbook.view.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Live views without a database, for tests that ask very often.
public final class ViewsInMemory implements ViewStore {

    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final Map<String, TreeMap<String, Stored>> views = new ConcurrentHashMap<>();
    private int editions;

    @Override
    public Progress progress(String group) {
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
            progress.put(group, new Progress("e" + ++editions, 0, ""));
        }
        return same;
    }

    @Override
    public List<Stored> all(String collection) {
        return List.copyOf(of(collection).values());
    }

    @Override
    public @Nullable Stored one(String collection, String id) {
        return of(collection).get(id);
    }

    @Override
    public Map<String, Stored> some(String collection, Collection<String> ids) {
        Map<String, Stored> found = new HashMap<>(of(collection));
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public void write(String collection, Collection<Stored> changed) {
        changed.forEach(view ->
                of(collection).merge(view.id(), view, (old, now) -> old.position() < now.position() ? now : old));
    }

    @Override
    public void drop(String collection) {
        views.remove(collection);
    }

    private TreeMap<String, Stored> of(String collection) {
        return views.computeIfAbsent(collection, name -> new TreeMap<>());
    }
}
