package org.trialbook.store;

import java.util.Arrays;
import org.trialbook.store.Segments.Segment;

/// Where each block stands in the segments, by its number.
final class BlockPlaces {
    private static final int AT_FIRST = 1024;

    private Segment[] segments = new Segment[AT_FIRST];
    private long[] positions = new long[AT_FIRST];
    private int[] lengths = new int[AT_FIRST];
    private volatile int count;

    /// @param position of its first byte in the segment
    /// @param bytes of its record
    record Place(Segment segment, long position, int bytes) {
        long end() {
            return position + bytes;
        }
    }

    long count() {
        return count;
    }

    /// The place of the next block.
    synchronized void add(Segment segment, long position, int bytes) {
        if (count == lengths.length) {
            segments = Arrays.copyOf(segments, 2 * count);
            positions = Arrays.copyOf(positions, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        segments[count] = segment;
        positions[count] = position;
        lengths[count] = bytes;
        count++;
    }

    synchronized void clear() {
        count = 0;
    }

    synchronized Place of(long number) {
        int n = Math.toIntExact(number);
        return new Place(segments[n], positions[n], lengths[n]);
    }
}
