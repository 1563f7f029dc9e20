package org.trialbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Makes files that nobody but their owner may read, because the store holds what most roles must not be shown.
final class OwnersOnly {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private OwnersOnly() {}

    /// Makes an empty file, closed to others from the start, or closes the one that is there.
    static void ensure(Path file) {
        try {
            if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return;
            }
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
            } catch (FileAlreadyExistsException e) {
                if (!Files.getPosixFilePermissions(file).equals(OWNER)) {
                    Files.setPosixFilePermissions(file, OWNER);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + file + " to others", e);
        }
    }
}
