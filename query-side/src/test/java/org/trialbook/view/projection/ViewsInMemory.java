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

    @Override
    public Progress progress(String group) {
        return progress.getOrDefault(group, new Progress(0, ""));
    }

    @Override
    public void progress(String group, Progress reached) {
        progress.put(group, reached);
    }

    @Override
    public List<Stored> all(String projection) {
        return List.copyOf(of(projection).values());
    }

    @Override
    public @Nullable Stored one(String projection, String id) {
        return of(projection).get(id);
    }

    @Override
    public Map<String, Stored> some(String projection, Collection<String> ids) {
        Map<String, Stored> found = new HashMap<>(of(projection));
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public void write(String projection, Collection<Stored> changed) {
        changed.forEach(view -> of(projection).put(view.id(), view));
    }

    @Override
    public void clear(String projection) {
        of(projection).clear();
    }

    private TreeMap<String, Stored> of(String projection) {
        return views.computeIfAbsent(projection, name -> new TreeMap<>());
    }
}
