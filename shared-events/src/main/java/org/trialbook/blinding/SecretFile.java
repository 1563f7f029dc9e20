package org.trialbook.blinding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A small file that only its owner may read, kept outside the database: whoever copies the record does
/// not copy its secrets. Written whole or not at all, and only over another by who asks for that.
public final class SecretFile {

    private static final int MAX_BYTES = 4096;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /// The file's bytes.
    ///
    /// @throws UnusableSecretException when it is missing, too large, or readable by others
    public static byte[] read(Path file) {
        return read(file, MAX_BYTES);
    }

    /// The file's bytes.
    ///
    /// @param most how many it may have
    /// @throws UnusableSecretException when it is missing, too large, or readable by others
    public static byte[] read(Path file, int most) {
        try {
            if (posix(file)) {
                Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
                permissions.addAll(Files.getPosixFilePermissions(file));
                if (permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
                    throw new UnusableSecretException(
                            file,
                            "is open to others than its owner (%s): close it with 'chmod 600' and consider it known"
                                    .formatted(PosixFilePermissions.toString(permissions)));
                }
            }
            if (Files.size(file) > most) {
                throw new UnusableSecretException(file, "is larger than %d bytes".formatted(most));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnusableSecretException(file, "does not exist");
        } catch (IOException e) {
            throw new UnusableSecretException(
                    file, "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /// Writes the file unless there is one. It is durable when this returns true.
    ///
    /// @return whether this call wrote it; false when there was one, also when another process was first
    public static boolean create(Path file, byte[] content) {
        try {
            // A rename would replace a key that another process has just made, and everything sealed under it would
            // be lost; a link fails instead.
            write(file, content, draft -> Files.createLink(file, draft));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// Writes the file over the one that is there, at once: whoever reads it meanwhile reads the old or the new one.
    /// It is durable when this returns.
    static void replace(Path file, byte[] content) {
        try {
            write(
                    file,
                    content,
                    draft -> Files.move(
                            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private interface Placing {
        void place(Path draft) throws IOException;
    }

    private static void write(Path file, byte[] content, Placing placing) throws IOException {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (directory == null) {
            throw new UnusableSecretException(file, "is a directory");
        }
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, "." + file.getFileName(), ".draft", ownerOnly(directory));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            placing.place(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        return posix(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
