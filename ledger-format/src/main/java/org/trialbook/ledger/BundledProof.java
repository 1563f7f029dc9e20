package org.trialbook.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event of a bundle with the proof that it stands there, made in constant memory from the bundle's
/// leaf hashes. Whether the bundle is to be believed is not asked here: verify it, or verify the proof.
///
/// @param line the bytes of the event's line, or null if the event is withheld
/// @param leaf its leaf hash as it stands in the bundle
public record BundledProof(byte @Nullable [] line, TreeHash leaf, TlogProof proof) {

    /// Leaves side by side whose root is a hash of the proof.
    private record Range(long start, long width) {}

    /// A leaf, and what stands beside the way from it to the root, from the leaf upwards.
    private record Way(TreeHash leaf, List<TreeHash> path) {}

    /// Takes one event out of a bundle.
    ///
    /// @throws IndexOutOfBoundsException if the bundle has no such event
    /// @throws UnreadableBundleException if the file is no bundle, or what it needs is missing in it
    public static BundledProof of(Path bundle, long position) throws UnreadableBundleException {
        try (BundleZip zip = BundleZip.open(bundle);
                InputStream lines = open(zip, BundleEntries.LINES);
                InputStream leaves = open(zip, BundleEntries.LEAVES);
                InputStream note = open(zip, BundleEntries.CHECKPOINT)) {
            SignedNote checkpoint = SignedNote.parse(note.readNBytes(SignedNote.MAX_BYTES + 1));
            long size = Checkpoint.parseBody(checkpoint.text()).size();
            if (position < 0 || position >= size) {
                throw new IndexOutOfBoundsException(bundle + " ends before position " + size);
            }
            byte[] line = line(lines, position);
            Way way = way(leaves, position, size);
            return new BundledProof(
                    WithheldLine.position(line, 0, line.length) == position ? null : line,
                    way.leaf,
                    new TlogProof(null, position, way.path, checkpoint));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UnreadableBundleException(
                    bundle + " is not a readable bundle: " + unreadable.getMessage(), unreadable);
        }
    }

    private static InputStream open(BundleZip zip, String name) throws IOException {
        return new BufferedInputStream(zip.read(name), 1 << 16);
    }

    private static byte[] line(InputStream in, long position) throws IOException {
        LineReader lines = new LineReader(in);
        for (long i = 0; i <= position; i++) {
            if (!lines.next()) {
                throw new IOException("the lines end before position " + i);
            }
        }
        return Arrays.copyOfRange(lines.buffer(), lines.from(), lines.from() + lines.length());
    }

    private static Way way(InputStream in, long position, long size) throws IOException {
        List<Range> fromLeaf = new ArrayList<>(ranges(position, size));
        fromLeaf.addFirst(new Range(position, 1));
        TreeHash[] hashes = new TreeHash[fromLeaf.size()];
        List<Range> fromLeft = new ArrayList<>(fromLeaf);
        fromLeft.sort((a, b) -> Long.compare(a.start, b.start));
        for (Range range : fromLeft) {
            MerkleFrontier tree = new MerkleFrontier();
            for (long i = 0; i < range.width; i++) {
                tree.append(TreeHash.of(in.readNBytes(TreeHash.BYTES)));
            }
            hashes[fromLeaf.indexOf(range)] = tree.root();
        }
        return new Way(hashes[0], List.of(hashes).subList(1, hashes.length));
    }

    /// RFC 9162 section 2.1.3.1: what stands beside the way from the leaf to the root, from the leaf
    /// upwards.
    private static List<Range> ranges(long position, long size) {
        List<Range> downwards = new ArrayList<>();
        long start = 0;
        long width = size;
        while (width > 1) {
            long left = Long.highestOneBit(width - 1);
            if (position < start + left) {
                downwards.add(new Range(start + left, width - left));
                width = left;
            } else {
                downwards.add(new Range(start, left));
                start += left;
                width -= left;
            }
        }
        return downwards.reversed();
    }
}
