package org.trialbook.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Parts of a snapshot as files of a directory, named by their number.
final class FileSnapshotStore implements SnapshotStore {
    /// So many are read and verified in a moment.
    static final int EVENTS_PER_PART = 16_384;

    private final Path directory;
    private final int eventsPerPart;

    FileSnapshotStore(Path directory, int eventsPerPart) {
        this.directory = directory;
        this.eventsPerPart = eventsPerPart;
    }

    @Override
    public int eventsPerPart() {
        return eventsPerPart;
    }

    @Override
    public byte @Nullable [] part(int number) {
        try {
            return Files.readAllBytes(file(number));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new StoreFailedException("Cannot read " + file(number), e);
        }
    }

    @Override
    public void keep(int number, byte[] part) {
        OwnersOnly.ensure(WholeFile.aside(file(number)));
        WholeFile.replace(file(number), part);
    }

    @Override
    public void clear() {
        try {
            Directories.create(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new StoreFailedException("Cannot clear " + directory, e);
        }
    }

    private Path file(int number) {
        return directory.resolve("%08d.snapshot".formatted(number));
    }
}
