package org.trialbook.store;

import java.nio.ByteBuffer;

/// Tells a record whose writing was interrupted from one that was whole and has changed since. A disk writes whole
/// sectors; one that it did not write shows the zeros that were there before. No record of ours has so many of
/// them.
final class TornRecord {
    private static final int SECTOR = 512;
    private static final int NO_RECORD_HAS_SO_MANY_ZEROS = 64;

    private static final int HEADER = 8;

    private TornRecord() {}

    /// Where the next record begins: so that its header is in one sector, and is there or is not.
    ///
    /// @param end of the record before it, or 0
    static long begin(long end) {
        long left = SECTOR - end % SECTOR;
        return left < HEADER ? end + left : end;
    }

    /// Whether some part of the record was never written.
    ///
    /// @param record from its position to its limit; its last byte is no zero when it is whole
    /// @param at where it begins in its file
    static boolean hasAHole(ByteBuffer record, long at) {
        int size = record.remaining();
        for (int from = 0; from < size; ) {
            int to = (int) Math.min(size, from + SECTOR - (at + from) % SECTOR);
            if (to - from >= NO_RECORD_HAS_SO_MANY_ZEROS && areZeros(record, from, to)) {
                return true;
            }
            from = to;
        }
        return size == 0 || record.get(record.position() + size - 1) == 0;
    }

    private static boolean areZeros(ByteBuffer record, int from, int to) {
        for (int i = from; i < to; i++) {
            if (record.get(record.position() + i) != 0) {
                return false;
            }
        }
        return true;
    }
}
