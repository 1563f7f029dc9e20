package org.trialbook.store.copy;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.time.Instant;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.FileSignOuts;
import org.trialbook.store.LogStore;
import org.trialbook.store.MongoSignOuts;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.MongoMediaStore;

/// Where a record is kept: its log, its recordings, and who has signed out.
public record RecordPlace(LogStore log, MediaStore media, StoredSignOuts signOuts) implements AutoCloseable {

    /// Below a directory that holds one; each file is under its name in [docs/event-store.md].
    public static final String LOG = "log";

    public static final String MEDIA = "media";
    public static final String SIGN_OUTS = "sign-outs";

    /// In plain files, which nobody else has open.
    ///
    /// @throws org.trialbook.store.StoreInUseException when another process has them open
    /// @throws org.trialbook.store.UnreadableStoreException when a file is damaged
    public static RecordPlace inFiles(Path directory) {
        FileLogStore log = FileLogStore.open(directory.resolve(LOG));
        try {
            return new RecordPlace(
                    log,
                    new FileMediaStore(directory.resolve(MEDIA)),
                    // All of them, whenever they expire.
                    new FileSignOuts(directory.resolve(SIGN_OUTS), Instant.EPOCH));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /// On a MongoDB, which servers may be using.
    ///
    /// @param logDatabase such as `trialbook_log`
    public static RecordPlace inMongo(MongoClient client, String logDatabase) {
        return new RecordPlace(
                LogStore.in(client.getDatabase(logDatabase)),
                new MongoMediaStore(client.getDatabase(MongoMediaStore.DATABASE)),
                new MongoSignOuts(client.getDatabase(MongoSignOuts.DATABASE)));
    }

    /// Gives plain files back. A client stays open.
    @Override
    public void close() {
        if (signOuts instanceof FileSignOuts file) {
            file.close();
        }
        if (log instanceof FileLogStore files) {
            files.close();
        }
    }
}
