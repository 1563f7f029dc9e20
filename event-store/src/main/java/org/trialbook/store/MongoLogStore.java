package org.trialbook.store;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A log in the collections `blocks` and `checkpoints` of a database.
final class MongoLogStore extends LogStore {
    private final MongoDatabase database;

    MongoLogStore(MongoDatabase database) {
        this.database = database;
    }

    @Override
    BlockStore blocks(Duration patience) {
        return new MongoBlockStore(database, patience);
    }

    @Override
    CheckpointStore checkpoints() {
        return new MongoCheckpointStore(database);
    }

    /// Several processes may have the log open, and each has the whole of it to read at its start.
    @Override
    @Nullable
    SnapshotStore snapshot() {
        return null;
    }

    @Override
    boolean holdsAny() {
        return new MongoBlockStore(database).lastNumber().isPresent();
    }
}
