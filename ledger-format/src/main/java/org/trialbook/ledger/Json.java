package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;

/// How this format writes strings, and what it accepts as a JSON value: RFC 8259 without insignificant
/// white space, without repeated member names, and without lone surrogates, so that every reader sees the
/// same value.
public final class Json {

    private static final String HEX = "0123456789abcdef";

    private Json() {}

    /// The only way a string is written: short escapes where JSON has one, four lower-case hexadecimal
    /// digits for the other control characters, and every other character as itself.
    ///
    /// @throws IllegalArgumentException if the string holds half of a surrogate pair, which UTF-8 cannot
    ///     express
    public static String quote(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2);
        quote(value, out);
        return out.toString();
    }

    static void quote(String value, StringBuilder out) {
        int lone = loneSurrogate(value);
        if (lone >= 0) {
            throw new IllegalArgumentException("half a surrogate pair at character " + lone);
        }
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                char shortForm = shortEscape(c);
                if (shortForm != 0) {
                    out.append('\\').append(shortForm);
                } else {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                }
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /// Index of the first surrogate without its other half, or -1.
    static int loneSurrogate(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!paired) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /// The letter of the two-character escape of a control character, or 0 where JSON has none.
    static char shortEscape(char control) {
        return switch (control) {
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            default -> 0;
        };
    }

    /// The character that a backslash and this letter stand for.
    static char unescaped(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            default -> letter;
        };
    }

    /// Returns the text unchanged if it is one JSON value in the strict sense above.
    ///
    /// @throws MalformedJsonException naming the first byte that is not as it must be
    public static String requireValue(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Encoding would replace half a pair by a question mark.
        int lone = loneSurrogate(text);
        if (lone >= 0) {
            int offset = text.substring(0, lone).getBytes(StandardCharsets.UTF_8).length;
            throw new MalformedJsonException(offset, "no half of a surrogate pair");
        }
        JsonScanner scanner = JsonScanner.of(bytes);
        scanner.value();
        scanner.end();
        return text;
    }
}
