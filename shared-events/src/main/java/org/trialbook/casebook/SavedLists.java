package org.trialbook.casebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ListEvent;
import org.trialbook.event.ListEvent.ListRemoved;
import org.trialbook.event.ListEvent.ListSaved;
import org.trialbook.event.SavedList;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// The lists that people keep, of one kind: those in the open, or those that are sealed. The two do not know of each
/// other.
public final class SavedLists {
    private final boolean sealed;
    private final List<Kept> kept = new ArrayList<>();

    /// @param by the account whose it is
    /// @param site where they work; null of those who work at none
    public record Kept(
            SavedList list,
            String by,
            String name,
            @Nullable String site,
            Instant at) {}

    /// @param sealed whether it is those of whoever may know the allocation; their events come opened
    public SavedLists(boolean sealed) {
        this.sealed = sealed;
    }

    /// @param by null where the record does not say; nobody's list is nobody's to open
    public void apply(TrialEvent event, Instant at, EventLine.@Nullable Actor by) {
        if (by == null || !(event instanceof ListEvent change) || change.open() == sealed) {
            return;
        }
        switch (change) {
            case ListSaved e -> kept.add(new Kept(content(e), by.id(), by.name(), by.site(), at));
            case ListRemoved e -> {
                String list = name(e);
                kept.removeIf(
                        each -> each.by().equals(by.id()) && each.list().list().equals(list));
            }
        }
    }

    /// In the order in which they were saved.
    public List<Kept> all() {
        return List.copyOf(kept);
    }

    public List<Kept> of(String account) {
        return kept.stream().filter(each -> each.by().equals(account)).toList();
    }

    public Optional<Kept> of(String account, String list) {
        return of(account).stream()
                .filter(each -> each.list().list().equals(list))
                .findFirst();
    }

    private static SavedList content(ListSaved event) {
        return event.sealed() == null
                ? Objects.requireNonNull(event.list())
                : event.sealed().opened();
    }

    private static String name(ListRemoved event) {
        return event.sealed() == null
                ? Objects.requireNonNull(event.list())
                : event.sealed().opened();
    }
}
