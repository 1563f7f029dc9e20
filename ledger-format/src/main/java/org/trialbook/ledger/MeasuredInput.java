package org.trialbook.ledger;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Counts and hashes what passes through, so that a large file is read only once.
final class MeasuredInput extends FilterInputStream {

    private final MessageDigest digest = Sha256.digest();
    private long length;
    private boolean ended;
    private @Nullable String sha256;

    MeasuredInput(InputStream in) {
        super(in);
    }

    /// Whether everything was read, so that length and hash mean something.
    boolean ended() {
        return ended;
    }

    long length() {
        return length;
    }

    /// The SHA-256 of what was read, in lower-case hexadecimal.
    String sha256() {
        if (sha256 == null) {
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        return sha256;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int max) throws IOException {
        int count = super.read(bytes, offset, max);
        if (count < 0) {
            ended = true;
        } else {
            digest.update(bytes, offset, count);
            length += count;
        }
        return count;
    }
}
