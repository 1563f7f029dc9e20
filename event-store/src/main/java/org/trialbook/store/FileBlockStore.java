package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.store.Segments.Segment;

/// Blocks in plain files: an append writes one record behind the last and forces it. Whoever has the object open is the
/// only one who writes; several logs may share it, and the number of the next block is the fence between them.
///
/// A process that is stopped in the middle of an append leaves a record of which some part is still zeros. Nobody had
/// an answer to it, and the next append cuts it off. What stands before an intact record was acknowledged, and so was
/// what is without such a hole: that is never cut, and a fault in it is a damage. After a write or a force that failed,
/// nobody knows what is in a file: nothing is written to that one any more, and the block goes into a new segment,
/// which takes the place of whatever the old one may hold from there on.
final class FileBlockStore implements BlockStore, AutoCloseable {
    static final long SEGMENT_BYTES = 16L << 20;

    private static final Logger log = LoggerFactory.getLogger(FileBlockStore.class);
    private static final int READ_AT_ONCE = 1 << 20;

    private final FailureLog unwritten = new FailureLog(log, "Blocks cannot be written");
    private final Segments segments;
    private final BlockPlaces places = new BlockPlaces();
    /// Those that were not read to their end yet; the first is the one that blocks are found in next.
    private final List<Segment> unread;
    private volatile boolean allFound;

    private @Nullable Segment last;
    /// Where the next record begins in the last segment.
    private long end;
    /// Whether what lies behind the end was looked at, and cut.
    private boolean cut;
    /// The block of which it is not known whether it is stored.
    private long unsettled = -1;

    FileBlockStore(LogDirectory disk) {
        this(disk, SEGMENT_BYTES, Thread::startVirtualThread);
    }

    /// @param beside makes the next segment in advance
    FileBlockStore(LogDirectory disk, long segmentBytes, Executor beside) {
        this.segments = new Segments(disk, segmentBytes, beside);
        this.unread = new ArrayList<>(segments.all());
    }

    // ---- appending

    @Override
    public synchronized Insertion insert(Block block) {
        findAll();
        if (block.number() < places.count()) {
            return new Insertion.Taken();
        }
        if (block.number() > places.count()) {
            throw new IllegalArgumentException(
                    "Block %d would follow block %d".formatted(block.number(), places.count() - 1));
        }
        ByteBuffer record = BlockRecord.format(block);
        int bytes = record.remaining();
        Segment segment;
        cutWhatWasNeverWhole();
        try {
            segment = withRoom(block.number(), bytes);
        } catch (IOException e) {
            unwritten.failed(e);
            if (unsettled == block.number()) {
                return new Insertion.Unknown(
                        new StoreFailedException("Block %d could not be written".formatted(block.number()), e));
            }
            throw new StoreFailedException("There is no place for block " + block.number(), e);
        }
        try {
            segment.file().write(record, end);
            segment.file().force();
        } catch (IOException e) {
            unwritten.failed(e);
            unsettled = block.number();
            last = null;
            return new Insertion.Unknown(
                    new StoreFailedException("Block %d could not be written".formatted(block.number()), e));
        }
        places.add(segment, end, bytes);
        end += bytes;
        unsettled = -1;
        unwritten.works();
        try {
            if (end > segment.file().size() / 2) {
                segments.prepare();
            }
        } catch (IOException e) {
            // The block is stored; what fails here fails again where it matters.
            log.debug("The size of a segment is not known", e);
        }
        return new Insertion.Kept();
    }

    private Segment withRoom(long number, int bytes) throws IOException {
        Segment segment = last;
        if (segment == null || end + bytes > segment.file().size()) {
            segment = segments.begin(number, bytes);
            last = segment;
            end = 0;
        }
        return segment;
    }

    /// Zeros take the place of a record that was never whole, so that nothing of it shows behind a later, shorter one.
    private void cutWhatWasNeverWhole() {
        Segment segment = last;
        if (cut || segment == null) {
            return;
        }
        try {
            long used = lastByteThatIsNotZero(segment) + 1;
            if (used > end) {
                log.warn(
                        "An append was interrupted before it was answered: {} bytes of block {} are cut off",
                        used - end,
                        places.count());
                segment.file().write(ByteBuffer.allocate(Math.toIntExact(used - end)), end);
                segment.file().force();
            }
        } catch (IOException e) {
            unwritten.failed(e);
            last = null;
        }
        cut = true;
    }

    private long lastByteThatIsNotZero(Segment segment) throws IOException {
        long found = end - 1;
        ByteBuffer bytes = ByteBuffer.allocate(READ_AT_ONCE);
        for (long at = end; at < segment.file().size(); at += bytes.limit()) {
            bytes.clear();
            segment.file().read(bytes, at);
            bytes.flip();
            for (int i = bytes.limit() - 1; i >= 0; i--) {
                if (bytes.get(i) != 0) {
                    found = at + i;
                    break;
                }
            }
        }
        return found;
    }

    // ---- reading

    @Override
    public List<Block> read(long from, int count) {
        List<Block> run = new ArrayList<>();
        for (long next = from; run.size() < count; next = from + run.size()) {
            BlockPlaces.Place place = place(next);
            if (place == null) {
                break;
            }
            List<ByteBuffer> records = records(place, next, count - run.size());
            for (ByteBuffer record : records) {
                run.add(BlockRecord.parse(from + run.size(), record));
            }
        }
        return run;
    }

    /// Records that stand one after the other, as many as are read at once.
    private List<ByteBuffer> records(BlockPlaces.Place place, long number, int count) {
        List<BlockPlaces.Place> together = new ArrayList<>(List.of(place));
        long bytes = place.bytes();
        for (long next = number + 1; together.size() < count && next < places.count(); next++) {
            BlockPlaces.Place following = places.of(next);
            bytes += following.bytes();
            if (!following.segment().equals(place.segment()) || bytes > READ_AT_ONCE) {
                break;
            }
            together.add(following);
        }
        BlockPlaces.Place end = together.getLast();
        try {
            ByteBuffer all = bytes(place.segment(), place.position(), end.position() + end.bytes() - place.position());
            return together.stream()
                    .map(each -> all.slice((int) (each.position() - place.position()), each.bytes()))
                    .toList();
        } catch (IOException e) {
            throw new StoreFailedException("The log's files cannot be read", e);
        }
    }

    /// Nobody who reads waits for an append to be on the disk.
    private BlockPlaces.@Nullable Place place(long number) {
        if (number >= places.count() && !allFound) {
            synchronized (this) {
                while (number >= places.count() && findMore()) {
                    // Until it is found or there are no more.
                }
            }
        }
        return number < places.count() ? places.of(number) : null;
    }

    @Override
    public synchronized OptionalLong lastNumber() {
        findAll();
        return places.count() == 0 ? OptionalLong.empty() : OptionalLong.of(places.count() - 1);
    }

    @Override
    public int recordBytes(long number) {
        return places.of(number).bytes();
    }

    /// A record that would go beyond its segment, or a segment that begins with another block, shows when it is read.
    @Override
    public synchronized void assume(int[] recordBytes) {
        places.clear();
        unread.clear();
        unread.addAll(segments.all());
        last = null;
        end = 0;
        allFound = false;
        for (int bytes : recordBytes) {
            while (unread.size() > 1 && unread.get(1).first() <= places.count()) {
                unread.removeFirst();
                last = null;
            }
            if (unread.isEmpty()) {
                return;
            }
            if (last == null) {
                last = unread.getFirst();
                end = 0;
            }
            places.add(last, end, bytes);
            end += bytes;
        }
    }

    private void findAll() {
        while (findMore()) {
            // Until there are no more.
        }
        allFound = true;
    }

    // ---- finding where blocks stand

    /// Finds the blocks of the next stretch of the first segment that was not read to its end.
    ///
    /// @return whether there may be more
    /// @throws MalformedBlockException when what stands there was whole once
    private boolean findMore() {
        try {
            return !unread.isEmpty() && findIn(unread.getFirst());
        } catch (IOException e) {
            throw new StoreFailedException("The log's files cannot be read", e);
        }
    }

    private boolean findIn(Segment segment) throws IOException {
        if (last == null || !last.equals(segment)) {
            if (segment.first() != places.count()) {
                throw new MalformedBlockException(
                        places.count(), "it is missing, but there is block " + segment.first(), null);
            }
            last = segment;
            end = 0;
        }
        long before = places.count();
        long until = unread.size() == 1 ? Long.MAX_VALUE : unread.get(1).first();
        ByteBuffer stretch = bytes(segment, end, READ_AT_ONCE);
        while (places.count() < until && stretch.remaining() >= BlockRecord.HEADER) {
            long bytes = BlockRecord.bytes(stretch);
            if (bytes > stretch.remaining() && stretch.position() > 0) {
                // It goes on beyond what was read.
                return true;
            }
            ByteBuffer record = bytes > stretch.remaining() ? bytes(segment, end, bytes) : first(stretch, bytes);
            if (!BlockRecord.isIntact(record) && isTail(segment, record, bytes)) {
                break;
            }
            if (record.remaining() < bytes) {
                throw new MalformedBlockException(places.count(), "it goes beyond the end of its segment", null);
            }
            places.add(segment, end, Math.toIntExact(bytes));
            end += bytes;
            if (bytes > stretch.remaining()) {
                return true;
            }
            stretch.position(stretch.position() + (int) bytes);
        }
        if (places.count() < until && places.count() > before && stretch.remaining() < BlockRecord.HEADER) {
            return true;
        }
        unread.removeFirst();
        return !unread.isEmpty();
    }

    private static ByteBuffer first(ByteBuffer stretch, long bytes) {
        return stretch.slice(stretch.position(), (int) bytes);
    }

    /// Whether the segment ends here: with zeros, or with a record that was never whole.
    private boolean isTail(Segment segment, ByteBuffer record, long bytes) throws IOException {
        if (bytes != 0 && !TornRecord.hasAHole(record, end)) {
            return false;
        }
        long used = lastByteThatIsNotZero(segment) + 1;
        return used == end || (!BlockRecord.isWhole(bytes(segment, end, used - end)) && !isBlockBehind(segment, end));
    }

    /// Whether a later block stands whole behind there: then all before it was acknowledged.
    private boolean isBlockBehind(Segment segment, long from) throws IOException {
        long size = segment.file().size();
        int beginning = BlockRecord.HEADER + Long.BYTES;
        for (long at = from; at < size; at += READ_AT_ONCE) {
            ByteBuffer bytes = bytes(segment, at, READ_AT_ONCE + beginning);
            for (int i = 0; i <= bytes.remaining() - beginning; i++) {
                if (bytes.getInt(i) > 0 && bytes.getLong(i + BlockRecord.HEADER) > places.count()) {
                    long length = BlockRecord.bytes(bytes.duplicate().position(i));
                    if (at + i + length <= size && BlockRecord.isIntact(bytes(segment, at + i, length))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// So many bytes, or as many as there are.
    private static ByteBuffer bytes(Segment segment, long at, long count) throws IOException {
        long there = Math.max(0, Math.min(count, segment.file().size() - at));
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(there));
        segment.file().read(bytes, at);
        return bytes.flip();
    }

    @Override
    public synchronized void close() {
        segments.close();
    }
}
