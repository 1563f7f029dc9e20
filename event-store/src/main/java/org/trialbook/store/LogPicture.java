package org.trialbook.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.TreeHash;

/// What this process knows of the log, all of it verified: tree, tags, times, and where each event's block is.
///
/// Grows by whole blocks, from the committer and from the tail alike; whoever is second changes nothing.
final class LogPicture {
    /// The log at one moment, from which a next block can be made.
    ///
    /// @param nextBlock number of the block that would come next
    /// @param tree of all events so far; the caller's own
    /// @param lastRecordedAt null while there is no event
    record Tip(
            long nextBlock, MerkleFrontier tree, @Nullable Instant lastRecordedAt) {
        long size() {
            return tree.size();
        }
    }

    private static final int BYTES_BESIDE_A_LINE = 64;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Condition grown = lock.writeLock().newCondition();
    private final MerkleTree tree = new MerkleTree();
    private final MerkleFrontier frontier = new MerkleFrontier();
    private final TagIndex index = new TagIndex();
    private final Growing recordedMicros = new Growing();
    private final Growing firstOfBlock = new Growing();
    private final Cache<Long, byte[]> lines;
    private @Nullable Instant lastRecordedAt;

    LogPicture(long cacheBytes) {
        this.lines = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .<Long, byte[]>weigher((position, line) -> line.length + BYTES_BESIDE_A_LINE)
                .build();
    }

    /// Takes the next block in, unless it is in already.
    ///
    /// @throws DamagedLogException when it does not continue the log
    void apply(Block block) {
        Tip tip = tip();
        if (block.number() < tip.nextBlock()) {
            return;
        }
        VerifiedBlock verified = BlockAudit.verify(block, tip.nextBlock(), tip.tree(), tip.lastRecordedAt());
        lock.writeLock().lock();
        try {
            if (firstOfBlock.size == block.number()) {
                add(verified);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void add(VerifiedBlock verified) {
        long position = frontier.size();
        firstOfBlock.add(position);
        for (int i = 0; i < verified.lines().size(); i++) {
            EventLine line = verified.lines().get(i);
            index.add(position, line.type(), line.tags());
            recordedMicros.add(micros(line.recordedAt()));
            lines.put(position, verified.bytes().get(i));
            lastRecordedAt = line.recordedAt();
            tree.append(verified.leaves().get(i));
            frontier.append(verified.leaves().get(i));
            position++;
        }
        grown.signalAll();
    }

    Tip tip() {
        return read(() -> new Tip(firstOfBlock.size, frontier.copy(), lastRecordedAt));
    }

    long size() {
        return read(frontier::size);
    }

    RoaringBitmap matching(EventQuery query, long from) {
        return read(() -> index.matching(query, from, frontier.size()));
    }

    <T> T ofIndex(Function<TagIndex, T> question) {
        return read(() -> question.apply(index));
    }

    <T> T ofTree(Function<MerkleTree, T> question) {
        return read(() -> question.apply(tree));
    }

    /// How many events were recorded at an instant or before it.
    long sizeAt(Instant instant) {
        return read(() -> recordedMicros.countUpTo(micros(instant)));
    }

    /// Number of the block that holds a position.
    long blockOf(long position) {
        return read(() -> firstOfBlock.countUpTo(position) - 1);
    }

    byte @Nullable [] cachedLine(long position) {
        return lines.getIfPresent(position);
    }

    /// Keeps the lines of a block read again, if they still are what was verified.
    ///
    /// @return the position of the first of them
    long cache(long number, List<byte[]> bytes, List<TreeHash> leaves) {
        long first = read(() -> firstOfBlock.values[Math.toIntExact(number)]);
        for (int i = 0; i < bytes.size(); i++) {
            long position = first + i;
            if (position >= size() || !ofTree(t -> t.leaf(position)).equals(leaves.get(i))) {
                throw new DamagedLogException(position, "its line has changed in the store since it was verified");
            }
            lines.put(position, bytes.get(i));
        }
        return first;
    }

    /// Waits until there is an event beyond a position; false when there is none in time.
    boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.writeLock().lockInterruptibly();
        try {
            while (frontier.size() <= position + 1) {
                if (left <= 0) {
                    return false;
                }
                left = grown.awaitNanos(left);
            }
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    /// Ascending numbers, in as little memory as they need.
    private static final class Growing {
        private long[] values = new long[1024];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + size / 2);
            }
            values[size++] = value;
        }

        /// How many values are not above a limit.
        long countUpTo(long limit) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (values[middle] <= limit) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
