package org.trialbook.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.trialbook.media.SiteSecret;

/// The site's secret, in a file that only its owner can read.
final class SiteSecretFile {

    private static final int BYTES = 32;

    private SiteSecretFile() {}

    /// The secret; a new one where there is none yet, which is said.
    ///
    /// @throws IllegalArgumentException when what is there is too short
    static SiteSecret open(Path file, PrintWriter out) throws IOException {
        if (!Files.exists(file)) {
            create(file);
            out.printf(
                    "A new secret of this site is in %s. Keep it, and keep it to yourselves: with it, and only with it, what"
                            + " is replaced in files stays the same from file to file.%n",
                    file);
        }
        return new SiteSecret(Files.readAllBytes(file));
    }

    private static void create(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        // Owner-only from its first byte on.
        FileAttribute<?>[] owner =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            channel.write(ByteBuffer.wrap(secret));
        }
    }
}
