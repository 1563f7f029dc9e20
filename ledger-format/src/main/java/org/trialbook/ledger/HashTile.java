package org.trialbook.ledger;

import java.util.Arrays;

/// The content of a tile of hashes, after C2SP tlog-tiles: 32 bytes each, from the left. Each hash of level *l* is
/// the root of 256^*l* leaves.
public final class HashTile {

    private HashTile() {}

    /// @throws IndexOutOfBoundsException if the tree does not cover that tile
    public static byte[] of(MerkleTree tree, TilePath path) {
        if (path.isEntries() || !path.isCoveredBy(tree.size())) {
            throw new IndexOutOfBoundsException("no " + path.format() + " in a tree of size " + tree.size());
        }
        byte[] content = new byte[path.width() * TreeHash.BYTES];
        for (int i = 0; i < path.width(); i++) {
            TreeHash hash = tree.complete(path.level() * TilePath.HEIGHT, path.index() * TilePath.FULL + i);
            System.arraycopy(hash.shared(), 0, content, i * TreeHash.BYTES, TreeHash.BYTES);
        }
        return content;
    }

    /// One hash of a tile that somebody sent.
    static TreeHash hash(byte[] content, int at) {
        return TreeHash.ofDigest(Arrays.copyOfRange(content, at * TreeHash.BYTES, (at + 1) * TreeHash.BYTES));
    }
}
