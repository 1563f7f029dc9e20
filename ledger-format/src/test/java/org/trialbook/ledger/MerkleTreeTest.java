package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final int SIZE = 70;

    private final MerkleTree tree = new MerkleTree();
    private final List<TreeHash> leaves = new ArrayList<>();

    MerkleTreeTest() {
        for (int i = 0; i < SIZE; i++) {
            TreeHash leaf = Sha256.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8));
            leaves.add(leaf);
            tree.append(leaf);
        }
    }

    @Test
    void everyEarlierRootCanStillBeTold() {
        assertThat(tree.size()).isEqualTo(SIZE);
        for (int size = 0; size <= SIZE; size++) {
            assertThat(tree.root(size)).isEqualTo(NaiveTree.root(leaves.subList(0, size)));
        }
    }

    @Test
    void everyLeafIsProvedInEveryTreeThatHasIt() throws ProofException {
        for (int size = 1; size <= SIZE; size++) {
            for (int index = 0; index < size; index++) {
                List<TreeHash> proof = tree.inclusionProof(index, size);
                assertThat(proof).isEqualTo(NaiveTree.inclusion(index, leaves.subList(0, size)));
                Proofs.verifyInclusion(tree.leaf(index), index, size, proof, tree.root(size));
            }
        }
    }

    @Test
    void everyTreeIsProvedToBeTheBeginningOfEveryLaterOne() throws ProofException {
        for (int size2 = 1; size2 <= SIZE; size2++) {
            for (int size1 = 1; size1 <= size2; size1++) {
                List<TreeHash> proof = tree.consistencyProof(size1, size2);
                assertThat(proof).isEqualTo(NaiveTree.consistency(size1, leaves.subList(0, size2)));
                Proofs.verifyConsistency(size1, size2, proof, tree.root(size1), tree.root(size2));
            }
        }
    }

    @Test
    void aProofForAnotherPlaceProvesNothing() {
        for (int size = 2; size <= 20; size++) {
            for (int index = 0; index < size; index++) {
                List<TreeHash> proof = tree.inclusionProof(index, size);
                TreeHash root = tree.root(size);
                for (int other = 0; other < size; other++) {
                    int there = other;
                    int inThis = size;
                    if (other != index) {
                        assertThatThrownBy(() -> Proofs.verifyInclusion(tree.leaf(there), there, inThis, proof, root))
                                .isInstanceOf(ProofException.class);
                    }
                }
            }
        }
    }

    @Test
    void aProofWithAHashTooManyOrTooFewIsRefused() {
        for (int size = 1; size <= 20; size++) {
            int full = size;
            List<TreeHash> inclusion = new ArrayList<>(tree.inclusionProof(size - 1, size));
            inclusion.add(Sha256.empty());
            assertThatThrownBy(() ->
                            Proofs.verifyInclusion(tree.leaf(full - 1), full - 1, full, inclusion, tree.root(full)))
                    .hasMessage("the proof is too long");
            for (int size1 = 1; size1 < size; size1++) {
                int old = size1;
                List<TreeHash> proof = tree.consistencyProof(size1, size);
                List<TreeHash> longer = new ArrayList<>(proof);
                longer.add(Sha256.empty());
                assertThatThrownBy(() -> Proofs.verifyConsistency(old, full, longer, tree.root(old), tree.root(full)))
                        .hasMessage("the proof is too long");
                assertThatThrownBy(() -> Proofs.verifyConsistency(
                                old, full, proof.subList(0, proof.size() - 1), tree.root(old), tree.root(full)))
                        .hasMessage("the proof is too short");
            }
        }
        assertThatThrownBy(() -> Proofs.verifyInclusion(tree.leaf(0), 0, 2, List.of(), tree.root(2)))
                .hasMessage("the proof is too short");
    }

    @Test
    void aRewrittenPastIsNoBeginning() {
        assertThatThrownBy(
                        () -> Proofs.verifyConsistency(3, 7, tree.consistencyProof(3, 7), Sha256.empty(), tree.root(7)))
                .hasMessage("the root at size 3 is " + tree.root(3) + ", not " + Sha256.empty());
        assertThatThrownBy(
                        () -> Proofs.verifyConsistency(3, 7, tree.consistencyProof(3, 7), tree.root(3), Sha256.empty()))
                .hasMessage("the root at size 7 is " + tree.root(7) + ", not " + Sha256.empty());
        assertThatThrownBy(() -> Proofs.verifyConsistency(7, 7, List.of(), tree.root(7), tree.root(6)))
                .hasMessage("the root at size 7 is " + tree.root(6) + ", not " + tree.root(7));
    }

    @Test
    void claimsThatNoProofCouldSupportAreRefusedFirst() {
        TreeHash root = tree.root(3);
        assertThatThrownBy(() -> Proofs.verifyInclusion(root, 3, 3, List.of(), root))
                .hasMessage("a tree of size 3 has no leaf 3");
        assertThatThrownBy(() -> Proofs.verifyInclusion(root, -1, 3, List.of(), root))
                .hasMessage("a tree of size 3 has no leaf -1");
        assertThatThrownBy(() -> Proofs.verifyConsistency(0, 3, List.of(), root, root))
                .hasMessage("nothing can be proved from size 0");
        assertThatThrownBy(() -> Proofs.verifyConsistency(4, 3, List.of(), root, root))
                .hasMessage("the first size 4 is above the second 3");
        assertThatThrownBy(() -> Proofs.verifyConsistency(3, 3, List.of(root), root, root))
                .hasMessage("equal sizes need no proof, but there are 1 hashes");
        assertThatThrownBy(() -> Proofs.verifyConsistency(2, 3, List.of(), root, root))
                .hasMessage("the proof is too short");
    }

    @Test
    void whatTheTreeDoesNotHoldCannotBeAskedFor() {
        for (long size : List.of(-1L, SIZE + 1L)) {
            assertThatThrownBy(() -> tree.root(size)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tree.leaf(size)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tree.inclusionProof(0, size)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tree.inclusionProof(size, SIZE)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tree.consistencyProof(size, SIZE)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tree.consistencyProof(1, size)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> tree.leaf(SIZE)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusionProof(5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistencyProof(0, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aTreeOverSeveralPagesHasTheRootOfTheFrontier() {
        MerkleTree large = new MerkleTree();
        MerkleFrontier frontier = new MerkleFrontier();
        for (int i = 0; i < 10_000; i++) {
            TreeHash leaf = leaves.get(i % SIZE);
            large.append(leaf);
            frontier.append(leaf);
        }
        assertThat(large.root(10_000)).isEqualTo(frontier.root());
        assertThat(large.leaf(9_999)).isEqualTo(leaves.get(9_999 % SIZE));
        assertThat(large.leaf(4_096)).isEqualTo(leaves.get(4_096 % SIZE));
    }
}
