package org.trialbook.media.aecg;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends a tag, a comment, a section of characters or an instruction that goes on for too long: the parser holds
/// each as a whole. A bracket within quotes, or within a comment, ends nothing. Encodings in which letters are
/// ASCII's bytes, with zeros between them or not.
final class ShortTags extends FilterInputStream {

    private static final int LONGEST = 1 << 16;

    private enum Within {
        TEXT,
        TAG,
        COMMENT,
        CHARACTERS,
        INSTRUCTION,
        DOCUMENT_TYPE
    }

    private Within within = Within.TEXT;
    private int length;
    private int quote;
    /// The bytes before this one.
    private int before;
    private int beforeThat;
    /// The last one that is no space.
    private int sign;
    /// Whether a document type has a part of its own.
    private boolean subset;

    ShortTags(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        int read = super.read(buffer, offset, most);
        for (int i = offset; i < offset + read; i++) {
            if (buffer[i] != 0) {
                take(buffer[i]);
            }
        }
        return read;
    }

    private void take(int c) throws IOException {
        length++;
        switch (within) {
            case TEXT -> {
                length = 0;
                within = c == '<' ? Within.TAG : Within.TEXT;
            }
            case TAG -> tag(c);
            // The two that begin it do not end it.
            case COMMENT -> close(length > 5 && c == '>' && before == '-' && beforeThat == '-');
            case CHARACTERS -> close(c == '>' && before == ']' && beforeThat == ']');
            case INSTRUCTION -> close(length > 2 && c == '>' && before == '?');
            case DOCUMENT_TYPE -> {
                subset |= c == '[';
                close(c == '>' && (!subset || sign == ']'));
            }
        }
        if (length > LONGEST) {
            throw new IOException("a tag is too long");
        }
        beforeThat = before;
        before = c;
        sign = c > ' ' ? c : sign;
    }

    private void tag(int c) {
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (length == 1 && c == '?') {
            within = Within.INSTRUCTION;
        } else if (length == 2 && before == '!' && c == '[') {
            within = Within.CHARACTERS;
        } else if (length == 3 && beforeThat == '!' && before == '-' && c == '-') {
            within = Within.COMMENT;
        } else if (length == 2 && before == '!' && c == 'D') {
            within = Within.DOCUMENT_TYPE;
            subset = false;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else {
            close(c == '>');
        }
    }

    private void close(boolean closed) {
        if (closed) {
            within = Within.TEXT;
        }
    }
}
