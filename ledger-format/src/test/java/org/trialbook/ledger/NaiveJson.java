package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads strict JSON as plainly as it can be written, over a decoded string: what [JsonScanner] must
/// agree with.
final class NaiveJson {

    /// Deep enough for any form, shallow enough that a hostile line can't exhaust the stack.
    static final int MAX_DEPTH = 64;

    private final String text;
    private int at;

    NaiveJson(String text) {
        this.text = text;
    }

    boolean take(String literal) {
        if (text.startsWith(literal, at)) {
            at += literal.length();
            return true;
        }
        return false;
    }

    void expect(String literal) {
        if (!take(literal)) {
            int same = 0;
            while (at + same < text.length() && text.charAt(at + same) == literal.charAt(same)) {
                same++;
            }
            throw error(at + same, literal);
        }
    }

    void end() {
        if (at != text.length()) {
            throw error(at, "the end");
        }
    }

    /// Where the scanner stands, in characters: to be handed back to [#error].
    int mark() {
        return at;
    }

    MalformedJsonException error(int mark, String expected) {
        return new MalformedJsonException(text.substring(0, mark).getBytes(StandardCharsets.UTF_8).length, expected);
    }

    /// A whole number from 0 to 2⁶³−1, without sign or leading zero.
    long number() {
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.isEmpty() || (digits.length() > 1 && digits.charAt(0) == '0')) {
            throw error(start, "a whole number");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw error(start, "a number below 2^63");
        }
    }

    @Nullable
    String stringOrNull() {
        return take("null") ? null : string();
    }

    String nonEmptyString() {
        int start = at;
        String value = string();
        if (value.isEmpty()) {
            throw error(start, "a string that is not empty");
        }
        return value;
    }

    /// A string written the one way [Json#quote] writes it.
    String string() {
        int start = at;
        String value = anyString();
        // Without an escape there is only one way to write it.
        if (value.length() != at - start - 2 && !text.startsWith(Json.quote(value), start)) {
            throw error(start, "the canonical escapes of the string");
        }
        return value;
    }

    /// A JSON value, returned exactly as it stands.
    String value() {
        int start = at;
        value(0);
        return text.substring(start, at);
    }

    private void value(int depth) {
        if (depth > MAX_DEPTH) {
            throw error(at, "at most " + MAX_DEPTH + " levels");
        }
        char c = peek();
        if (c == '{') {
            object(depth);
        } else if (c == '[') {
            array(depth);
        } else if (c == '"') {
            anyString();
        } else if (c == '-' || isDigit(c)) {
            anyNumber();
        } else if (!take("true") && !take("false") && !take("null")) {
            throw error(at, "a JSON value");
        }
    }

    private void object(int depth) {
        expect("{");
        if (take("}")) {
            return;
        }
        Set<String> names = new HashSet<>();
        do {
            int start = at;
            if (!names.add(anyString())) {
                throw error(start, "a member name not seen before");
            }
            expect(":");
            value(depth + 1);
        } while (take(","));
        expect("}");
    }

    private void array(int depth) {
        expect("[");
        if (take("]")) {
            return;
        }
        do {
            value(depth + 1);
        } while (take(","));
        expect("]");
    }

    private void anyNumber() {
        take("-");
        if (!take("0")) {
            digits();
        }
        if (take(".")) {
            digits();
        }
        if (take("e") || take("E")) {
            if (!take("+")) {
                take("-");
            }
            digits();
        }
    }

    private void digits() {
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        if (at == start) {
            throw error(at, "a digit");
        }
    }

    private String anyString() {
        expect("\"");
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            }
            if (c == '\\' || c < 0x20 || Character.isSurrogate(c)) {
                return anyStringWithEscapes(start);
            }
            at++;
        }
        throw error(at, "\"");
    }

    private String anyStringWithEscapes(int start) {
        StringBuilder value = new StringBuilder().append(text, start, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < 0x20) {
                throw error(at, "a control character to be escaped");
            }
            at++;
            if (c == '"') {
                if (Json.loneSurrogate(value) >= 0) {
                    throw error(start, "a string without half surrogate pairs");
                }
                return value.toString();
            }
            value.append(c == '\\' ? escape() : c);
        }
        throw error(at, "\"");
    }

    private char escape() {
        int start = at;
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> (char) (hexDigit() << 12 | hexDigit() << 8 | hexDigit() << 4 | hexDigit());
            default -> throw error(start, "an escape that JSON knows");
        };
    }

    private int hexDigit() {
        char c = peek();
        if (!HexFormat.isHexDigit(c)) {
            throw error(at, "a hexadecimal digit");
        }
        at++;
        return HexFormat.fromHexDigit(c);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
