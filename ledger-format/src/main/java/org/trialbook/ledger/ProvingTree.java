package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.List;

/// Roots and proofs of a tree whose complete subtrees are known, wherever they lie: RFC 9162 section 2.1.
public abstract sealed class ProvingTree permits MerkleTree, TiledTree {

    /// How many leaves the tree has.
    public abstract long size();

    /// The root of the complete subtree of 2^height leaves at that index among those of its height.
    abstract TreeHash complete(int height, long index);

    /// The root the tree had at this size.
    ///
    /// @throws IndexOutOfBoundsException if the tree has not reached that size
    public TreeHash root(long size) {
        requireSize(size);
        return size == 0 ? Sha256.empty() : subtree(0, size);
    }

    /// The hashes that lead from a leaf to the root at the given size, from the leaf upwards.
    ///
    /// @throws IndexOutOfBoundsException if the tree has not reached that size, or that size has no such leaf
    public List<TreeHash> inclusionProof(long index, long size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("leaf " + index + " of a tree of size " + size);
        }
        List<TreeHash> downwards = new ArrayList<>();
        long start = 0;
        long width = size;
        while (width > 1) {
            long left = largestPowerBelow(width);
            if (index < start + left) {
                downwards.add(subtree(start + left, width - left));
                width = left;
            } else {
                downwards.add(subtree(start, left));
                start += left;
                width -= left;
            }
        }
        return downwards.reversed();
    }

    /// The hashes that show that the tree of the first size is the beginning of the tree of the second.
    ///
    /// @throws IndexOutOfBoundsException unless 0 < size1 ≤ size2 ≤ size: nothing can be proved about an
    /// empty tree
    public List<TreeHash> consistencyProof(long size1, long size2) {
        requireSize(size2);
        if (size1 <= 0 || size1 > size2) {
            throw new IndexOutOfBoundsException("no consistency proof from size " + size1 + " to " + size2);
        }
        List<TreeHash> downwards = new ArrayList<>();
        long start = 0;
        long width = size2;
        while (start + width != size1) {
            long left = largestPowerBelow(width);
            if (size1 <= start + left) {
                downwards.add(subtree(start + left, width - left));
                width = left;
            } else {
                downwards.add(subtree(start, left));
                start += left;
                width -= left;
            }
        }
        // Whoever checks the proof knows the old root, so it is left out when the old tree is one complete
        // subtree.
        if (start > 0) {
            downwards.add(subtree(start, width));
        }
        return downwards.reversed();
    }

    private void requireSize(long size) {
        if (size < 0 || size > size()) {
            throw new IndexOutOfBoundsException("size " + size + " of a tree of size " + size());
        }
    }

    /// The root over `width` leaves from `start`, which is a multiple of the largest power of two up to
    /// `width`.
    private TreeHash subtree(long start, long width) {
        if (Long.bitCount(width) == 1) {
            int height = Long.numberOfTrailingZeros(width);
            return complete(height, start >> height);
        }
        long left = largestPowerBelow(width);
        return Sha256.node(subtree(start, left), subtree(start + left, width - left));
    }

    private static long largestPowerBelow(long width) {
        return Long.highestOneBit(width - 1);
    }
}
