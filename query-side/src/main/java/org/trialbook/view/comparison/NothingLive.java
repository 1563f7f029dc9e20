package org.trialbook.view.comparison;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.ViewStore;

/// No live views: everything is asked as of a moment, and folded.
final class NothingLive implements ViewStore {

    @Override
    public Progress progress(String group) {
        return new Progress(0, "");
    }

    @Override
    public void progress(String group, Progress progress) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public List<Stored> all(String projection) {
        return List.of();
    }

    @Override
    public @Nullable Stored one(String projection, String id) {
        return null;
    }

    @Override
    public Map<String, Stored> some(String projection, Collection<String> ids) {
        return Map.of();
    }

    @Override
    public void write(String projection, Collection<Stored> changed) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public void clear(String projection) {
        throw new UnsupportedOperationException("nothing is kept");
    }
}
