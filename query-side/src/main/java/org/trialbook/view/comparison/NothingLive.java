package org.trialbook.view.comparison;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.ViewStore;

/// A store that holds no live views: every question is asked as of a moment, and its views are folded.
final class NothingLive implements ViewStore {

    @Override
    public Progress progress(String group) {
        return Progress.NONE;
    }

    @Override
    public boolean advance(String group, Progress reached) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public boolean renew(String group, Progress old) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public List<Stored> all(String collection) {
        return List.of();
    }

    @Override
    public @Nullable Stored one(String collection, String id) {
        return null;
    }

    @Override
    public Map<String, Stored> some(String collection, Collection<String> ids) {
        return Map.of();
    }

    @Override
    public void write(String collection, Collection<Stored> changed) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public void drop(String collection) {
        throw new UnsupportedOperationException("nothing is kept");
    }
}
