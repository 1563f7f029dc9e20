package org.trialbook.ledger;

import java.util.List;

/// Verification of proofs that come from somebody else, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2.
public final class Proofs {

    private Proofs() {}

    /// Checks that the leaf stands at that index of the tree with that size and root.
    ///
    /// @throws ProofException if it does not, or the proof has not exactly the hashes it needs
    public static void verifyInclusion(TreeHash leaf, long index, long size, List<TreeHash> proof, TreeHash root)
            throws ProofException {
        if (index < 0 || index >= size) {
            throw new ProofException("a tree of size " + size + " has no leaf " + index);
        }
        long node = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash sibling : proof) {
            requireMore(last);
            if (isRightChild(node) || node == last) {
                hash = Sha256.node(sibling, hash);
                int levels = levelsToRightChild(node);
                node >>= levels;
                last >>= levels;
            } else {
                hash = Sha256.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        requireComplete(last);
        requireRoot(root, hash, size);
    }

    /// Checks that the tree of the first size and root is the beginning of the tree of the second.
    ///
    /// @throws ProofException if it is not, the proof has not exactly the hashes it needs, or the first tree is
    ///     empty, which would be the beginning of every tree
    public static void verifyConsistency(long size1, long size2, List<TreeHash> proof, TreeHash root1, TreeHash root2)
            throws ProofException {
        if (size1 <= 0) {
            throw new ProofException("nothing can be proved from size " + size1);
        }
        if (size1 > size2) {
            throw new ProofException("the first size " + size1 + " is above the second " + size2);
        }
        if (size1 == size2) {
            if (!proof.isEmpty()) {
                throw new ProofException("equal sizes need no proof, but there are " + proof.size() + " hashes");
            }
            requireRoot(root1, root2, size2);
            return;
        }
        if (proof.isEmpty()) {
            throw new ProofException("the proof is too short");
        }
        // An old tree that is one complete subtree is left out of the proof: its root is known.
        boolean rootKnown = Long.bitCount(size1) == 1;
        TreeHash first = rootKnown ? root1 : proof.getFirst();
        List<TreeHash> rest = rootKnown ? proof : proof.subList(1, proof.size());

        long node = size1 - 1;
        long last = size2 - 1;
        int complete = Long.numberOfTrailingZeros(~node);
        node >>= complete;
        last >>= complete;
        TreeHash hash1 = first;
        TreeHash hash2 = first;
        for (TreeHash sibling : rest) {
            requireMore(last);
            if (isRightChild(node) || node == last) {
                hash1 = Sha256.node(sibling, hash1);
                hash2 = Sha256.node(sibling, hash2);
                int levels = levelsToRightChild(node);
                node >>= levels;
                last >>= levels;
            } else {
                hash2 = Sha256.node(hash2, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        requireComplete(last);
        requireRoot(root1, hash1, size1);
        requireRoot(root2, hash2, size2);
    }

    private static boolean isRightChild(long node) {
        return (node & 1) == 1;
    }

    /// How many levels up the first ancestor is that has a sibling on its left. The levels between hold the last node
    /// of a tree that is not full, which moves up unchanged.
    private static int levelsToRightChild(long node) {
        return isRightChild(node) || node == 0 ? 0 : Long.numberOfTrailingZeros(node);
    }

    private static void requireMore(long last) throws ProofException {
        if (last == 0) {
            throw new ProofException("the proof is too long");
        }
    }

    private static void requireComplete(long last) throws ProofException {
        if (last != 0) {
            throw new ProofException("the proof is too short");
        }
    }

    private static void requireRoot(TreeHash claimed, TreeHash computed, long size) throws ProofException {
        if (!claimed.equals(computed)) {
            throw new ProofException("the root at size " + size + " is " + computed + ", not " + claimed);
        }
    }
}
