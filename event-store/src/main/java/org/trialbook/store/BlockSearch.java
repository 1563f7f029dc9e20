package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.store.Segments.Segment;

/// Finds where blocks stand, in the order of the segments, a stretch at a time, and where the log ends.
///
/// It ends with zeros, or with a record of which some part was never written: nobody had an answer to that one.
/// What stands before an intact record was acknowledged, and so was what is without such a hole: a fault there is a
/// damage. Not safe for use by several threads.
final class BlockSearch {
    private static final Logger log = LoggerFactory.getLogger(BlockSearch.class);
    private static final int READ_AT_ONCE = 1 << 20;

    /// Those that were not read to their end yet; the first is the one that blocks are found in next.
    private final List<Segment> unread;
    private final BlockPlaces places;
    private @Nullable Segment last;
    private long end;
    private boolean interrupted;

    BlockSearch(List<Segment> segments, BlockPlaces places) {
        this.unread = new ArrayList<>(segments);
        this.places = places;
    }

    /// The segment that the last block found stands in, or that is begun and empty; null while there is none.
    @Nullable
    Segment last() {
        return last;
    }

    /// Where the last record in that segment ends.
    long end() {
        return end;
    }

    /// Whether something was begun behind the end, and not finished.
    boolean isInterrupted() {
        return interrupted;
    }

    /// Finds the blocks of the next stretch of the first segment that was not read to its end.
    ///
    /// @return whether there may be more
    /// @throws MalformedBlockException when what stands there was whole once
    boolean findMore() throws IOException {
        if (unread.isEmpty()) {
            return false;
        }
        Segment segment = begun(unread.getFirst());
        // What stands beyond the first block of the next segment was given up.
        long until = unread.size() == 1 ? Long.MAX_VALUE : unread.get(1).first();
        boolean found = places.count() < until && findIn(segment, until);
        if (!found) {
            unread.removeFirst();
        }
        return found || !unread.isEmpty();
    }

    /// Takes it as known where the first blocks stand, as far as there are segments for them.
    void assume(List<BlockStore.Extent> first) {
        for (BlockStore.Extent record : first) {
            while (unread.size() > 1 && unread.get(1).first() <= places.count()) {
                unread.removeFirst();
            }
            if (unread.isEmpty()) {
                return;
            }
            last = unread.getFirst();
            places.add(last, record.position(), record.bytes());
            end = record.position() + record.bytes();
        }
    }

    private Segment begun(Segment segment) {
        if (!segment.equals(last)) {
            if (segment.first() != places.count()) {
                throw new MalformedBlockException(
                        places.count(), "it is missing, but there is block " + segment.first(), null);
            }
            last = segment;
            end = 0;
        }
        return segment;
    }

    /// @return whether there may be more in this segment
    private boolean findIn(Segment segment, long until) throws IOException {
        long from = begin(segment);
        ByteBuffer stretch = segment.bytes(from, READ_AT_ONCE);
        boolean found = false;
        while (places.count() < until) {
            long at = begin(segment);
            int offset = (int) (at - from);
            if (stretch.limit() - offset < BlockRecord.HEADER) {
                return found;
            }
            long bytes = BlockRecord.bytes(stretch.position(offset));
            if (bytes > stretch.remaining() && found) {
                // It goes on beyond what was read.
                return true;
            }
            ByteBuffer record =
                    bytes > stretch.remaining() ? segment.bytes(at, bytes) : stretch.slice(offset, (int) bytes);
            if (!BlockRecord.isIntact(record) && isEnd(segment, record, at, bytes)) {
                return false;
            }
            if (bytes == 0 || record.remaining() < bytes) {
                throw new MalformedBlockException(places.count(), "it has no length that it can have", null);
            }
            places.add(segment, at, Math.toIntExact(bytes));
            end = at + bytes;
            found = true;
            if (bytes > stretch.remaining()) {
                return true;
            }
        }
        return false;
    }

    /// The first release with plain files began a record where the one before it ended, whatever was left of the
    /// sector.
    private long begin(Segment segment) throws IOException {
        long at = BlockRecord.begin(end);
        return at == end || isIntact(segment, at) || !isIntact(segment, end) ? at : end;
    }

    private static boolean isIntact(Segment segment, long at) throws IOException {
        ByteBuffer header = segment.bytes(at, BlockRecord.HEADER);
        return header.remaining() == BlockRecord.HEADER
                && BlockRecord.isIntact(segment.bytes(at, BlockRecord.bytes(header)));
    }

    private boolean isEnd(Segment segment, ByteBuffer record, long at, long bytes) throws IOException {
        long used = segment.used(at);
        if (used == at) {
            return true;
        }
        boolean hasAHole = bytes == 0
                ? BlockRecord.isWithoutHeader(segment.bytes(at, BlockRecord.HEADER))
                : TornRecord.hasAHole(record, at);
        if (!hasAHole
                || BlockRecord.isIntactButForItsLength(segment.bytes(at, used - at))
                || isBlockBehind(segment, at)) {
            return false;
        }
        log.warn("An append was interrupted before it was answered: block {} is left out", places.count());
        interrupted = true;
        return true;
    }

    /// Whether a later block stands whole behind there: then all before it was acknowledged.
    private boolean isBlockBehind(Segment segment, long from) throws IOException {
        long size = segment.file().size();
        int beginning = BlockRecord.HEADER + Long.BYTES;
        for (long at = from; at < size; at += READ_AT_ONCE) {
            ByteBuffer bytes = segment.bytes(at, READ_AT_ONCE + beginning);
            for (int i = 0; i <= bytes.remaining() - beginning; i++) {
                if (bytes.getInt(i) > 0 && bytes.getLong(i + BlockRecord.HEADER) > places.count()) {
                    long length = BlockRecord.bytes(bytes.duplicate().position(i));
                    if (at + i + length <= size && BlockRecord.isIntact(segment.bytes(at + i, length))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
