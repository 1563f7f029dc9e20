package org.trialbook.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where the approved samples are kept, and how they are listed: as `sha256sum` would.
final class ApprovedSamples {

    static final Path DIRECTORY = Path.of("src", "test", "resources", "samples");
    static final Path LIST = DIRECTORY.resolve("samples.sha256");

    private ApprovedSamples() {}

    static Path file(EventTypes.StoredName stored) {
        return DIRECTORY.resolve("%s.%s.json".formatted(stored.name(), stored.version()));
    }

    static String line(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash) + "  " + file.getFileName();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
