package org.trialbook.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads the leaf hashes of a bundle beside its lines, and grows the tree over them. It remembers the latest few, so
/// that a line that was moved a little can still be compared.
final class LeafReader {

    private static final int WINDOW = 1024;

    private final InputStream in;
    private final SignedRoots signed;
    private final MerkleFrontier tree = new MerkleFrontier();
    private final @Nullable TreeHash[] latest = new TreeHash[WINDOW];
    private boolean ended;
    private int stray;

    LeafReader(InputStream in, SignedRoots signed) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.signed = signed;
        signed.compare(tree);
    }

    /// The hash at a position, or null if there is none or it is too far from where the reader stands.
    @Nullable
    TreeHash at(long position) throws IOException {
        if (position < tree.size() - WINDOW || position >= tree.size() + WINDOW) {
            return null;
        }
        while (tree.size() <= position && readOne()) {
            // Until the position has been reached.
        }
        return position < tree.size() ? latest[(int) (position % WINDOW)] : null;
    }

    /// Reads what is left.
    MerkleFrontier toTheEnd() throws IOException {
        while (readOne()) {
            // The tree grows.
        }
        return tree;
    }

    /// How many bytes at the end are no whole hash.
    int stray() {
        return stray;
    }

    private boolean readOne() throws IOException {
        if (ended) {
            return false;
        }
        byte[] bytes = in.readNBytes(TreeHash.BYTES);
        if (bytes.length < TreeHash.BYTES) {
            ended = true;
            stray = bytes.length;
            return false;
        }
        TreeHash leaf = TreeHash.ofDigest(bytes);
        latest[(int) (tree.size() % WINDOW)] = leaf;
        tree.append(leaf);
        signed.compare(tree);
        return true;
    }
}
