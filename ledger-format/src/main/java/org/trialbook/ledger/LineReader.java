package org.trialbook.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Splits a stream at newlines, without ever holding more than one line of the longest size.
final class LineReader {

    private final InputStream in;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /// The next line without its newline, or null at the end. A line that is too long comes back one byte too long, and
    /// one that lacks its newline with a zero byte behind it: neither can be taken for an event line.
    byte @Nullable [] next() throws IOException {
        int c = in.read();
        if (c < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        for (; c != '\n' && c >= 0; c = in.read()) {
            if (line.size() <= EventLine.MAX_BYTES) {
                line.write(c);
            }
        }
        if (c < 0) {
            line.write(0);
        }
        return line.toByteArray();
    }
}
