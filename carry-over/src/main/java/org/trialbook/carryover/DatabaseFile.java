package org.trialbook.carryover;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.UnreadableStoreException;

/// The store file of one database, as of its last commit. It is not written to.
final class DatabaseFile implements AutoCloseable {
    /// What the file says of itself. 1 was Java serialization, and did not say so.
    private static final int FORMAT = 2;

    private final MVStore store;
    private final EmbeddedDatabase database;

    private DatabaseFile(String name, MVStore store, CursorRegistry cursors) {
        this.store = store;
        this.database = new EmbeddedDatabase(name, store, cursors);
    }

    /// Opens a file; where there is none, the database is empty.
    ///
    /// @throws UnreadableStoreException when the file is of another format
    /// @throws DamagedFileException when the file is damaged
    static DatabaseFile open(String name, Path file, CursorRegistry cursors) {
        return Files.exists(file) ? new DatabaseFile(name, opened(file), cursors) : empty(name, cursors);
    }

    static DatabaseFile empty(String name, CursorRegistry cursors) {
        return new DatabaseFile(name, MVStore.open(null), cursors);
    }

    private static MVStore opened(Path path) {
        ChecksummedFile file = new ChecksummedFile();
        MVStore store;
        try {
            file.open(path);
            store = new MVStore.Builder()
                    .autoCommitDisabled()
                    .readOnly()
                    .adoptFileStore(file)
                    .open();
        } catch (DamagedFileException e) {
            release(file);
            throw e;
        } catch (MVStoreException | AssertionError e) {
            // H2 asserts what it reads, where assertions are on, and leaves the file open then.
            release(file);
            throw damaged(path, "cannot be opened: " + e.getMessage(), e);
        }
        if (store.getStoreVersion() != FORMAT) {
            int found = store.getStoreVersion();
            store.closeImmediately();
            throw new UnreadableStoreException(
                    "The store file " + path + " has format " + (found == 0 ? 1 : found)
                            + " of the embedded store and this version reads format " + FORMAT
                            + " only. Open it with the version that wrote it; it was not changed.",
                    null);
        }
        if (file.newestCommit() > store.getCurrentVersion()) {
            store.closeImmediately();
            throw damaged(path, "is damaged: its last commit needs parts of the file that are gone", null);
        }
        return store;
    }

    private static DamagedFileException damaged(Path path, String what, @Nullable Throwable cause) {
        return new DamagedFileException("The store file " + path + " " + what, cause);
    }

    private static void release(ChecksummedFile opened) {
        try {
            opened.close();
        } catch (RuntimeException e) {
            // It was not open any more; what it failed by is being told.
        }
    }

    EmbeddedDatabase database() {
        return database;
    }

    @Override
    public void close() {
        store.closeImmediately();
    }
}
