package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.List;

/// The whole tree in memory, for roots of earlier sizes and for proofs. It keeps the hash of every complete
/// subtree, 64 bytes a leaf. Not safe for use by several threads.
public final class MerkleTree extends ProvingTree {

    /// `levels.get(h)` holds the roots of the complete subtrees of 2^h leaves, from the left.
    private final List<HashPages> levels = new ArrayList<>();

    public MerkleTree() {
        levels.add(new HashPages());
    }

    /// Appends the hash of the next leaf, see [Sha256#leaf].
    public void append(TreeHash leaf) {
        TreeHash hash = leaf;
        levels.getFirst().add(hash);
        for (int h = 0; levels.get(h).size() % 2 == 0; h++) {
            hash = Sha256.node(levels.get(h).get(levels.get(h).size() - 2), hash);
            if (h + 1 == levels.size()) {
                levels.add(new HashPages());
            }
            levels.get(h + 1).add(hash);
        }
    }

    /// How many leaves have been appended.
    @Override
    public long size() {
        return levels.getFirst().size();
    }

    /// The hash of one leaf.
    ///
    /// @throws IndexOutOfBoundsException if there is no such leaf
    public TreeHash leaf(long index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("leaf " + index + " of a tree of size " + size());
        }
        return levels.getFirst().get(index);
    }

    /// Its right edge: what goes on where this tree ends.
    public MerkleFrontier frontier() {
        return MerkleFrontier.of(this);
    }

    /// The root of the complete subtree of 2^height leaves at that index among those of its height.
    @Override
    TreeHash complete(int height, long index) {
        return levels.get(height).get(index);
    }
}
