package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilesOfATreeTest {

    private static final int SIZE = 70_000;
    private static final MerkleTree TREE = tree(SIZE, 0);

    private static MerkleTree tree(int size, int salt) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(
                    Sha256.leaf(ByteBuffer.allocate(8).putInt(i).putInt(salt).array()));
        }
        return tree;
    }

    private static TiledTree tiled(long size) {
        return new TiledTree(new Checkpoint("log", size, TREE.root(size)), path -> HashTile.of(TREE, path));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 255, 256, 257, 65_535, 65_536, 65_537, 65_792, SIZE})
    void aTreeReadFromItsTilesHasTheSameRoot(long size) throws ProofException {
        TiledTree tiled = tiled(size);
        tiled.requireRoot();
        assertThat(tiled.size()).isEqualTo(size);
    }

    @Test
    void proofsComputedFromTilesAreThoseOfTheTree() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            long size = 1 + random.nextInt(SIZE);
            long index = random.nextLong(size);
            TiledTree tiled = tiled(size);
            assertThat(tiled.inclusionProof(index, size))
                    .as("seed %d: %d of %d", seed, index, size)
                    .isEqualTo(TREE.inclusionProof(index, size));
            assertThat(tiled.consistencyProof(index + 1, size))
                    .as("seed %d: %d to %d", seed, index + 1, size)
                    .isEqualTo(TREE.consistencyProof(index + 1, size));
        }
    }

    @Test
    void aHigherTileHoldsTheRootsOfTheTilesBelow() {
        byte[] above = HashTile.of(TREE, new TilePath(1, 1, 17));
        for (int i = 0; i < 17; i++) {
            MerkleTree below = new MerkleTree();
            byte[] tile = HashTile.of(TREE, TilePath.of(0, 256 + i));
            for (int j = 0; j < 256; j++) {
                below.append(HashTile.hash(tile, j));
            }
            assertThat(HashTile.hash(above, i)).isEqualTo(below.root(256));
        }
    }

    @Test
    void whatTheTreeDoesNotCoverIsNoTile() {
        for (TilePath path : List.of(
                TilePath.of(0, 273),
                new TilePath(0, 273, 113),
                new TilePath(2, 0, 2),
                new TilePath(63, 0, 1),
                new TilePath(TilePath.ENTRIES, 0, 1))) {
            assertThatThrownBy(() -> HashTile.of(TREE, path)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aForgedTileDoesNotGiveTheSignedRoot() {
        TiledTree forged = new TiledTree(new Checkpoint("log", SIZE, TREE.root(SIZE)), path -> {
            byte[] content = HashTile.of(TREE, path);
            content[0] ^= 1;
            return content;
        });
        assertThatThrownBy(forged::requireRoot)
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("not the signed");
    }

    @Test
    void aTileOfAnotherLengthOrNoneIsAnError() {
        TiledTree cut = new TiledTree(new Checkpoint("log", 300, TREE.root(300)), path -> new byte[31]);
        assertThatThrownBy(cut::requireRoot)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("31 bytes");
        TiledTree gone = new TiledTree(new Checkpoint("log", 300, TREE.root(300)), path -> {
            throw new IOException("no answer");
        });
        assertThatThrownBy(gone::requireRoot).hasRootCauseMessage("no answer");
    }

    @Test
    void everyTileIsAskedForOnce() throws ProofException {
        List<TilePath> asked = new ArrayList<>();
        TiledTree tiled = new TiledTree(new Checkpoint("log", SIZE, TREE.root(SIZE)), path -> {
            asked.add(path);
            return HashTile.of(TREE, path);
        });
        tiled.requireRoot();
        tiled.requireRoot();
        assertThat(asked).doesNotHaveDuplicates().contains(new TilePath(0, 273, 112), new TilePath(1, 1, 17));
    }
}
