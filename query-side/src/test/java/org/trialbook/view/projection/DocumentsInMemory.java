package org.trialbook.view.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Stands in for a document store. It can be told to leave out one of its conditions, and notes whatever a write
/// did that none may do.
final class DocumentsInMemory implements ViewDocuments {

    /// Which condition of a write is left out.
    enum Without {
        NOTHING,
        BEAT,
        FENCE,
        POSITION
    }

    /// @param fence of who wrote it
    private record Written(StoredView view, long fence) {}

    /// What was done that must not be.
    final Set<String> spoilt = new HashSet<>();

    private final Without without;
    private final Map<String, Progress> progress = new HashMap<>();
    private final Map<String, Map<String, Written>> collections = new HashMap<>();

    DocumentsInMemory() {
        this(Without.NOTHING);
    }

    DocumentsInMemory(Without without) {
        this.without = without;
    }

    @Override
    public synchronized Optional<Progress> progress(String group) {
        return Optional.ofNullable(progress.get(group));
    }

    @Override
    public synchronized boolean replace(String group, Progress seen, Progress next) {
        @Nullable Progress there = progress.get(group);
        boolean asSeen = seen.equals(there == null ? Progress.NONE : there);
        if (!asSeen && without != Without.BEAT) {
            return false;
        }
        if (there != null && next.fence() < there.fence()) {
            spoilt.add("an earlier fence wrote progress");
        }
        if (there != null && next.edition().equals(there.edition()) && next.size() < there.size()) {
            spoilt.add("progress went back");
        }
        progress.put(group, next);
        return true;
    }

    @Override
    public synchronized void write(String collection, Collection<StoredView> views, long fence) {
        Map<String, Written> stored = collections.computeIfAbsent(collection, name -> new TreeMap<>());
        for (StoredView view : views) {
            @Nullable Written there = stored.get(view.id());
            boolean newer = there == null || there.view().position() < view.position();
            boolean fenced = there != null && there.fence() > fence;
            if ((newer || without == Without.POSITION) && (!fenced || without == Without.FENCE)) {
                if (!newer && there != null && !there.view().equals(view)) {
                    spoilt.add("a view was replaced by an older one");
                }
                if (fenced) {
                    spoilt.add("an earlier fence wrote a view");
                }
                stored.put(view.id(), new Written(view, fence));
            }
        }
    }

    @Override
    public synchronized List<StoredView> all(String collection) {
        return collections.getOrDefault(collection, Map.of()).values().stream()
                .map(Written::view)
                .toList();
    }

    @Override
    public synchronized void drop(String collection) {
        collections.remove(collection);
    }
}
