package org.trialbook.ledger;

import java.security.DigestException;
import java.security.MessageDigest;

/// The hashes of the tree again, for millions of them: one digest, and no object for a hash. Not safe for
/// use by several threads. [Sha256] says what is hashed.
final class TreeHasher {

    private final MessageDigest digest = Sha256.digest();

    /// Writes the hash of a leaf with these data.
    void leaf(byte[] data, int from, int length, byte[] out, int at) {
        digest.update(Sha256.LEAF);
        digest.update(data, from, length);
        finish(out, at);
    }

    /// Writes the hash of the node over two hashes that lie side by side; it may replace them.
    void node(byte[] pair, int from, byte[] out, int at) {
        digest.update(Sha256.NODE);
        digest.update(pair, from, 2 * TreeHash.BYTES);
        finish(out, at);
    }

    private void finish(byte[] out, int at) {
        try {
            digest.digest(out, at, TreeHash.BYTES);
        } catch (DigestException impossible) {
            throw new IllegalStateException("the room is as large as the hash", impossible);
        }
    }
}
