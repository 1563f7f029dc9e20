package org.trialbook.ledger;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Reads a file of a zip whose length or checksum may be wrong. That is a finding, and the content is judged all
/// the same: where the data break off, the stream ends without an exception.
final class ReadOn extends FilterInputStream {

    private final String entry;
    private final Findings findings;
    private boolean ended;

    ReadOn(InputStream in, String entry, Findings findings) {
        super(in);
        this.entry = entry;
        this.findings = findings;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int max) throws IOException {
        if (ended) {
            return -1;
        }
        try {
            return super.read(bytes, offset, max);
        } catch (ZippedContent.Contradiction contradiction) {
            ended = true;
            findings.add(new Finding.MalformedEntry(entry, String.valueOf(contradiction.getMessage())));
            return -1;
        }
    }
}
