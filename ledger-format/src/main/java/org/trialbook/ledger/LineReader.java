package org.trialbook.ledger;

import java.io.IOException;
import java.io.InputStream;

/// Splits a stream at newlines in one buffer, without ever holding much more than one line of the longest
/// size.
final class LineReader {

    private static final long ONES = 0x0101010101010101L;
    private static final long NEWLINES = ONES * '\n';

    private final InputStream in;
    private final byte[] buffer = new byte[4 * (EventLine.MAX_BYTES + 1)];
    private int from;
    private int length;
    private int next;
    private int end;
    private boolean ended;

    LineReader(InputStream in) {
        this.in = in;
    }

    /// Goes to the next line, which lies in the buffer without its newline; false at the end. A line that
    /// is too long comes back one byte too long, and one that lacks its newline with a zero byte behind
    /// it: neither can be taken for an event line.
    boolean next() throws IOException {
        from = next;
        int searched = from;
        while (true) {
            int newline = newline(searched);
            if (newline >= 0) {
                length = Math.min(newline - from, EventLine.MAX_BYTES + 1);
                next = newline + 1;
                return true;
            }
            if (end - from > EventLine.MAX_BYTES) {
                return skipTheRest();
            }
            searched = end;
            int moved = from;
            if (!fill()) {
                return lineWithoutNewline(end - from);
            }
            searched -= moved - from;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }

    /// Reads more behind the line that has begun, after moving it to the front if there is no room.
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (from > 0 && buffer.length - end < buffer.length / 4) {
            System.arraycopy(buffer, from, buffer, 0, end - from);
            end -= from;
            from = 0;
        }
        // One byte stays free for the zero behind a line without its newline.
        int count = in.read(buffer, end, buffer.length - 1 - end);
        ended = count < 0;
        end += Math.max(count, 0);
        return !ended;
    }

    /// The line is too long: its beginning stays, what follows is read over.
    private boolean skipTheRest() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, EventLine.MAX_BYTES + 1);
        from = 0;
        int keep = EventLine.MAX_BYTES + 1;
        while (true) {
            int count = in.read(buffer, keep + 1, buffer.length - keep - 1);
            if (count < 0) {
                ended = true;
                end = keep;
                return lineWithoutNewline(keep);
            }
            end = keep + 1 + count;
            int newline = newline(keep + 1);
            if (newline >= 0) {
                length = keep;
                next = newline + 1;
                return true;
            }
        }
    }

    private boolean lineWithoutNewline(int bytes) {
        next = end;
        if (bytes == 0) {
            return false;
        }
        buffer[from + bytes] = 0;
        length = bytes + 1;
        // What has been handed out as a line is not there any more.
        end = from;
        next = from;
        return true;
    }

    private int newline(int start) {
        int at = start;
        for (; at + 8 <= end; at += 8) {
            long eight = (long) Utf8.EIGHT.get(buffer, at) ^ NEWLINES;
            long found = (eight - ONES) & ~eight & Utf8.HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        for (; at < end; at++) {
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
