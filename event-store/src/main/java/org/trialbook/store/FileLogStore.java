package org.trialbook.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A log in the files of a directory, which one process has open at a time: segments of blocks, `checkpoints`, and
/// parts of a
/// `snapshot`.
public final class FileLogStore extends LogStore implements AutoCloseable {
    private final DirectoryLock lock;
    private final FileBlockStore blocks;
    private final FileCheckpointStore checkpoints;
    private final SnapshotStore snapshot;

    private FileLogStore(Path directory, int eventsPerSnapshotPart) {
        this.lock = DirectoryLock.take(directory);
        try {
            removeUnfinished(directory);
            LogDirectory disk = new DirectoryOnDisk(directory);
            this.blocks = new FileBlockStore(disk);
            this.checkpoints = new FileCheckpointStore(disk, "checkpoints");
            this.snapshot = new FileSnapshotStore(directory.resolve("snapshot"), eventsPerSnapshotPart);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// What a kill left of a file that was being made.
    private static void removeUnfinished(Path directory) {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(directory, "*.new")) {
            for (Path file : unfinished) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StoreFailedException("Cannot tidy up " + directory, e);
        }
    }

    /// Opens the log in a directory, creating it when it is not there yet.
    ///
    /// @throws StoreInUseException when another process has it open
    /// @throws UnreadableStoreException when a file is damaged
    public static FileLogStore open(Path directory) {
        return open(directory, FileSnapshotStore.EVENTS_PER_PART);
    }

    static FileLogStore open(Path directory, int eventsPerSnapshotPart) {
        return new FileLogStore(directory, eventsPerSnapshotPart);
    }

    @Override
    BlockStore blocks(Duration patience) {
        return blocks;
    }

    @Override
    CheckpointStore checkpoints() {
        return checkpoints;
    }

    @Override
    SnapshotStore snapshot() {
        return snapshot;
    }

    @Override
    boolean holdsAny() {
        try {
            return !blocks.read(0, 1).isEmpty();
        } catch (MalformedBlockException e) {
            // Whoever opens the log says where it is damaged.
            return true;
        }
    }

    /// Close the logs that use it first.
    @Override
    public void close() {
        blocks.close();
        checkpoints.close();
        lock.close();
    }
}
