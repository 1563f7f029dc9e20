package org.trialbook.blind;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts in a dump of a heap: runs of printable characters, as the JVM keeps strings of one byte a character. A
/// text of two bytes a character is read as if it had one.
final class Dump {

    private static final int PIECE = 8 << 20;
    private static final int OVERLAP = 1 << 10;

    private Dump() {}

    /// @return what was found, each with what stands around it
    static List<String> search(Path file, Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        byte[] piece = new byte[PIECE];
        int kept = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), PIECE)) {
            for (int read = in.readNBytes(piece, kept, PIECE - kept); read > 0; ) {
                int end = kept + read;
                for (String text : List.of(
                        new String(piece, 0, end, StandardCharsets.ISO_8859_1),
                        new String(piece, 0, end, StandardCharsets.ISO_8859_1).replace("\0", ""))) {
                    Matcher matcher = pattern.matcher(text);
                    while (matcher.find()) {
                        found.add(matcher.group());
                    }
                }
                kept = Math.min(OVERLAP, end);
                System.arraycopy(piece, end - kept, piece, 0, kept);
                read = in.readNBytes(piece, kept, PIECE - kept);
            }
        }
        return found;
    }
}
