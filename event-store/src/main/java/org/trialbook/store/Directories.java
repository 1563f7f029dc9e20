package org.trialbook.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Directories whose entries survive a power cut: forcing a file does not force its name.
public final class Directories {
    private Directories() {}

    /// Makes a directory and those above it that are missing.
    public static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        @Nullable Path above = directory.toAbsolutePath().getParent();
        if (above != null) {
            create(above);
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        if (above != null) {
            force(above);
        }
    }

    /// Returns once the names in a directory, or a file's bytes, are on the disk.
    public static void force(Path path) throws IOException {
        try (FileChannel open = FileChannel.open(path, StandardOpenOption.READ)) {
            open.force(true);
        }
    }

    /// The directory that a file stands in.
    static Path of(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException(file + " is no file in a directory");
        }
        return directory;
    }
}
