package org.trialbook.store;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread of this process that appends: it takes all that wait, and makes one block of those that may get in.
final class GroupCommitter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommitter.class);

    private final LogPicture picture;
    private final LogSettings settings;
    private final BlockAppender blocks;
    private final Runnable requireSound;
    private final Runnable onCommit;
    private final BlockingQueue<Append> queue;
    private final AtomicBoolean closed = new AtomicBoolean();
    /// Callers go on in threads of their own: what they do next may wait for another append.
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    private final Thread thread;
    private @Nullable Block unsettled;

    /// @param requireSound throws when the log is damaged
    /// @param onCommit told after every block that got into the picture
    GroupCommitter(
            LogPicture picture, LogSettings settings, BlockStore store, Runnable requireSound, Runnable onCommit) {
        this.picture = picture;
        this.settings = settings;
        this.blocks = new BlockAppender(store, settings.patience());
        this.requireSound = requireSound;
        this.onCommit = onCommit;
        this.queue = new ArrayBlockingQueue<>(settings.waitingAppends());
        this.thread = Thread.ofPlatform().daemon().name("log-committer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// @throws LogBusyException when too many wait already
    CompletableFuture<Long> append(List<Draft> drafts, Append.@Nullable Guard guard) {
        Append append = new Append(drafts, guard, new CompletableFuture<>());
        if (closed.get()) {
            throw new LogClosedException("The log is closed");
        }
        if (!queue.offer(append)) {
            throw new LogBusyException(settings.waitingAppends());
        }
        if (closed.get() && queue.remove(append)) {
            throw new LogClosedException("The log is closed");
        }
        return append.done();
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
                queue.drainTo(waiting, settings.eventsPerBlock());
                List<Append> left = commit(waiting);
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

    /// Commits one block of those waiting and returns those that still wait.
    private List<Append> commit(List<Append> waiting) {
        requireSound.run();
        settle();
        List<Append> open = waiting;
        while (true) {
            Batch batch = Batch.of(open, picture, settings);
            batch.refused().forEach(this::fail);
            Block block = batch.block();
            if (block == null) {
                return new ArrayList<>(batch.left());
            }
            Optional<Block> other = insert(block);
            if (other.isEmpty()) {
                picture.apply(block);
                onCommit.run();
                batch.refusedIfKept().forEach(this::fail);
                batch.accepted()
                        .forEach((append, size) ->
                                callers.execute(() -> append.done().complete(size)));
                return new ArrayList<>(batch.left());
            }
            picture.apply(other.get());
            onCommit.run();
            List<Append> again = new ArrayList<>(open);
            again.removeAll(batch.refused().keySet());
            open = again;
        }
    }

    private Optional<Block> insert(Block block) {
        try {
            return blocks.append(block);
        } catch (UnsettledAppendException e) {
            unsettled = block;
            log.error("Appending is frozen until block {} is settled", block.number(), e);
            throw e;
        }
    }

    /// Finds out what became of the block whose outcome was unknown, before anything else gets its number.
    private void settle() {
        Block open = unsettled;
        if (open == null) {
            return;
        }
        Optional<Block> other = blocks.append(open);
        Block winner = other.orElse(open);
        unsettled = null;
        log.info("Block {} is settled: it is {}", open.number(), other.isEmpty() ? "ours" : "another writer's");
        picture.apply(winner);
        onCommit.run();
    }

    private void fail(List<Append> appends, RuntimeException cause) {
        appends.forEach(append -> fail(append, cause));
    }

    private void fail(Append append, RuntimeException cause) {
        callers.execute(() -> append.done().completeExceptionally(cause));
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
