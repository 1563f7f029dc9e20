package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.List;

/// RFC 9162 sections 2.1.1 to 2.1.4 written down as they stand there: slow, recursive, and hard to get wrong.
final class NaiveTree {

    private NaiveTree() {}

    static TreeHash root(List<TreeHash> leaves) {
        int n = leaves.size();
        if (n == 0) {
            return Sha256.empty();
        }
        if (n == 1) {
            return leaves.getFirst();
        }
        int k = split(n);
        return Sha256.node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
    }

    /// PATH(m, D_n).
    static List<TreeHash> inclusion(int m, List<TreeHash> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        List<TreeHash> left = leaves.subList(0, k);
        List<TreeHash> right = leaves.subList(k, n);
        return m < k ? plus(inclusion(m, left), root(right)) : plus(inclusion(m - k, right), root(left));
    }

    /// PROOF(m, D_n).
    static List<TreeHash> consistency(int m, List<TreeHash> leaves) {
        return subproof(m, leaves, true);
    }

    private static List<TreeHash> subproof(int m, List<TreeHash> leaves, boolean complete) {
        int n = leaves.size();
        if (m == n) {
            return complete ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        List<TreeHash> left = leaves.subList(0, k);
        List<TreeHash> right = leaves.subList(k, n);
        return m <= k
                ? plus(subproof(m, left, complete), root(right))
                : plus(subproof(m - k, right, false), root(left));
    }

    /// The largest power of two smaller than n.
    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }

    private static List<TreeHash> plus(List<TreeHash> proof, TreeHash hash) {
        List<TreeHash> longer = new ArrayList<>(proof);
        longer.add(hash);
        return longer;
    }
}
