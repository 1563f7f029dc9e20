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

/// Blocks in plain files: an append writes one record behind the last and forces it. Whoever has the object open is
/// the only one who writes; several logs may share it, and the number of the next block is the fence between them.
///
/// Nothing that was written is ever written over with something else. After a write or a force that failed nobody
/// knows what is in a file, and behind a record that was interrupted something is: nothing more is written to that
/// file, and the block goes into a new segment, which takes the place of whatever the old one may hold from there
/// on.
final class FileBlockStore implements BlockStore, AutoCloseable {
    static final long SEGMENT_BYTES = 16L << 20;

    private static final Logger log = LoggerFactory.getLogger(FileBlockStore.class);
    private static final int READ_AT_ONCE = 1 << 20;

    private final FailureLog unwritten;
    private final Segments segments;
    private final BlockPlaces places = new BlockPlaces();
    private BlockSearch search;
    private volatile boolean allFound;

    /// The segment that is written to; null when the next block begins one.
    private @Nullable Segment last;
    /// Where the last record in it ends.
    private long end;
    /// The block of which it is not known whether it is stored.
    private long unsettled = -1;

    FileBlockStore(LogDirectory disk) {
        this(disk, SEGMENT_BYTES, Thread::startVirtualThread);
    }

    /// @param beside makes the next segment in advance
    FileBlockStore(LogDirectory disk, long segmentBytes, Executor beside) {
        this(disk, segmentBytes, beside, new FailureLog(log, "Blocks cannot be written"));
    }

    FileBlockStore(LogDirectory disk, long segmentBytes, Executor beside, FailureLog unwritten) {
        this.unwritten = unwritten;
        this.segments = new Segments(disk, segmentBytes, beside);
        this.search = new BlockSearch(segments.all(), places);
    }

    // ---- appending

    /// A block is written, read and hashed in memory.
    @Override
    public int mostAppendBytes() {
        return 48 << 20;
    }

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
        try {
            segment = withRoom(block.number(), bytes);
        } catch (IOException e) {
            StoreFailedException failure = failed(block, e);
            if (unsettled == block.number()) {
                return new Insertion.Unknown(failure);
            }
            throw failure;
        }
        long at = BlockRecord.begin(end);
        try {
            segment.file().write(record, at);
            segment.file().force(false);
        } catch (IOException e) {
            unsettled = block.number();
            return new Insertion.Unknown(failed(block, e));
        }
        places.add(segment, at, bytes);
        end = at + bytes;
        unsettled = -1;
        unwritten.works();
        prepareNext(segment);
        return new Insertion.Kept();
    }

    /// A segment of that number may have been begun, and hide what is in the one before: so the next try begins it
    /// again.
    private StoreFailedException failed(Block block, IOException cause) {
        unwritten.failed(cause);
        last = null;
        return new StoreFailedException("Block %d could not be written".formatted(block.number()), cause);
    }

    private Segment withRoom(long number, int bytes) throws IOException {
        Segment segment = last;
        if (segment == null || BlockRecord.begin(end) + bytes > segment.file().size()) {
            segment = segments.begin(number, bytes);
            last = segment;
            end = 0;
        }
        return segment;
    }

    private void prepareNext(Segment segment) {
        try {
            if (end > segment.file().size() / 2) {
                segments.prepare();
            }
        } catch (IOException e) {
            // The block is stored; what fails here fails again where it matters.
            log.debug("The size of a segment is not known", e);
        }
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
        for (long next = number + 1; together.size() < count && next < places.count(); next++) {
            BlockPlaces.Place following = places.of(next);
            if (!following.segment().equals(place.segment()) || following.end() - place.position() > READ_AT_ONCE) {
                break;
            }
            together.add(following);
        }
        try {
            long bytes = together.getLast().end() - place.position();
            ByteBuffer all = place.segment().bytes(place.position(), bytes);
            return together.stream()
                    .map(each -> all.slice((int) (each.position() - place.position()), each.bytes()))
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
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
    public Extent extent(long number) {
        BlockPlaces.Place place = places.of(number);
        return new Extent(place.position(), place.bytes());
    }

    /// A record that is not there, or is another block's, shows when it is read.
    @Override
    public synchronized void assume(List<Extent> first) {
        places.clear();
        search = new BlockSearch(segments.all(), places);
        search.assume(first);
        last = null;
        allFound = false;
    }

    private void findAll() {
        if (allFound) {
            return;
        }
        while (findMore()) {
            // Until there are no more.
        }
        writeTheLastAgain();
        last = search.isInterrupted() ? null : search.last();
        end = search.end();
        allFound = true;
    }

    private boolean findMore() {
        try {
            return search.findMore();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Whoever wrote the last block may have been stopped before it was on the disk, or when it could not be
    /// forced, and then it may be read and yet not be there. From now on it counts.
    private void writeTheLastAgain() {
        if (places.count() == 0) {
            return;
        }
        BlockPlaces.Place place = places.of(places.count() - 1);
        try {
            ByteBuffer record = place.segment().bytes(place.position(), place.bytes());
            place.segment().file().write(record, place.position());
            place.segment().file().force(false);
        } catch (IOException e) {
            throw new StoreFailedException("The log's last block could not be forced to the disk", e);
        }
    }

    private static StoreFailedException unreadable(IOException cause) {
        return new StoreFailedException("The log's files cannot be read", cause);
    }

    @Override
    public synchronized void close() {
        segments.close();
    }
}
