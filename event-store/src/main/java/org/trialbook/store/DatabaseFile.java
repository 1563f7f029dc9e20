package org.trialbook.store;

import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// The store file of one database of the embedded server, and the gate before it.
///
/// The server keeps a document and its `_id` entry in two separate maps. Whatever is committed between the two writes
/// is torn: so a write holds the gate alone until its commit is done, and readers never see what is not yet
/// committed.
///
/// Durability is by name of the database: a durable one forces every write to the disk before it is answered, a
/// rebuildable one (a view) leaves that to the operating system, which survives the end of the process but not of the
/// machine.
final class DatabaseFile implements AutoCloseable {
    private final MVStore store;
    private final boolean forced;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

    private DatabaseFile(MVStore store, boolean forced) {
        this.store = store;
        this.forced = forced;
    }

    static DatabaseFile open(Path file, boolean durable) {
        return new DatabaseFile(
                new MVStore.Builder()
                        .fileName(file.toString())
                        .autoCommitDisabled()
                        // Without this the write buffer still commits on its own, in the middle of an insert.
                        .autoCommitBufferSize(0)
                        .open(),
                durable);
    }

    static DatabaseFile inMemory() {
        return new DatabaseFile(
                new MVStore.Builder()
                        .autoCommitDisabled()
                        .autoCommitBufferSize(0)
                        .open(),
                false);
    }

    MVStore store() {
        return store;
    }

    <T> T read(Supplier<T> command) {
        gate.readLock().lock();
        try {
            return command.get();
        } finally {
            gate.readLock().unlock();
        }
    }

    <T> T write(Supplier<T> command) {
        gate.writeLock().lock();
        try {
            @Nullable RuntimeException failure = null;
            try {
                return command.get();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            } finally {
                // Also after a refusal: a batch may have changed something before the document that was refused.
                commit(failure);
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void commit(@Nullable RuntimeException failure) {
        try {
            store.commit();
            if (forced) {
                store.sync();
            }
        } catch (RuntimeException e) {
            if (failure != null) {
                e.addSuppressed(failure);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            if (!store.isClosed()) {
                store.close();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }
}
