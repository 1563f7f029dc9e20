package org.trialbook.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/// A made-up file and what must be said of it.
///
/// @param verdict `taken`; `malformed`; `unknown`; or what is found, several with ` + ` between them
public record CorpusFile(String name, byte[] bytes, String verdict) {

    /// A file of the folder `cases`.
    public static CorpusFile ofCase(String name, String verdict) {
        try (InputStream in = Objects.requireNonNull(CorpusFile.class.getResourceAsStream("cases/" + name), name)) {
            return new CorpusFile(name, in.readAllBytes(), verdict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The gate's verdict in the corpus' words.
    public static String verdict(Path file) throws IOException {
        return switch (MediaGate.verdict(file)) {
            case MediaVerdict.Taken ignored -> "taken";
            case MediaVerdict.Identifying identifying -> String.join(" + ", identifying.found());
            case MediaVerdict.Malformed ignored -> "malformed";
            case MediaVerdict.Unknown ignored -> "unknown";
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
