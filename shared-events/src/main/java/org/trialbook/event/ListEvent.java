package org.trialbook.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What becomes of the lists that people save. One of somebody who may know the allocation is sealed and withheld from
/// everybody else, whatever it asks: its name is free text, and what somebody looks for who knows the arm may tell it.
/// Whose it is stands in the line's actor.
public sealed interface ListEvent extends StudyEvent {

    /// Where they work; null of those who work at none.
    @Nullable
    SiteId site();

    /// Whether somebody blinded may know of it.
    boolean open();

    @Override
    default Knowledge toBlinded() {
        return open() ? Knowledge.SHOWN_WITHOUT_SEALED_FIELDS : Knowledge.WITHHELD;
    }

    @Override
    default Optional<SiteId> aboutSite() {
        return Optional.ofNullable(site());
    }

    /// @param list null where `sealed` holds it
    /// @param sealed null where `list` holds it
    @Stored("ListSaved")
    record ListSaved(
            StudyId study,
            @Nullable SiteId site,
            @Nullable SavedList list,
            @Padded(1536) @Nullable Sealed<SavedList> sealed)
            implements ListEvent {
        @Override
        public boolean open() {
            return list != null;
        }
    }

    /// @param list its name; null where `sealed` holds it
    /// @param sealed null where `list` holds it
    @Stored("ListRemoved")
    record ListRemoved(
            StudyId study,
            @Nullable SiteId site,
            @Nullable String list,
            @Padded(512) @Nullable Sealed<String> sealed) implements ListEvent {
        @Override
        public boolean open() {
            return list != null;
        }
    }
}
