package org.trialbook.media.pdf;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Name;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Text;
import org.trialbook.media.pdf.PdfObject.Word;

/// Bytes as tokens (ISO 32000-2, 7.2), strictly: what is not of the form is malformed, and never guessed at.
/// Comments are passed over like spaces, and remembered.
final class PdfLexer {

    private static final int LONGEST_STRING = 1 << 16;
    private static final int LONGEST_WORD = 128;

    /// Where the bytes come from.
    interface Bytes {

        /// The next byte, -1 at the end.
        int read() throws IOException;
    }

    private final Bytes bytes;
    private long position;
    private int ahead = -2;
    private boolean commented;

    /// @param position of the first byte
    PdfLexer(Bytes bytes, long position) {
        this.bytes = bytes;
        this.position = position;
    }

    /// Of the next byte.
    long position() {
        return position;
    }

    /// Whether a comment was passed over since this was last asked.
    boolean passedComment() {
        boolean passed = commented;
        commented = false;
        return passed;
    }

    /// The next token; null at the end.
    @Nullable
    PdfObject next() throws IOException, MalformedMediaException {
        skipSpace();
        int c = peek();
        switch (c) {
            case -1 -> {
                return null;
            }
            case '/' -> {
                take();
                return new Name(name());
            }
            case '(' -> {
                take();
                return new Text(literal());
            }
            case '<' -> {
                take();
                if (peek() == '<') {
                    take();
                    return new Word("<<");
                }
                return new Text(hexadecimal());
            }
            case '>' -> {
                take();
                if (take() != '>') {
                    throw broken();
                }
                return new Word(">>");
            }
            case '[', ']', '{', '}' -> {
                take();
                return new Word(Character.toString(c));
            }
            case ')' -> throw broken();
            default -> {
                return numberOrWord();
            }
        }
    }

    /// Passes spaces and comments.
    void skipSpace() throws IOException {
        while (true) {
            int c = peek();
            if (c == '%') {
                commented = true;
                while (c != -1 && c != '\n' && c != '\r') {
                    take();
                    c = peek();
                }
            } else if (isSpace(c)) {
                take();
            } else {
                return;
            }
        }
    }

    int peek() throws IOException {
        if (ahead == -2) {
            ahead = bytes.read();
        }
        return ahead;
    }

    int take() throws IOException {
        int c = peek();
        ahead = -2;
        if (c != -1) {
            position++;
        }
        return c;
    }

    private PdfObject numberOrWord() throws IOException, MalformedMediaException {
        String word = regular();
        char first = word.charAt(0);
        if (first == '+' || first == '-' || first == '.' || first >= '0' && first <= '9') {
            return number(word);
        }
        return new Word(word);
    }

    private static Num number(String word) throws MalformedMediaException {
        int dots = 0;
        int digits = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else if (i > 0 || c != '-' && c != '+') {
                throw broken();
            }
        }
        if (dots > 1 || digits == 0 || digits > 24) {
            throw broken();
        }
        return new Num(Double.parseDouble(word), dots == 0);
    }

    private String regular() throws IOException, MalformedMediaException {
        StringBuilder word = new StringBuilder();
        while (isRegular(peek())) {
            word.append((char) take());
            if (word.length() > LONGEST_WORD) {
                throw broken();
            }
        }
        return word.toString();
    }

    private String name() throws IOException, MalformedMediaException {
        String raw = regular();
        if (raw.indexOf('#') < 0) {
            return raw;
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) != '#') {
                name.append(raw.charAt(i));
            } else if (i + 2 < raw.length()) {
                int high = Character.digit(raw.charAt(i + 1), 16);
                int low = Character.digit(raw.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw broken();
                }
                name.append((char) (high * 16 + low));
                i += 2;
            } else {
                throw broken();
            }
        }
        return name.toString();
    }

    private String literal() throws IOException, MalformedMediaException {
        StringBuilder text = new StringBuilder();
        int open = 1;
        while (true) {
            int c = take();
            if (c == -1 || text.length() > LONGEST_STRING) {
                throw broken();
            } else if (c == '\\') {
                escape(text);
                continue;
            } else if (c == '(') {
                open++;
            } else if (c == ')') {
                open--;
                if (open == 0) {
                    return text.toString();
                }
            }
            text.append((char) c);
        }
    }

    private void escape(StringBuilder text) throws IOException, MalformedMediaException {
        int c = take();
        switch (c) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case '\n' -> {
                // The line goes on.
            }
            case '\r' -> {
                if (peek() == '\n') {
                    take();
                }
            }
            case -1 -> throw broken();
            default -> {
                if (c < '0' || c > '7') {
                    text.append((char) c);
                    return;
                }
                int octal = c - '0';
                for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
                    octal = octal * 8 + take() - '0';
                }
                text.append((char) (octal & 0xff));
            }
        }
    }

    private String hexadecimal() throws IOException, MalformedMediaException {
        StringBuilder text = new StringBuilder();
        int high = -1;
        while (true) {
            int c = take();
            if (c == '>') {
                if (high >= 0) {
                    text.append((char) (high * 16));
                }
                return text.toString();
            }
            if (isSpace(c)) {
                continue;
            }
            int digit = Character.digit(c, 16);
            if (digit < 0 || text.length() > LONGEST_STRING) {
                throw broken();
            }
            if (high < 0) {
                high = digit;
            } else {
                text.append((char) (high * 16 + digit));
                high = -1;
            }
        }
    }

    static boolean isSpace(int c) {
        return c == 0 || c == 9 || c == 10 || c == 12 || c == 13 || c == 32;
    }

    private static boolean isRegular(int c) {
        return c > 32 && "()<>[]{}/%".indexOf(c) < 0 || c > 0 && c < 32 && !isSpace(c);
    }

    private static MalformedMediaException broken() {
        return new MalformedMediaException("something in it is not written as a PDF is");
    }
}
