package org.trialbook.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hashes of the tree, RFC 9162 section 2.1.1. The first byte keeps leaves and nodes apart, so that
/// nobody can present a node as an event.
public final class Sha256 {

    static final byte LEAF = 0;
    static final byte NODE = 1;

    /// This digest is never fed, only copied: to look the algorithm up takes longer than to hash a node.
    private static final MessageDigest FRESH = lookUp();

    private Sha256() {}

    /// SHA-256(0x00 ‖ data).
    public static TreeHash leaf(byte[] data) {
        MessageDigest digest = digest();
        digest.update(LEAF);
        return TreeHash.ofDigest(digest.digest(data));
    }

    /// SHA-256(0x01 ‖ left ‖ right).
    public static TreeHash node(TreeHash left, TreeHash right) {
        MessageDigest digest = digest();
        digest.update(NODE);
        digest.update(left.shared());
        return TreeHash.ofDigest(digest.digest(right.shared()));
    }

    /// SHA-256 of nothing: the root of the tree without leaves.
    public static TreeHash empty() {
        return TreeHash.ofDigest(digest().digest());
    }

    /// A fresh SHA-256, for data that is no part of the tree.
    public static MessageDigest digest() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException notThisProvider) {
            return lookUp();
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
