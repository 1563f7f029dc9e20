package org.trialbook.view.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store whose first write is held up until something else was done.
class HeldUpViewStore implements ViewStore {

    private final ViewStore store;
    private @Nullable Runnable before;

    HeldUpViewStore(ViewStore store, Runnable before) {
        this.store = store;
        this.before = before;
    }

    @Override
    public Progress progress(String group) {
        return store.progress(group);
    }

    @Override
    public boolean advance(String group, Progress reached) {
        return store.advance(group, reached);
    }

    @Override
    public boolean renew(String group, Progress old) {
        return store.renew(group, old);
    }

    @Override
    public List<Stored> all(String collection) {
        return store.all(collection);
    }

    @Override
    public @Nullable Stored one(String collection, String id) {
        return store.one(collection, id);
    }

    @Override
    public Map<String, Stored> some(String collection, Collection<String> ids) {
        return store.some(collection, ids);
    }

    @Override
    public void write(String collection, Collection<Stored> changed) {
        Runnable first = before;
        before = null;
        if (first != null) {
            first.run();
        }
        store.write(collection, changed);
    }

    @Override
    public void drop(String collection) {
        store.drop(collection);
    }
}
