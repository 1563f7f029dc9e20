package org.trialbook.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.TreeHash;

/// The record as this process knows it: every line verified, from the first event to the newest.
///
/// Opening reads the whole log and refuses a damaged one with a [DamagedLogException]. An open log follows what other
/// processes append, and goes on verifying. Safe for use by several threads.
public final class Log implements AutoCloseable {
    private final LogSettings settings;
    private final LogPicture picture;
    private final LogTail tail;
    private final @Nullable GroupCommitter committer;
    private final @Nullable LogSnapshot snapshot;
    /// While events that a snapshot stood for are verified; null when there was none.
    private final @Nullable VerificationBehind behind;
    private final LogLines lines;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

    private Log(
            BlockStore blocks,
            @Nullable SnapshotStore parts,
            LogSettings settings,
            @Nullable StoredCheckpoints checkpoints,
            boolean writes,
            OthersMayWrite others) {
        this.settings = settings;
        this.snapshot = parts == null ? null : new LogSnapshot(parts, blocks, settings);
        Optional<LogPicture> restored =
                snapshot == null || checkpoints == null ? Optional.empty() : snapshot.restore(checkpoints.inForce());
        this.picture = restored.orElseGet(() -> LogPicture.with(settings));
        WatchedBlockStore watched = new WatchedBlockStore(blocks, others, picture::blocks);
        this.lines = new LogLines(watched, picture, settings);
        this.tail = new LogTail(watched, picture, settings.poll(), listeners);
        this.behind = restored.isEmpty() ? null : new VerificationBehind(blocks, picture, tail::fail);
        tail.readAll();
        if (checkpoints != null) {
            new LogContinuation(this, checkpoints).requireSigned();
        }
        watched.watch();
        this.committer =
                writes ? new GroupCommitter(picture, settings, watched, tail::requireSound, tail::announce) : null;
        if (committer != null) {
            committer.start();
        }
        tail.start();
        if (behind != null) {
            behind.start();
        }
    }

    /// Opens the log that is kept there, to read from it and to append to it.
    ///
    /// @param checkpoints what the log stated about itself before, so that a cut tail is noticed; null to trust the
    ///     store
    /// @throws DamagedLogException when the log is not what was written
    public static Log openForWriting(LogStore store, LogSettings settings, @Nullable StoredCheckpoints checkpoints) {
        return openForWriting(store, settings, checkpoints, OthersMayWrite.ANYTHING);
    }

    /// The same, for a process that knows what others may record while it has the log open. Where they record anything
    /// else, nothing is appended any more, and what they recorded is no part of the log for this process.
    public static Log openForWriting(
            LogStore store, LogSettings settings, @Nullable StoredCheckpoints checkpoints, OthersMayWrite others) {
        return new Log(store.blocks(settings.patience()), store.snapshot(), settings, checkpoints, true, others);
    }

    /// Opens the log that is kept there, to read from it only; needs no right to write.
    ///
    /// @throws DamagedLogException when the log is not what was written
    public static Log openForReading(LogStore store, LogSettings settings, @Nullable StoredCheckpoints checkpoints) {
        return new Log(
                store.blocks(settings.patience()),
                store.snapshot(),
                settings,
                checkpoints,
                false,
                OthersMayWrite.ANYTHING);
    }

    static Log open(BlockStore store, LogSettings settings, @Nullable StoredCheckpoints checkpoints, boolean writes) {
        return new Log(store, null, settings, checkpoints, writes, OthersMayWrite.ANYTHING);
    }

    /// How many events there are; also the position of the next one.
    public long size() {
        return picture.size();
    }

    /// One event.
    ///
    /// @throws IndexOutOfBoundsException when there is no such event
    /// @throws DamagedLogException when its line has changed in the store since it was verified
    public EventLine line(long position) {
        return lines.line(position);
    }

    /// The bytes of one event's line: what is hashed. The array belongs to the caller.
    public byte[] lineBytes(long position) {
        return lines.bytes(position).clone();
    }

    /// The lines of several events, ascending, for a reader that goes through the log in order.
    ///
    /// @throws DamagedLogException when one of them has changed in the store since it was verified
    public List<EventLine> lines(long[] positions) {
        return lines.lines(positions);
    }

    /// The leaf hash of one event.
    public TreeHash leafHash(long position) {
        return picture.ofTree(tree -> tree.leaf(position));
    }

    /// The root over all events.
    public TreeHash root() {
        return picture.ofTree(tree -> tree.root(tree.size()));
    }

    /// The root over the first `size` events.
    public TreeHash root(long size) {
        return picture.ofTree(tree -> tree.root(size));
    }

    /// Answers a question from the tree, such as for a proof. The tree must not leave the question.
    public <T> T ofTree(Function<MerkleTree, T> question) {
        return picture.ofTree(question);
    }

    /// Positions of the events with a tag, ascending.
    public long[] positionsWithTag(String key, String value) {
        return picture.ofIndex(index -> index.positionsWithTag(new EventLine.Tag(key, value)));
    }

    /// Positions of the events of a type, ascending.
    public long[] positionsOf(String type) {
        return picture.ofIndex(index -> index.positionsOf(type));
    }

    /// Positions of the events of some types from one position to before another, ascending.
    public long[] positionsOf(Collection<String> types, long from, long to) {
        return picture.ofIndex(index -> index.positionsOf(types, from, to));
    }

    /// Where the first event stands whose type and version are not among those known. Reads no event.
    public OptionalLong firstBut(BiPredicate<String, String> known) {
        return picture.firstBut(known);
    }

    /// The types that occur, in alphabetical order.
    public List<String> types() {
        return picture.ofIndex(TagIndex::types);
    }

    /// The size of the log at an instant: how many events were recorded at it or before.
    public long positionAt(Instant instant) {
        return picture.sizeAt(instant);
    }

    /// Waits until there is an event after a position.
    ///
    /// @return false when there was none in time
    public boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        return picture.awaitBeyond(position, patience);
    }

    /// Why the log can no longer be relied on, if so: for health checks. A log that fails stays failed.
    public Optional<RuntimeException> failure() {
        return tail.failure();
    }

    /// Why nothing can be read or appended now, in words; empty when all is well as far as is known. Answers
    /// at once, also while the store does not, and becomes empty again by itself when the store is back.
    public Optional<String> trouble() {
        return tail.trouble()
                .or(() -> committer == null ? Optional.empty() : committer.trouble())
                .or(() -> behind == null ? Optional.empty() : behind.death());
    }

    /// Makes sure that the store still holds what this log has read of it, and takes in what is new there.
    ///
    /// @throws LogUnavailableException when it holds less
    /// @throws DamagedLogException when it holds something else
    public void confirm() {
        tail.requireSound();
        tail.confirm();
    }

    /// Makes the snapshot, which the next start begins with, as long as the log is.
    ///
    /// @param signer the log's key in force
    /// @param ends asked between two parts
    void extendSnapshot(NoteSigner signer, BooleanSupplier ends) {
        try {
            while (snapshot != null && !ends.getAsBoolean() && snapshot.extend(picture, signer)) {
                // There may be another part to make.
            }
        } catch (DamagedLogException e) {
            tail.fail(e);
        }
    }

    /// How many events a snapshot stood for when the log was opened.
    long restored() {
        return behind == null ? 0 : behind.size();
    }

    /// Completes once every event has been read and verified since the log was opened, or one was found damaged.
    CompletableFuture<@Nullable Void> verified() {
        return behind == null ? CompletableFuture.completedFuture(null) : behind.done();
    }

    /// When the last event was recorded; empty while there is none.
    public Optional<Instant> lastRecordedAt() {
        return picture.lastRecordedAt();
    }

    /// Refuses to begin behind the record: every append would be refused one by one.
    ///
    /// @throws ClockBehindException when the clock is too far behind the last event, and no event says why
    public void requireClockNotBehind() {
        lastRecordedAt().ifPresent(last -> new RecordingTime(picture, settings).after(last, false));
    }

    RoaringBitmap matching(EventQuery query, long from) {
        tail.requireSound();
        return picture.matching(query, from);
    }

    /// Runs the listener each time the log has grown or failed, in a thread of the log. Closing ends that.
    Subscription onGrowth(Runnable listener) {
        // An instance of its own: the same listener may be registered twice.
        Runnable own = () -> listener.run();
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /// Ends a registration.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /// @return completes with the size of the log after the last of the events, once they are stored durably
    CompletableFuture<Long> append(List<Draft> drafts, Append.@Nullable Guard guard) {
        if (committer == null) {
            throw new LogClosedException("The log is open for reading only");
        }
        tail.requireSound();
        try {
            // In the caller's thread: the committer is one for all.
            drafts.forEach(Draft::prepare);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return committer.append(drafts, guard);
    }

    /// Stores the appends that wait already, and ends. The database stays open.
    @Override
    public void close() {
        if (committer != null) {
            committer.close();
        }
        if (behind != null) {
            behind.close();
        }
        tail.close();
    }
}
