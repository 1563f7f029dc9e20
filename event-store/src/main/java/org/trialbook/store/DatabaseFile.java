package org.trialbook.store;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.store.CommitGate.Turns;

/// The store file of one database of the embedded server, and the gate before it.
///
/// Durability is by name of the database: a durable one forces every commit to the disk before its writes
/// are answered. A rebuildable one (a view) is forced only now and then: it survives the end of the
/// process, and after the end of the machine it is what it was some commits ago.
///
/// When a commit fails, on a full disk for example, H2 closes the store. The next command takes back what
/// that commit wrote and opens the file again as of the last commit that was acknowledged.
final class DatabaseFile implements AutoCloseable {
    /// What the file says of itself. 1 was Java serialization, and did not say so.
    static final int FORMAT = 2;

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);
    private static final String NEW = ".new";
    private static final String DAMAGED = ".damaged";
    /// Commits of a rebuildable database that may be lost with the machine.
    private static final int REBUILDABLE_UNFORCED = 32;

    private final String name;
    private final @Nullable String fileName;
    private final boolean durable;
    private final CursorRegistry cursors;
    private final CommitGate gate = new CommitGate(this::commit);
    private final FailureLog uncommitted;

    // What follows changes only while one command is alone in the gate, or at its commit.
    private @Nullable ChecksummedFile file;
    private MVStore store;
    private volatile EmbeddedDatabase database;
    private volatile boolean broken;
    private boolean closed;
    private long committed;
    private int unforced;

    private DatabaseFile(String name, @Nullable String fileName, boolean durable, CursorRegistry cursors) {
        this.name = name;
        this.fileName = fileName;
        this.durable = durable;
        this.cursors = cursors;
        this.uncommitted =
                new FailureLog(LOG, "A commit to " + fileName + " failed, and it is opened again as of the one before");
        this.file = fileName == null ? null : new ChecksummedFile(durable ? 0 : REBUILDABLE_UNFORCED);
        this.store = open(file, fileName);
        this.database = new EmbeddedDatabase(name, store, cursors);
        this.committed = store.getCurrentVersion();
    }

    /// @param fileName as H2 names files: a path, or one with the prefix of a file system
    /// @throws UnreadableStoreException when the file is of another format, or damaged
    static DatabaseFile open(String name, String fileName, boolean durable, CursorRegistry cursors) {
        if (!FilePath.get(fileName).exists()) {
            create(fileName);
        }
        OwnersOnly.ensure(real(fileName));
        try {
            return new DatabaseFile(name, fileName, durable, cursors);
        } catch (DamagedViewsException e) {
            FilePath.get(fileName).moveTo(FilePath.get(fileName + DAMAGED), true);
            LOG.warn("{} is damaged and set aside; its views are built again", fileName, e);
            create(fileName);
            return new DatabaseFile(name, fileName, false, cursors);
        }
    }

    /// A rebuildable database that cannot be opened is built again from the log.
    private static final class DamagedViewsException extends RuntimeException {
        DamagedViewsException(@Nullable Throwable cause) {
            super("The store file cannot be opened", cause);
        }
    }

    private RuntimeException damaged(String message, @Nullable Throwable cause) {
        return durable ? new UnreadableStoreException(message, cause) : new DamagedViewsException(cause);
    }

    static DatabaseFile inMemory(String name, CursorRegistry cursors) {
        return new DatabaseFile(name, null, false, cursors);
    }

    /// A file gets its name when it is complete: a power cut leaves a whole one or none.
    private static void create(String fileName) {
        FilePath begun = FilePath.get(fileName + NEW);
        begun.delete();
        OwnersOnly.ensure(real(begun.toString()));
        ChecksummedFile file = new ChecksummedFile(0);
        file.open(begun.toString(), false, null);
        MVStore store = builder().adoptFileStore(file).open();
        store.setStoreVersion(FORMAT);
        store.commit();
        store.sync();
        store.closeImmediately();
        begun.moveTo(FilePath.get(fileName), true);
        forceDirectory(real(fileName));
    }

    /// Where the file lies, beneath whatever file system of H2's kind it is named through.
    private static Path real(String fileName) {
        return Path.of(FilePath.get(fileName).toRealPath().unwrap().toString());
    }

    private static void forceDirectory(Path file) {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system opens directories; those that do not, keep names on their own.
            LOG.debug("Cannot force the directory {}", directory, e);
        }
    }

    private static MVStore.Builder builder() {
        return new MVStore.Builder()
                .autoCommitDisabled()
                // Without this the write buffer still commits on its own, in the middle of an insert.
                .autoCommitBufferSize(0);
    }

    private MVStore open(@Nullable ChecksummedFile opened, @Nullable String path) {
        if (opened == null || path == null) {
            return builder().open();
        }
        MVStore open;
        try {
            opened.open(path, false, null);
            open = builder().adoptFileStore(opened).open();
        } catch (MVStoreException | AssertionError e) {
            // H2 asserts what it reads, where assertions are on, and leaves the file open then.
            release(opened);
            throw damaged("The store file " + path + " cannot be opened: " + e.getMessage(), e);
        }
        if (open.getStoreVersion() != FORMAT) {
            int found = open.getStoreVersion();
            open.closeImmediately();
            throw new UnreadableStoreException(
                    "The store file " + path + " has format " + (found == 0 ? 1 : found)
                            + " of the embedded store and this version reads format " + FORMAT
                            + " only. Open it with the version that wrote it; it was not changed.",
                    null);
        }
        if (opened.newestWhole() > open.getCurrentVersion() + (durable ? 0 : REBUILDABLE_UNFORCED)) {
            open.closeImmediately();
            throw damaged(
                    "The store file " + path + " is damaged: its last commit needs parts of the file that are gone",
                    null);
        }
        opened.openedAt(open.getCurrentVersion());
        // Space that no commit uses any more is used again at once, not after H2's 45 seconds: those
        // stand in for a disk that writes when it likes, and would keep hundreds of megabytes of
        // superseded pages. What must stay is what a commit needs that one goes back to after a power
        // cut. In a durable database that is the commit before the newest; in a rebuildable one the last
        // forced one. H2 keeps more versions than that.
        open.setRetentionTime(0);
        open.setVersionsToKeep(durable ? 5 : 2 * REBUILDABLE_UNFORCED);
        // What the last process wrote and did not force must not be read before it is sure to stay.
        open.sync();
        return open;
    }

    private static void release(ChecksummedFile opened) {
        try {
            opened.close();
        } catch (RuntimeException e) {
            LOG.debug("It was not open any more", e);
        }
    }

    /// The collections as of the last opening. Ask for them within a command only.
    EmbeddedDatabase database() {
        return database;
    }

    <T> T pass(Turns kind, Supplier<T> command) {
        if (broken) {
            gate.pass(Turns.ALONE, this::reopen);
        }
        return gate.pass(kind, () -> {
            if (closed) {
                throw new UncommittedException(new IllegalStateException("The database " + name + " is closed"));
            }
            if (broken) {
                // The turn before this one failed while this one waited for it. What that turn changed can still be
                // seen here, and is not kept.
                throw new UncommittedException(failed());
            }
            return command.get();
        });
    }

    private void commit() {
        if (closed) {
            return;
        }
        if (store.isClosed()) {
            // H2 would quietly commit nothing.
            broken = true;
            throw failed();
        }
        if (!store.hasUnsavedChanges()) {
            return;
        }
        try {
            if (file != null) {
                file.begin();
            }
            store.commit();
            if (durable || ++unforced >= REBUILDABLE_UNFORCED) {
                store.sync();
                unforced = 0;
            }
            committed = store.getCurrentVersion();
            uncommitted.works();
        } catch (RuntimeException | Error e) {
            broken = true;
            store.closeImmediately();
            uncommitted.failed(e);
            throw e;
        }
    }

    private IllegalStateException failed() {
        return new IllegalStateException("The store of " + name + " has failed");
    }

    private boolean reopen() {
        ChecksummedFile failed = file;
        if (!broken || closed || failed == null || fileName == null) {
            return false;
        }
        store.closeImmediately();
        failed.undo();
        ChecksummedFile again = new ChecksummedFile(durable ? 0 : REBUILDABLE_UNFORCED);
        MVStore opened = open(again, fileName);
        if (opened.getCurrentVersion() != committed) {
            opened.closeImmediately();
            throw new UnreadableStoreException(
                    "The store file " + fileName + " does not hold its last commit any more", null);
        }
        file = again;
        store = opened;
        database = new EmbeddedDatabase(name, opened, cursors);
        broken = false;
        LOG.debug("Opened {} again, as of its last commit", fileName);
        return true;
    }

    /// Leaves the file as the end of the process would. H2's mark of a clean end is not used: behind it
    /// H2 looks at the last chunks only, oldest first, and when it finds one overwritten that nothing
    /// needs any more, it goes back to what it saw until then, over commits that were acknowledged.
    private void end() {
        if (!store.isClosed()) {
            store.commit();
            store.sync();
            store.closeImmediately();
        }
    }

    @Override
    public void close() {
        gate.pass(Turns.ALONE, () -> {
            if (!closed) {
                closed = true;
                end();
            }
            return closed;
        });
    }
}
