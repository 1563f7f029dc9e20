package org.trialbook.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;

/// What this process knows of the log, all of it verified: tree, tags, times, and where each event's block is.
///
/// Grows by whole blocks, from the committer and from the tail alike; whoever is second changes nothing.
final class LogPicture {
    /// The log at one moment, from which a next block can be made.
    ///
    /// @param nextBlock number of the block that would come next
    /// @param tree of all events so far; the caller's own
    /// @param lastRecordedMicros when the last event was recorded, in microseconds since 1970; null
    ///     while there is none
    record Tip(
            long nextBlock, MerkleFrontier tree, @Nullable Long lastRecordedMicros) {
        long size() {
            return tree.size();
        }
    }

    private static final int BYTES_BESIDE_A_LINE = 24;
    private static final int BYTES_BESIDE_A_BLOCK = 200;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Condition grown = lock.writeLock().newCondition();
    private final BlockContinuityCheck check = new BlockContinuityCheck();
    private final MerkleTree tree = new MerkleTree();
    private final TagIndex index = new TagIndex();
    /// Each type and version that occurs, and the first event of it.
    private final Map<Kind, Long> kinds = new HashMap<>();
    private final AscendingNumbers recordedMicros = new AscendingNumbers();
    private final AscendingNumbers firstOfBlock = new AscendingNumbers();
    /// Lines by the number of their block: they are written and read together.
    private final Cache<Long, byte[][]> lines;
    /// The tree of all events. It is replaced by a new one, and never changed.
    private MerkleFrontier frontier = new MerkleFrontier();

    /// A picture of nothing yet.
    static LogPicture with(LogSettings settings) {
        // Half for bytes, half for what is parsed from them; text takes about as much as its bytes.
        return new LogPicture(settings.cacheBytes() / 2);
    }

    LogPicture(long cacheBytes) {
        this.lines = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .<Long, byte[][]>weigher((number, block) -> weight(block))
                // Whoever puts a block in throws out at once what no longer fits, so that no thread pool is
                // involved.
                .executor(Runnable::run)
                .build();
    }

    private static int weight(byte[][] block) {
        int weight = BYTES_BESIDE_A_BLOCK;
        for (byte[] line : block) {
            weight += line.length + BYTES_BESIDE_A_LINE;
        }
        return weight;
    }

    /// Takes the next block in, unless it is in already.
    ///
    /// @throws DamagedLogException when it does not continue the log
    void apply(Block block) {
        synchronized (check) {
            Tip tip = tip();
            if (block.number() >= tip.nextBlock()) {
                apply(check.verify(block, tip.nextBlock(), tip.tree(), tip.lastRecordedMicros()));
            }
        }
    }

    /// Takes the next block in, unless it is in already.
    void apply(VerifiedBlock block) {
        lock.writeLock().lock();
        try {
            if (firstOfBlock.size() == block.number()) {
                add(block);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void add(VerifiedBlock block) {
        long position = frontier.size();
        firstOfBlock.add(position);
        byte[][] bytes = new byte[block.lines().size()][];
        for (int i = 0; i < bytes.length; i++) {
            VerifiedBlock.Line line = block.lines().get(i);
            bytes[i] = line.bytes();
            add(position++, line);
        }
        lines.put(block.number(), bytes);
        frontier = block.after();
        grown.signalAll();
    }

    private void add(long position, VerifiedBlock.Line line) {
        index.add(position, line.type(), line.tags());
        kinds.putIfAbsent(new Kind(line.type(), line.version()), position);
        recordedMicros.add(line.recordedMicros());
        tree.append(line.leaf());
    }

    /// Takes in what was verified earlier, if it goes on where the picture ends and gives the root that it tells.
    ///
    /// @return whether it does; if not, the picture is of no use any more
    boolean restore(SnapshotPart part) {
        lock.writeLock().lock();
        try {
            if (part.firstBlock() != firstOfBlock.size() || part.first() != tree.size()) {
                return false;
            }
            for (SnapshotPart.BlockEntry block : part.blocks()) {
                firstOfBlock.add(tree.size());
                block.lines().forEach(line -> add(tree.size(), line));
            }
            frontier = tree.frontier();
            return frontier.root().equals(part.root());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Whether a line that was read again is the one that stands at its position here.
    boolean has(long position, VerifiedBlock.Line line) {
        return read(() -> tree.leaf(position).equals(line.leaf())
                && recordedMicros.at(Math.toIntExact(position)) == line.recordedMicros()
                && index.has(position, line.type(), line.tags()));
    }

    Tip tip() {
        return read(() -> new Tip(firstOfBlock.size(), frontier.copy(), lastRecordedMicros()));
    }

    private @Nullable Long lastRecordedMicros() {
        return recordedMicros.size() == 0 ? null : recordedMicros.last();
    }

    /// When the newest event of a type was recorded.
    Optional<Instant> recordedAtOfLast(String type) {
        return read(() -> {
            long[] positions = index.positionsOf(type);
            return positions.length == 0
                    ? Optional.<Instant>empty()
                    : Optional.of(instant(recordedMicros.at(Math.toIntExact(positions[positions.length - 1]))));
        });
    }

    /// When the last event was recorded.
    Optional<Instant> lastRecordedAt() {
        return read(() -> Optional.ofNullable(lastRecordedMicros()).map(LogPicture::instant));
    }

    long size() {
        return read(() -> frontier.size());
    }

    RoaringBitmap matching(EventQuery query, long from) {
        return read(() -> index.matching(query, from, frontier.size()));
    }

    private record Kind(String type, String version) {}

    /// The first event whose type and version are not among those known.
    OptionalLong firstBut(BiPredicate<String, String> known) {
        return read(() -> kinds.entrySet().stream()
                .filter(kind -> !known.test(kind.getKey().type(), kind.getKey().version()))
                .mapToLong(Map.Entry::getValue)
                .min());
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

    /// How many blocks there are.
    long blocks() {
        return read(() -> (long) firstOfBlock.size());
    }

    /// Where an event stands: its block, and its place in that.
    ///
    /// @param number of the block
    /// @param first position of the block's first event
    /// @param size of the log at the end of the block
    record Place(long number, long first, long size) {}

    Place placeOf(long position) {
        return read(() -> {
            int number = Math.toIntExact(firstOfBlock.countUpTo(position) - 1);
            return new Place(number, firstOfBlock.at(number), endOf(number));
        });
    }

    private long endOf(int number) {
        return number + 1 == firstOfBlock.size() ? frontier.size() : firstOfBlock.at(number + 1);
    }

    /// The lines of a block, if they are at hand. Nobody changes the arrays.
    byte @Nullable [][] cachedBlock(long number) {
        return lines.getIfPresent(number);
    }

    /// Checks that the lines of a block read again are still what was verified, and keeps them.
    ///
    /// @throws DamagedLogException when they are not
    byte[][] requireSame(Block block) {
        int number = Math.toIntExact(block.number());
        long first = read(() -> firstOfBlock.at(number));
        long end = read(() -> endOf(number));
        byte[][] bytes = block.lines().toArray(byte[][]::new);
        for (int i = 0; i < bytes.length; i++) {
            long position = first + i;
            TreeHash leaf = Sha256.leaf(bytes[i]);
            if (position >= end || !ofTree(t -> t.leaf(position)).equals(leaf)) {
                throw new DamagedLogException(position, "its line has changed in the store since it was verified");
            }
        }
        if (first + bytes.length != end) {
            throw new DamagedLogException(first + bytes.length, "block " + number + " no longer has it");
        }
        lines.put(block.number(), bytes);
        return bytes;
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

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
