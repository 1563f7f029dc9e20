package org.trialbook.event;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.trialbook.ledger.Sha256;

/// Texts that are too long for a line of the log. An event names one by its hash, so whoever has the hash has the text:
/// it is the same wherever it comes from, and a fold that reads it still looks at nothing but the event.
public final class TextsBesideTheLog {

    /// What a line holds of a text, beside its other members: so many bytes, and so many once it is quoted.
    private static final int IN_A_LINE = 48 * 1024;

    private static final int QUOTED_IN_A_LINE = 60 * 1024;

    /// More than a record has in use at once.
    private static final int KEPT = 16;

    private static final Map<String, String> KNOWN =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > KEPT;
                }
            });

    private static final List<Source> SOURCES = new CopyOnWriteArrayList<>();

    private TextsBesideTheLog() {}

    /// Where texts are kept.
    @FunctionalInterface
    public interface Source {
        /// @param sha256 lower-case hexadecimal
        Optional<String> find(String sha256);
    }

    /// A source that is asked until it is closed.
    public interface Asked extends AutoCloseable {
        @Override
        void close();
    }

    /// From now on, texts are looked for there too.
    public static Asked in(Source source) {
        SOURCES.add(source);
        return () -> SOURCES.remove(source);
    }

    static boolean fitsALine(String text) {
        // A character is a byte at least.
        return text.length() <= IN_A_LINE
                && text.getBytes(StandardCharsets.UTF_8).length <= IN_A_LINE
                && EventJson.mapper().writeValueAsBytes(text).length <= QUOTED_IN_A_LINE;
    }

    /// Keeps a text until it is stored, and some time after.
    ///
    /// @return false when the hash is not the text's: then nothing is kept
    static boolean keep(String sha256, String text) {
        boolean right = sha256(text).equals(sha256);
        if (right) {
            KNOWN.put(sha256, text);
        }
        return right;
    }

    /// @throws TextMissingException when it is nowhere
    public static String text(String sha256) {
        String known = KNOWN.get(sha256);
        if (known != null) {
            return known;
        }
        for (Source source : SOURCES) {
            Optional<String> found = source.find(sha256).filter(text -> keep(sha256, text));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new TextMissingException(sha256);
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
