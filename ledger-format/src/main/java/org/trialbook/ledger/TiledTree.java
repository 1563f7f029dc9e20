package org.trialbook.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// A tree that is read tile by tile from wherever its log is served: for clients who compute their own
/// proofs.
///
/// A tile is believed only as far as the hashes agree: check [#requireRoot] first, and every proof with [Proofs].
/// Tiles are remembered, as many as cover 16 million leaves. Not safe for use by several threads.
public final class TiledTree extends ProvingTree {

    private static final int REMEMBERED = 1024;

    private final Source source;
    private final Checkpoint checkpoint;
    private final Map<TilePath, byte[]> tiles = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// Where tiles come from.
    public interface Source {
        /// The content of a tile of hashes.
        ///
        /// @throws IOException if it can't be had
        byte[] read(TilePath path) throws IOException;
    }

    public TiledTree(Checkpoint checkpoint, Source source) {
        this.checkpoint = checkpoint;
        this.source = source;
    }

    @Override
    public long size() {
        return checkpoint.size();
    }

    /// Checks that the tiles on the right edge give the signed root.
    ///
    /// @throws ProofException if they give another one
    public void requireRoot() throws ProofException {
        TreeHash root = root(size());
        if (!root.equals(checkpoint.root())) {
            throw new ProofException("the tiles of " + checkpoint.origin() + " give the root " + root + " at size "
                    + size() + ", not the signed " + checkpoint.root());
        }
    }

    /// @throws UncheckedIOException if a tile can't be had or has not the length it must have
    @Override
    TreeHash complete(int height, long index) {
        int level = height / TilePath.HEIGHT;
        int above = height % TilePath.HEIGHT;
        long first = index << above;
        TilePath path = TilePath.of(level, first / TilePath.FULL, size());
        return over(tile(path), (int) (first % TilePath.FULL), 1 << above);
    }

    private static TreeHash over(byte[] content, int first, int width) {
        return width == 1
                ? HashTile.hash(content, first)
                : Sha256.node(over(content, first, width / 2), over(content, first + width / 2, width / 2));
    }

    private byte[] tile(TilePath path) {
        byte[] known = tiles.get(path);
        if (known != null) {
            return known;
        }
        try {
            byte[] content = source.read(path);
            if (content.length != path.width() * TreeHash.BYTES) {
                throw new IOException(
                        path.format() + " has " + content.length + " bytes, not " + path.width() * TreeHash.BYTES);
            }
            tiles.put(path, content);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
