package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing tree: enough to append leaves and to tell the root, in memory that grows with the
/// logarithm of the size.
///
/// It holds the roots of the complete subtrees, largest first: one for each bit that is set in the size. Not safe for
/// use by several threads.
public final class MerkleFrontier {

    private final List<TreeHash> subtrees;
    private long size;

    /// The empty tree.
    public MerkleFrontier() {
        this(new ArrayList<>(), 0);
    }

    private MerkleFrontier(List<TreeHash> subtrees, long size) {
        this.subtrees = subtrees;
        this.size = size;
    }

    /// Appends the hash of the next leaf, see [Sha256#leaf].
    public void append(TreeHash leaf) {
        TreeHash hash = leaf;
        // Each low bit that is set is a subtree of the same height as `hash`, waiting for its right sibling.
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Sha256.node(subtrees.removeLast(), hash);
        }
        subtrees.add(hash);
        size++;
    }

    /// How many leaves have been appended.
    public long size() {
        return size;
    }

    /// The root of the tree of all leaves appended so far.
    public TreeHash root() {
        if (subtrees.isEmpty()) {
            return Sha256.empty();
        }
        TreeHash root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Sha256.node(subtrees.get(i), root);
        }
        return root;
    }

    /// An independent frontier at the same size: to try an append without committing to it.
    public MerkleFrontier copy() {
        return new MerkleFrontier(new ArrayList<>(subtrees), size);
    }
}
