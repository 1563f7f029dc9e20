package org.trialbook.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The first and last bytes of a file.
public final class Head {

    private Head() {}

    /// At most `length` bytes from the beginning.
    public static byte[] of(Path file, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(length);
        }
    }

    /// At most `length` bytes from the end.
    public static byte[] tail(Path file, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - length));
            return in.readAllBytes();
        }
    }
}
