package org.trialbook.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The right edge of a growing tree: enough to append leaves and to tell the root, in memory that grows
/// with the logarithm of the size.
///
/// It holds the roots of the complete subtrees, largest first: one for each bit that is set in the size.
/// Not safe for use by several threads.
public final class MerkleFrontier {

    private static final int SOME = 16;

    /// The hashes side by side, with room for one more.
    private byte[] subtrees;

    private long size;
    private @Nullable TreeHasher hasher;

    /// The empty tree.
    public MerkleFrontier() {
        this(new byte[SOME * TreeHash.BYTES], 0);
    }

    private MerkleFrontier(byte[] subtrees, long size) {
        this.subtrees = subtrees;
        this.size = size;
    }

    static MerkleFrontier of(MerkleTree tree) {
        long size = tree.size();
        byte[] subtrees = new byte[Math.max(SOME, Long.bitCount(size) + 1) * TreeHash.BYTES];
        int at = 0;
        for (long rest = size; rest != 0; rest -= Long.highestOneBit(rest)) {
            int height = Long.numberOfTrailingZeros(Long.highestOneBit(rest));
            System.arraycopy(tree.complete(height, (size >>> height) - 1).shared(), 0, subtrees, at, TreeHash.BYTES);
            at += TreeHash.BYTES;
        }
        return new MerkleFrontier(subtrees, size);
    }

    /// Appends the hash of the next leaf, see [Sha256#leaf].
    public void append(TreeHash leaf) {
        append(leaf.shared(), 0);
    }

    void append(byte[] leaves, int from) {
        int at = Long.bitCount(size) * TreeHash.BYTES;
        if (at + TreeHash.BYTES > subtrees.length) {
            subtrees = Arrays.copyOf(subtrees, 2 * subtrees.length);
        }
        System.arraycopy(leaves, from, subtrees, at, TreeHash.BYTES);
        // Each low bit that is set is a subtree of the same height as the last one, waiting for its right
        // sibling.
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            at -= TreeHash.BYTES;
            hasher().node(subtrees, at, subtrees, at);
        }
        size++;
    }

    /// How many leaves have been appended.
    public long size() {
        return size;
    }

    /// The root of the tree of all leaves appended so far.
    public TreeHash root() {
        int count = Long.bitCount(size);
        if (count == 0) {
            return Sha256.empty();
        }
        byte[] pair = new byte[2 * TreeHash.BYTES];
        int last = (count - 1) * TreeHash.BYTES;
        System.arraycopy(subtrees, last, pair, TreeHash.BYTES, TreeHash.BYTES);
        for (int left = last - TreeHash.BYTES; left >= 0; left -= TreeHash.BYTES) {
            System.arraycopy(subtrees, left, pair, 0, TreeHash.BYTES);
            hasher().node(pair, 0, pair, TreeHash.BYTES);
        }
        return TreeHash.ofDigest(Arrays.copyOfRange(pair, TreeHash.BYTES, pair.length));
    }

    /// An independent frontier at the same size: to try an append without committing to it.
    public MerkleFrontier copy() {
        return new MerkleFrontier(subtrees.clone(), size);
    }

    /// Becomes equal to another frontier, without making a new one.
    void become(MerkleFrontier other) {
        int used = Long.bitCount(other.size) * TreeHash.BYTES;
        if (used > subtrees.length) {
            subtrees = new byte[other.subtrees.length];
        }
        System.arraycopy(other.subtrees, 0, subtrees, 0, used);
        size = other.size;
    }

    private TreeHasher hasher() {
        if (hasher == null) {
            hasher = new TreeHasher();
        }
        return hasher;
    }
}
