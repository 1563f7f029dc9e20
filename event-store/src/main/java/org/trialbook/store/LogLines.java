package org.trialbook.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;

/// The lines of a log: from memory, where decisions and views have just met them, or from the store, compared with what
/// was verified.
final class LogLines {
    /// About how many bytes to read from the store at once when lines are read in order.
    private static final long READ_AHEAD_BYTES = 2 << 20;

    private static final int MOST_BLOCKS_AT_ONCE = 256;
    /// Bytes that a parsed line takes beside its payload, roughly: it has some thirty texts in objects of their own.
    private static final int PARSED_OVERHEAD = 2_500;

    private final BlockStore store;
    private final LogPicture picture;
    /// Lines that were asked for: decisions and views meet the same ones again and again, and parsing costs.
    private final Cache<Long, EventLine> parsed;

    LogLines(BlockStore store, LogPicture picture, LogSettings settings) {
        this.store = store;
        this.picture = picture;
        this.parsed = Caffeine.newBuilder()
                .maximumWeight(settings.cacheBytes() / 2)
                .weigher((Long position, EventLine line) ->
                        PARSED_OVERHEAD + line.payload().length())
                .executor(Runnable::run)
                .build();
    }

    EventLine line(long position) {
        EventLine known = parsed.getIfPresent(position);
        if (known == null) {
            known = EventLine.parse(bytes(position));
            parsed.put(position, known);
        }
        return known;
    }

    /// Nobody changes the array.
    byte[] bytes(long position) {
        requireWithin(position);
        LogPicture.Place place = picture.placeOf(position);
        byte[][] cached = picture.cachedBlock(place.number());
        byte[][] block = cached != null ? cached : read(place, 1);
        return block[Math.toIntExact(position - place.first())];
    }

    private void requireWithin(long position) {
        if (position < 0 || position >= picture.size()) {
            throw new IndexOutOfBoundsException("There is no position " + position + " in a log of " + picture.size());
        }
    }

    /// Reads blocks from the store into the cache, and returns the first.
    private byte[][] read(LogPicture.Place place, int count) {
        List<Block> blocks;
        try {
            blocks = store.read(place.number(), count);
        } catch (MalformedBlockException e) {
            throw new DamagedLogException(place.first(), "its block has changed in the store: " + e.getMessage());
        }
        if (blocks.isEmpty()) {
            throw new DamagedLogException(place.first(), "block " + place.number() + " is no longer there");
        }
        byte @Nullable [][] wanted = null;
        for (Block block : blocks) {
            byte[][] lines = picture.requireSame(block);
            wanted = wanted == null ? lines : wanted;
        }
        return Objects.requireNonNull(wanted);
    }

    /// The lines of several events, ascending, for a reader that goes through the log in order: blocks that are not at
    /// hand are read many at a time, and parsed lines are not kept.
    ///
    /// @throws DamagedLogException when one of them has changed in the store since it was verified
    List<EventLine> lines(long[] positions) {
        List<EventLine> lines = new ArrayList<>(positions.length);
        LogPicture.@Nullable Place place = null;
        byte @Nullable [][] block = null;
        for (long position : positions) {
            if (place == null || block == null || position >= place.size()) {
                requireWithin(position);
                place = picture.placeOf(position);
                block = picture.cachedBlock(place.number());
                if (block == null) {
                    block = read(place, blocksAhead(place));
                }
            }
            EventLine known = parsed.getIfPresent(position);
            lines.add(known != null ? known : EventLine.parse(block[Math.toIntExact(position - place.first())]));
        }
        return lines;
    }

    /// As many blocks as are in the picture and have about the bytes to read at once, if all are like the first.
    private int blocksAhead(LogPicture.Place place) {
        long bytes = (place.size() - place.first()) * PARSED_OVERHEAD;
        long left = picture.blocks() - place.number();
        return (int) Math.max(1, Math.min(left, Math.min(MOST_BLOCKS_AT_ONCE, READ_AHEAD_BYTES / bytes)));
    }
}
