package org.trialbook.store;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The one thread of this process that appends: it takes all that wait, and makes one block of those that may get in.
final class GroupCommitter implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration REFUSAL_COUNTS = Duration.ofSeconds(10);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(3);

    private final LogSettings settings;
    private final Runnable requireSound;
    private final BlockingQueue<Append> queue;
    /// The bytes of all appends that have no answer yet. They are bounded, so that many large ones cannot fill
    /// the heap.
    private final AtomicLong waitingBytes = new AtomicLong();

    private final AtomicBoolean closed = new AtomicBoolean();
    /// Callers go on in threads of their own: what they do next may wait for another append.
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    private final CommitRound round;
    private final VitalThread thread;
    private final Gathering gathering = new Gathering();
    /// Why the store took nothing when it was last tried, and when that was; null when it did take something.
    private volatile @Nullable RuntimeException refused;

    private volatile long refusedAt;
    /// Since when a round has been under way; null between two.
    private volatile @Nullable Long roundSince;

    /// @param requireSound throws when the log is damaged
    /// @param onCommit told after every block that got into the picture
    GroupCommitter(
            LogPicture picture, LogSettings settings, BlockStore store, Runnable requireSound, Runnable onCommit) {
        this.settings = settings;
        this.requireSound = requireSound;
        this.queue = new ArrayBlockingQueue<>(settings.waitingAppends());
        this.round = new CommitRound(picture, settings, store, Patience.of(settings.patience()), onCommit, callers);
        this.thread = new VitalThread("log-committer", this::run);
    }

    void start() {
        thread.start();
    }

    /// @throws LogBusyException when too many wait already
    CompletableFuture<Long> append(List<Draft> drafts, Append.@Nullable Guard guard) {
        if (closed.get()) {
            throw new LogClosedException("The log is closed");
        }
        long bytes = drafts.stream().mapToLong(draft -> draft.prepare().bytes()).sum();
        if (waitingBytes.addAndGet(bytes) > settings.waitingBytes() + bytes) {
            throw busy(bytes);
        }
        Append append = new Append(drafts, guard, new CompletableFuture<>());
        if (!queue.offer(append)) {
            throw busy(bytes);
        }
        append.done().whenComplete((size, failure) -> waitingBytes.addAndGet(-bytes));
        if (closed.get() && queue.remove(append)) {
            LogClosedException tooLate = new LogClosedException("The log is closed");
            append.done().completeExceptionally(tooLate);
            throw tooLate;
        }
        return append.done();
    }

    private LogBusyException busy(long bytesTurnedAway) {
        return new LogBusyException(queue.size(), waitingBytes.addAndGet(-bytesTurnedAway));
    }

    private void run() {
        List<Append> waiting = new ArrayList<>();
        try {
            commitUntilClosed(waiting);
        } finally {
            // This is also done when an error ends the thread: nobody may wait for an answer that never comes.
            closed.set(true);
            queue.drainTo(waiting);
            fail(waiting, new LogClosedException("The log was closed before this append was considered"));
            callers.shutdown();
        }
    }

    /// @param waiting those considered next; holds the ones without an answer when this ends
    private void commitUntilClosed(List<Append> waiting) {
        while (!(closed.get() && queue.isEmpty() && waiting.isEmpty())) {
            try {
                if (waiting.isEmpty()) {
                    Append first = queue.poll(50, TimeUnit.MILLISECONDS);
                    if (first == null) {
                        tryAgain();
                        continue;
                    }
                    waiting.add(first);
                }
                gathering.awaitCompany(queue, waiting.size());
                queue.drainTo(waiting, settings.eventsPerBlock());
                requireSound.run();
                long began = System.nanoTime();
                int considered = waiting.size();
                roundSince = began;
                List<Append> left = round.commit(waiting);
                refused = null;
                gathering.committed(considered - left.size(), System.nanoTime() - began);
                waiting.clear();
                waiting.addAll(left);
            } catch (InterruptedException e) {
                thread.end();
                return;
            } catch (RuntimeException e) {
                refuse(e);
                fail(waiting, e);
                waiting.clear();
            } catch (Error e) {
                // Whether the block arrived is not known, so nobody is told that nothing was recorded.
                fail(waiting, new UnsettledAppendException(round.nextBlock(), e));
                waiting.clear();
                throw e;
            } finally {
                roundSince = null;
            }
        }
        thread.end();
    }

    private void refuse(RuntimeException e) {
        if (e instanceof UnsettledAppendException || e instanceof MongoException || e instanceof StoreFailedException) {
            refusedAt = System.nanoTime();
            refused = e;
        }
    }

    /// Where nobody appends to a process that is not ready, it would never get to know that it could: so the
    /// block that is not settled is tried again. A plain refusal left nothing to try with, and is forgotten
    /// after a while.
    private void tryAgain() {
        long since = System.nanoTime() - refusedAt;
        if (refused == null || since < BETWEEN_TRIES.toNanos()) {
            return;
        }
        if (!round.isSettled()) {
            refusedAt = System.nanoTime();
            roundSince = refusedAt;
            round.trySettling();
            refused = null;
        } else if (since > REFUSAL_COUNTS.toNanos()) {
            refused = null;
        }
    }

    /// Why nothing can be appended now, in words; empty when it can as far as is known.
    Optional<String> trouble() {
        Optional<String> death = thread.death();
        if (death.isPresent()) {
            return death;
        }
        RuntimeException last = refused;
        if (last != null) {
            return Optional.of(
                    "the store does not take events: " + last.getClass().getSimpleName());
        }
        Long since = roundSince;
        return since != null && System.nanoTime() - since > LONGEST_ROUND.toNanos()
                ? Optional.of("the store has not answered an append for "
                        + Duration.ofNanos(System.nanoTime() - since).toSeconds() + " s")
                : Optional.empty();
    }

    private void fail(List<Append> appends, RuntimeException cause) {
        appends.forEach(append -> round.fail(append, cause));
    }

    /// Commits what waits, then ends.
    @Override
    public void close() {
        closed.set(true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
