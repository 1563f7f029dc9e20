package org.trialbook.witness;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.SignedNote;

/// A log as a witness sees it: a key and a tree. With another salt it has other events from a position on.
final class WatchedLog {

    static final String ORIGIN = "trialbook.example/HOT-CRT";

    final NoteSigner key;
    final MerkleTree tree = new MerkleTree();

    WatchedLog(NoteSigner key, int size) {
        this(key, size, size);
    }

    /// @param own from where on this history is another one than the usual
    WatchedLog(NoteSigner key, int size, int own) {
        this.key = key;
        for (int i = 0; i < size; i++) {
            String line = (i < own ? "usual " : "other ") + i;
            tree.append(Sha256.leaf(line.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// The same key at every run of a test.
    static NoteSigner key(String origin, long seed) {
        byte[] typed = new byte[33];
        new Random(seed).nextBytes(typed);
        typed[0] = 1;
        SecureRandom fixed = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(typed, 1, bytes, 0, Math.min(bytes.length, 32));
            }
        };
        return NoteSigner.generate(origin, fixed);
    }

    SignedNote note(long size) {
        return new Checkpoint(key.name(), size, tree.root(size)).sign(key);
    }

    byte[] request(long old, long size) {
        return AddCheckpoint.of(tree, old, note(size)).format();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static String otherHash() {
        return Base64.getEncoder().encodeToString(new byte[32]);
    }
}
