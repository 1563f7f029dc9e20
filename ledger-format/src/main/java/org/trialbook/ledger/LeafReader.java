package org.trialbook.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the leaf hashes of a bundle beside its lines, and grows the tree over them. It remembers the
/// latest few, so that a line that was moved a little can still be compared.
final class LeafReader {

    private static final int WINDOW = 1024;

    private final InputStream in;
    private final RootsAgainstCheckpoints signed;
    private final MerkleFrontier tree = new MerkleFrontier();
    private final byte[] latest = new byte[WINDOW * TreeHash.BYTES];
    private final byte[] buffer = new byte[WINDOW * TreeHash.BYTES];
    private int next;
    private int end;
    private boolean ended;

    /// Why no more can be read, once what was read before is used up.
    private @Nullable IOException damage;

    LeafReader(InputStream in, RootsAgainstCheckpoints signed) {
        this.in = in;
        this.signed = signed;
        signed.compare(tree);
    }

    /// Whether there is a hash at a position; not if it is too far behind what was read last.
    boolean has(long position) throws IOException {
        if (position < tree.size() - WINDOW) {
            return false;
        }
        while (tree.size() <= position && readOne()) {
            // Reads on until the position has been reached.
        }
        return position < tree.size();
    }

    /// Whether the hash at a position that is there is this one.
    boolean is(long position, byte[] hash) {
        int at = place(position);
        return Arrays.equals(latest, at, at + TreeHash.BYTES, hash, 0, TreeHash.BYTES);
    }

    /// The hash at a position that is there.
    TreeHash at(long position) {
        return TreeHash.at(latest, place(position));
    }

    private static int place(long position) {
        return (int) (position % WINDOW) * TreeHash.BYTES;
    }

    /// Reads what is left.
    MerkleFrontier toTheEnd() throws IOException {
        while (readOne()) {
            // The hash becomes the next leaf of the tree.
        }
        return tree;
    }

    /// How many bytes at the end are no whole hash.
    int stray() {
        return ended ? end - next : 0;
    }

    private boolean readOne() throws IOException {
        if (end - next < TreeHash.BYTES && !fill()) {
            return false;
        }
        System.arraycopy(buffer, next, latest, place(tree.size()), TreeHash.BYTES);
        tree.append(buffer, next);
        next += TreeHash.BYTES;
        signed.compare(tree);
        return true;
    }

    /// The hashes before the damage are still of use.
    private int readSome() {
        try {
            int count = in.read(buffer, end, buffer.length - end);
            ended = count < 0;
            return count;
        } catch (IOException broken) {
            damage = broken;
            return -1;
        }
    }

    private boolean fill() throws IOException {
        if (damage != null) {
            throw damage;
        }
        if (ended) {
            return false;
        }
        int left = end - next;
        System.arraycopy(buffer, next, buffer, 0, left);
        next = 0;
        end = left;
        while (end < buffer.length) {
            int count = readSome();
            if (count < 0) {
                break;
            }
            end += count;
        }
        if (end < TreeHash.BYTES && damage != null) {
            throw damage;
        }
        return end >= TreeHash.BYTES;
    }
}
