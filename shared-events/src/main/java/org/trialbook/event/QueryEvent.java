package org.trialbook.event;

import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// The life of a query. One that was opened by somebody who may know what is sealed is sealed, with all that becomes
/// of it: its place, its words and its number could tell what they looked at. It is numbered apart (`S1`, `S2` …), so
/// that the others (`Q1`, `Q2` …) have no gaps.
public sealed interface QueryEvent extends SubjectEvent {

    /// Such as `Q1`, or `S1` for the first that is sealed.
    String query();

    /// Whether somebody blinded may know of it.
    boolean open();

    @Override
    default Knowledge toBlinded() {
        return open() ? Knowledge.SHOWN_WITHOUT_SEALED_FIELDS : Knowledge.WITHHELD;
    }

    /// @param asked null where `sealed` holds it
    /// @param sealed null where `asked` holds it
    @Stored("QueryOpened")
    record QueryOpened(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String query,
            @Nullable DataQuery asked,
            @Padded(2816) @Nullable Sealed<DataQuery> sealed)
            implements QueryEvent {
        @Override
        public boolean open() {
            return asked != null;
        }
    }

    /// @param change null where `sealed` holds it
    /// @param sealed null where `change` holds it
    @Stored("QueryChanged")
    record QueryChanged(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String query,
            @Nullable QueryChange change,
            @Padded(2560) @Nullable Sealed<QueryChange> sealed)
            implements QueryEvent {
        @Override
        public boolean open() {
            return change != null;
        }
    }
}
