package org.trialbook.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The content of a bundle of lines, after C2SP tlog-tiles: for each line its length in two bytes, big-endian, and
/// the line itself without a newline. Up to 256 lines.
public final class EntryBundle {

    private static final int LENGTH_BYTES = 2;

    private EntryBundle() {}

    /// @throws IllegalArgumentException unless there are 1 to 256 lines of at most 65,535 bytes
    public static byte[] format(List<byte[]> lines) {
        if (lines.isEmpty() || lines.size() > TilePath.FULL) {
            throw new IllegalArgumentException("an entry bundle has 1 to 256 lines, not " + lines.size());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            if (line.length > EventLine.MAX_BYTES) {
                throw new IllegalArgumentException("a line has " + line.length + " bytes");
            }
            out.write(line.length >> 8);
            out.write(line.length);
            out.writeBytes(line);
        }
        return out.toByteArray();
    }

    /// The lines of a bundle. Nothing says that they are lines: check them against the leaf hashes.
    ///
    /// @param width how many there are to be, 1 to 256
    /// @throws IllegalArgumentException if there are more, fewer, or the last one is not whole
    public static List<byte[]> parse(byte[] bundle, int width) {
        List<byte[]> lines = new ArrayList<>();
        int at = 0;
        while (at < bundle.length && lines.size() < width) {
            int start = at + LENGTH_BYTES;
            int end = start > bundle.length ? start : start + ((bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff);
            if (end > bundle.length) {
                throw new IllegalArgumentException("line " + lines.size() + " of the entry bundle is cut off");
            }
            lines.add(Arrays.copyOfRange(bundle, start, end));
            at = end;
        }
        if (lines.size() != width || at != bundle.length) {
            throw new IllegalArgumentException("the entry bundle has not exactly " + width + " lines");
        }
        return lines;
    }
}
