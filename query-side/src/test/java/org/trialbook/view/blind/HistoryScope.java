package org.trialbook.view.blind;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;

/// Beans that are made anew for each history: whatever of the application leans on the log.
final class HistoryScope implements Scope {

    static final String NAME = "history";

    private volatile @Nullable History current;

    void enter(History history) {
        current = history;
    }

    History current() {
        return Objects.requireNonNull(current, "no history is at hand");
    }

    @Override
    public Object get(String name, ObjectFactory<?> factory) {
        History history = current();
        Object known = history.beans().get(name);
        if (known == null) {
            known = factory.getObject();
            history.beans().put(name, known);
        }
        return known;
    }

    @Override
    public @Nullable Object remove(String name) {
        return current().beans().remove(name);
    }

    @Override
    public void registerDestructionCallback(String name, Runnable callback) {
        // A history closes what it opened; nothing else here needs an end.
    }

    @Override
    public @Nullable String getConversationId() {
        return null;
    }
}
