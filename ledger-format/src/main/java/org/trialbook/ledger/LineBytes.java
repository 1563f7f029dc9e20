package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gathers the bytes of a line while it is written.
final class LineBytes {

    private static final byte[] NULL = JsonScanner.ascii("null");
    private static final byte[] HEX = JsonScanner.ascii("0123456789abcdef");

    private byte[] bytes = new byte[512];
    private int length;

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    LineBytes raw(byte[] literal) {
        room(literal.length);
        System.arraycopy(literal, 0, bytes, length, literal.length);
        length += literal.length;
        return this;
    }

    LineBytes raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LineBytes raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    LineBytes number(long value) {
        return raw(JsonScanner.ascii(Long.toString(value)));
    }

    LineBytes instant(long micros) {
        room(Microseconds.LENGTH + 2);
        bytes[length] = '"';
        Microseconds.format(micros, bytes, length + 1);
        bytes[length + 1 + Microseconds.LENGTH] = '"';
        length += Microseconds.LENGTH + 2;
        return this;
    }

    LineBytes stringOrNull(@Nullable String value) {
        return value == null ? raw(NULL) : string(value);
    }

    /// Writes a string as [Json#quote] does.
    ///
    /// @throws IllegalArgumentException if the string holds half of a surrogate pair
    LineBytes string(String value) {
        int size = value.length();
        // An escape has six bytes; a character without one has at most three for each of its UTF-16
        // units.
        room(6 * size + 2);
        bytes[length++] = '"';
        for (int i = 0; i < size; i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = (byte) c;
            } else if (c < 0x20) {
                escape(c);
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xC0 | c >> 6);
                bytes[length++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == size || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new IllegalArgumentException("half a surrogate pair at character " + i);
                }
                fourBytes(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                bytes[length++] = (byte) (0xE0 | c >> 12);
                bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[length++] = (byte) (0x80 | c & 0x3F);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void fourBytes(int codePoint) {
        bytes[length++] = (byte) (0xF0 | codePoint >> 18);
        bytes[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        bytes[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        bytes[length++] = (byte) (0x80 | codePoint & 0x3F);
    }

    private void escape(char control) {
        char shortForm = Json.shortEscape(control);
        bytes[length++] = '\\';
        if (shortForm != 0) {
            bytes[length++] = (byte) shortForm;
        } else {
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[control >> 4];
            bytes[length++] = HEX[control & 15];
        }
    }
}
