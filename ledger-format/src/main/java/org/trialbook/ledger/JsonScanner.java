package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads strict JSON from left to right, byte by byte. It never skips white space, because this format
/// has none, and makes no object for what it reads: a string is a *span*, from which its text can be had
/// later.
///
/// The bytes must be UTF-8, which [Utf8] tells. One scanner reads many texts, one after the other, in one
/// thread.
final class JsonScanner {

    /// Deep enough for any form, shallow enough that a hostile line can't exhaust the stack.
    static final int MAX_DEPTH = 64;

    /// The span of a `null`.
    static final long NULL = -1;

    /// Up to so many members, comparing each with each is quicker than hashing them.
    private static final int FEW = 12;

    private static final long ONES = 0x0101010101010101L;
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NOTHING = ascii("null");

    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int end;

    /// Names of the members of all objects that are open, the innermost ones last.
    private long[] names = new long[FEW];

    private int open;

    static byte[] ascii(String literal) {
        return literal.getBytes(StandardCharsets.US_ASCII);
    }

    /// A scanner at the beginning of a text.
    ///
    /// @throws MalformedJsonException if the bytes are not UTF-8
    static JsonScanner of(byte[] text) {
        return new JsonScanner().over(text, 0, text.length);
    }

    /// Begins another text, of which offsets count from its own beginning.
    ///
    /// @throws MalformedJsonException if the bytes are not UTF-8
    JsonScanner over(byte[] buffer, int from, int length) {
        bytes = buffer;
        start = from;
        at = from;
        end = from + length;
        open = 0;
        int malformed = Utf8.firstMalformed(buffer, from, end);
        if (malformed >= 0) {
            throw error(malformed, "UTF-8");
        }
        return this;
    }

    boolean take(char c) {
        if (at < end && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    boolean take(byte[] literal) {
        if (end - at >= literal.length && Arrays.equals(bytes, at, at + literal.length, literal, 0, literal.length)) {
            at += literal.length;
            return true;
        }
        return false;
    }

    void expect(char c) {
        if (!take(c)) {
            throw error(at, String.valueOf(c));
        }
    }

    void expect(byte[] literal) {
        if (!take(literal)) {
            int same = 0;
            while (at + same < end && bytes[at + same] == literal[same]) {
                same++;
            }
            throw error(at + same, new String(literal, StandardCharsets.US_ASCII));
        }
    }

    void expect(String literal) {
        expect(ascii(literal));
    }

    void end() {
        if (at != end) {
            throw error(at, "the end");
        }
    }

    /// Where the scanner stands in its buffer: to be handed back to [#error].
    int mark() {
        return at;
    }

    MalformedJsonException error(int mark, String expected) {
        return new MalformedJsonException(mark - start, expected);
    }

    /// A whole number from 0 to 2⁶³−1, without sign or leading zero.
    long number() {
        int first = at;
        long value = 0;
        boolean tooLarge = false;
        while (isDigit(peek())) {
            int digit = bytes[at++] - '0';
            tooLarge |= value > (Long.MAX_VALUE - digit) / 10;
            value = value * 10 + digit;
        }
        if (at == first || (at - first > 1 && bytes[first] == '0')) {
            throw error(first, "a whole number");
        }
        if (tooLarge) {
            throw error(first, "a number below 2^63");
        }
        return value;
    }

    /// The span of a string, or [#NULL].
    long stringOrNull() {
        return take(NOTHING) ? NULL : string();
    }

    long nonEmptyString() {
        int first = at;
        long span = string();
        if (length(span) == 0) {
            throw error(first, "a string that is not empty");
        }
        return span;
    }

    /// The span of a string that is written the one way [Json#quote] writes it.
    long string() {
        int first = at;
        long span = plainString();
        return span >= 0 ? span : new EscapedString(first, true).span;
    }

    /// The span of a JSON value, all of its bytes.
    long value() {
        int first = at;
        value(0);
        return span(first, at, false);
    }

    private void value(int depth) {
        if (depth > MAX_DEPTH) {
            throw error(at, "at most " + MAX_DEPTH + " levels");
        }
        byte c = peek();
        if (c == '{') {
            object(depth);
        } else if (c == '[') {
            array(depth);
        } else if (c == '"') {
            anyString();
        } else if (c == '-' || isDigit(c)) {
            anyNumber();
        } else if (!take(TRUE) && !take(FALSE) && !take(NOTHING)) {
            throw error(at, "a JSON value");
        }
    }

    private void object(int depth) {
        expect('{');
        if (take('}')) {
            return;
        }
        int mine = open;
        Set<String> many = null;
        do {
            int first = at;
            long name = anyString();
            if (many == null && (open - mine == FEW || isEscaped(name))) {
                many = texts(mine);
            }
            if (many == null ? isAmong(mine, name) : !many.add(text(name))) {
                throw error(first, "a member name not seen before");
            }
            remember(name);
            expect(':');
            value(depth + 1);
        } while (take(','));
        expect('}');
        open = mine;
    }

    private Set<String> texts(int from) {
        Set<String> texts = new HashSet<>();
        for (int i = from; i < open; i++) {
            texts.add(text(names[i]));
        }
        return texts;
    }

    private boolean isAmong(int from, long name) {
        int length = length(name);
        int first = from(name);
        for (int i = from; i < open; i++) {
            int other = from(names[i]);
            if (length(names[i]) == length
                    && Arrays.equals(bytes, other, other + length, bytes, first, first + length)) {
                return true;
            }
        }
        return false;
    }

    private void remember(long name) {
        if (open == names.length) {
            names = Arrays.copyOf(names, 2 * open);
        }
        names[open++] = name;
    }

    private void array(int depth) {
        expect('[');
        if (take(']')) {
            return;
        }
        do {
            value(depth + 1);
        } while (take(','));
        expect(']');
    }

    private void anyNumber() {
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
    }

    private void digits() {
        int first = at;
        while (isDigit(peek())) {
            at++;
        }
        if (at == first) {
            throw error(at, "a digit");
        }
    }

    private long anyString() {
        int first = at;
        long span = plainString();
        return span >= 0 ? span : new EscapedString(first, false).span;
    }

    /// The span of a string without escapes, or -1 standing where the first escape does.
    private long plainString() {
        expect('"');
        int first = at;
        while (at + 8 <= end) {
            long eight = (long) Utf8.EIGHT.get(bytes, at);
            long special = special(eight);
            if (special != 0) {
                at += Long.numberOfTrailingZeros(special) >> 3;
                break;
            }
            at += 8;
        }
        for (; at < end; at++) {
            byte c = bytes[at];
            if (c == '"') {
                return span(first, at++, false);
            }
            if (c == '\\') {
                return -1;
            }
            requireNoControl(c);
        }
        throw error(at, "\"");
    }

    /// The high bit of the first quote, backslash or control character among eight bytes; higher bits
    /// mean nothing.
    private static long special(long eight) {
        long quote = eight ^ ONES * '"';
        long backslash = eight ^ ONES * '\\';
        return ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (eight - ONES * 0x20 & ~eight))
                & Utf8.HIGH_BITS;
    }

    private void requireNoControl(byte c) {
        if (c >= 0 && c < 0x20) {
            throw error(at, "a control character to be escaped");
        }
    }

    /// Reads on from the first escape of a string.
    private final class EscapedString {

        private final long span;
        private boolean canonical = true;
        private boolean awaitsLow;
        private boolean lone;

        EscapedString(int first, boolean mustBeCanonical) {
            while (peekIsInside()) {
                if (bytes[at] == '\\') {
                    escape();
                } else {
                    requireNoControl(bytes[at]);
                    closePair();
                    at++;
                }
            }
            if (at == end) {
                throw error(at, "\"");
            }
            closePair();
            if (lone) {
                throw error(first + 1, "a string without half surrogate pairs");
            }
            if (mustBeCanonical && !canonical) {
                throw error(first, "the canonical escapes of the string");
            }
            span = span(first + 1, at++, true);
        }

        private boolean peekIsInside() {
            return at < end && bytes[at] != '"';
        }

        private void escape() {
            at++;
            int first = at;
            byte c = peek();
            at++;
            switch (c) {
                case '"', '\\', 'b', 't', 'n', 'f', 'r' -> closePair();
                case '/' -> {
                    closePair();
                    canonical = false;
                }
                case 'u' -> unit(hexDigit() << 12 | hexDigit() << 8 | hexDigit() << 4 | hexDigit());
                default -> throw error(first, "an escape that JSON knows");
            }
        }

        private void unit(int unit) {
            boolean upperCase = bytes[at - 1] >= 'A' && bytes[at - 1] <= 'F';
            canonical &= unit < 0x20 && Json.shortEscape((char) unit) == 0 && !upperCase;
            if (Character.isLowSurrogate((char) unit)) {
                lone |= !awaitsLow;
                awaitsLow = false;
            } else {
                closePair();
                awaitsLow = Character.isHighSurrogate((char) unit);
            }
        }

        /// Something stands here that is no low surrogate.
        private void closePair() {
            lone |= awaitsLow;
            awaitsLow = false;
        }
    }

    private int hexDigit() {
        byte c = peek();
        if (!HexFormat.isHexDigit(c)) {
            throw error(at, "a hexadecimal digit");
        }
        at++;
        return HexFormat.fromHexDigit(c);
    }

    private byte peek() {
        return at < end ? bytes[at] : 0;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static long span(int from, int to, boolean escaped) {
        return (long) from << 32 | (long) (to - from) << 1 | (escaped ? 1 : 0);
    }

    /// Where a span begins in the buffer.
    static int from(long span) {
        return (int) (span >>> 32);
    }

    /// How many bytes it has, escapes not resolved.
    static int length(long span) {
        return (int) span >>> 1;
    }

    static boolean isEscaped(long span) {
        return (span & 1) == 1;
    }

    @Nullable
    String textOrNull(long span) {
        return span == NULL ? null : text(span);
    }

    /// The text of a string, escapes resolved.
    String text(long span) {
        String raw = raw(span);
        if (!isEscaped(span)) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = raw.charAt(++i);
            if (c == 'u') {
                text.append((char) HexFormat.fromHexDigits(raw, i + 1, i + 5));
                i += 4;
            } else {
                text.append(Json.unescaped(c));
            }
        }
        return text.toString();
    }

    /// The bytes of a span as they stand.
    String raw(long span) {
        return new String(bytes, from(span), length(span), StandardCharsets.UTF_8);
    }

    /// The order of two strings by code point.
    int compare(long a, long b) {
        if (isEscaped(a) || isEscaped(b)) {
            return CodePointOrder.INSTANCE.compare(text(a), text(b));
        }
        return Arrays.compareUnsigned(bytes, from(a), from(a) + length(a), bytes, from(b), from(b) + length(b));
    }
}
