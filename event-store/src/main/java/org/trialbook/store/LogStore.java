package org.trialbook.store;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a log is kept, with what it stated of itself: in a MongoDB database or in plain files.
public abstract sealed class LogStore permits MongoLogStore, FileLogStore {

    /// In a database: several processes may have it open.
    public static LogStore in(MongoDatabase database) {
        return new MongoLogStore(database);
    }

    /// The blocks.
    ///
    /// @param patience how long an answer may take
    abstract BlockStore blocks(Duration patience);

    abstract CheckpointStore checkpoints();

    /// The log's snapshot; null where none is kept.
    abstract @Nullable SnapshotStore snapshot();

    /// Whether the log has been written to.
    abstract boolean holdsAny();
}
