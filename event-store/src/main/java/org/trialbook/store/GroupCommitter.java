package org.trialbook.store;

import java.util.ArrayList;
import java.util.List;
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
    private final LogSettings settings;
    private final Runnable requireSound;
    private final BlockingQueue<Append> queue;
    /// Of all appends without an answer, so that no crowd of large ones fills the heap.
    private final AtomicLong waitingBytes = new AtomicLong();

    private final AtomicBoolean closed = new AtomicBoolean();
    /// Callers go on in threads of their own: what they do next may wait for another append.
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    private final CommitRound round;
    private final Thread thread;
    private final Gathering gathering = new Gathering();

    /// @param requireSound throws when the log is damaged
    /// @param onCommit told after every block that got into the picture
    GroupCommitter(
            LogPicture picture, LogSettings settings, BlockStore store, Runnable requireSound, Runnable onCommit) {
        this.settings = settings;
        this.requireSound = requireSound;
        this.queue = new ArrayBlockingQueue<>(settings.waitingAppends());
        this.round = new CommitRound(picture, settings, store, Patience.of(settings.patience()), onCommit, callers);
        this.thread = Thread.ofPlatform().daemon().name("log-committer").unstarted(this::run);
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
            // Also when an error ends this thread: nobody may wait for an answer that never comes.
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
                        continue;
                    }
                    waiting.add(first);
                }
                gathering.awaitCompany(queue, waiting.size());
                queue.drainTo(waiting, settings.eventsPerBlock());
                requireSound.run();
                long began = System.nanoTime();
                int considered = waiting.size();
                List<Append> left = round.commit(waiting);
                gathering.committed(considered - left.size(), System.nanoTime() - began);
                waiting.clear();
                waiting.addAll(left);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                fail(waiting, e);
                waiting.clear();
            }
        }
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
