package org.trialbook.media.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// What the characters of a font are called: by Adobe's list of glyph names (its Latin, Greek and symbol part), or by
/// number.
final class GlyphNames {

    private static final Pattern NUMBERED = Pattern.compile(
            "\\.notdef|\\.null|(uni|u)[0-9A-F]{4,5}|(g|a|c|cid|glyph|index|x|H|G|C|B)?[0-9]{1,5}|[A-Za-z]");

    private static final Set<String> NAMES = read();

    private GlyphNames() {}

    static boolean isOne(String name) {
        return NUMBERED.matcher(name).matches() || NAMES.contains(name);
    }

    private static Set<String> read() {
        try (InputStream in = Objects.requireNonNull(GlyphNames.class.getResourceAsStream("glyph-names.txt"))) {
            return Set.of(new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
