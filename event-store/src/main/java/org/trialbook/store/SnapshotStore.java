package org.trialbook.store;

import org.jspecify.annotations.Nullable;

/// Where the parts of a log's snapshot are kept, by their number from 0 on. What stands here is not trusted:
/// [SnapshotPart] opens it with the log's key. What is lost is made anew.
interface SnapshotStore {

    /// After so many events a further part is made.
    int eventsPerPart();

    byte @Nullable [] part(int number);

    void keep(int number, byte[] part);

    /// Forgets all parts.
    void clear();
}
