package org.trialbook.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the log: reads it at start-up, looks for the blocks of other processes, and wakes whoever waits for
/// events.
final class LogTail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogTail.class);
    /// Every so many polls the newest block is read again, which tells whether the store is still the one it
    /// was.
    private static final int POLLS_PER_CONFIRMATION = 20;
    /// A store that has not answered for so long is not there, whatever it will say.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    private final BlockStore store;
    private final BlockReader reader;
    private final LogPicture picture;
    private final Duration poll;
    private final Set<Runnable> listeners;
    private final Semaphore news = new Semaphore(0);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final FailureLog unread = new FailureLog(log, "New blocks cannot be read");
    private final FailureLog unheard = new FailureLog(log, "A listener of the log failed");
    private final VitalThread poller;
    private final VitalThread waker;
    /// Why the store could not be read when it was last tried; null when it could.
    private volatile @Nullable RuntimeException unreadable;

    private volatile long lastRead = System.nanoTime();
    private volatile boolean closed;

    LogTail(BlockStore store, LogPicture picture, Duration poll, Set<Runnable> listeners) {
        this.store = store;
        this.reader = new BlockReader(store);
        this.picture = picture;
        this.poll = poll;
        this.listeners = listeners;
        this.poller = new VitalThread("log-tail", this::follow);
        this.waker = new VitalThread("log-wake-up", this::wake);
    }

    void start() {
        lastRead = System.nanoTime();
        poller.start();
        waker.start();
    }

    /// Reads all there is, and makes sure that nothing lies beyond a missing block.
    ///
    /// @throws DamagedLogException at the first position that is not as it was written
    void readAll() {
        readNew();
        for (OptionalLong last = store.lastNumber();
                last.isPresent() && last.getAsLong() >= picture.tip().nextBlock();
                last = store.lastNumber()) {
            // The block was written while this process was reading, or a block before it is missing.
            long missing = picture.tip().nextBlock();
            readNew();
            if (picture.tip().nextBlock() == missing) {
                throw new DamagedLogException(
                        picture.size(), "block " + missing + " is missing, but there is block " + last.getAsLong());
            }
        }
    }

    /// Makes sure that the store still holds what was read of it, and takes in what is new.
    ///
    /// @throws LogUnavailableException when the newest block known here is not there
    /// @throws DamagedLogException when another block is in its place
    void confirm() {
        long newest = picture.tip().nextBlock() - 1;
        if (newest >= 0) {
            List<Block> there = store.read(newest, 1);
            if (there.isEmpty()) {
                throw new LogUnavailableException("The store no longer holds block " + newest);
            }
            picture.requireSame(there.getFirst());
        }
        readNew();
    }

    /// Takes in the blocks that are new, in order.
    private synchronized void readNew() {
        try {
            reader.read(picture.tip().nextBlock(), Long.MAX_VALUE, block -> {
                picture.apply(block);
                lastRead = System.nanoTime();
            });
            lastRead = System.nanoTime();
        } catch (MalformedBlockException e) {
            throw new DamagedLogException(picture.size(), "block " + picture.blocks() + ": " + e.reason());
        }
    }

    private void follow() {
        long seen = picture.blocks();
        long polls = 0;
        while (!closed) {
            try {
                TimeUnit.NANOSECONDS.sleep(poll.toNanos());
                boolean confirming = unreadable != null || ++polls % POLLS_PER_CONFIRMATION == 0;
                if (picture.blocks() != seen && !confirming) {
                    // This process has written since: it would have met the blocks of others on its way.
                    seen = picture.blocks();
                    lastRead = System.nanoTime();
                    continue;
                }
                long before = picture.size();
                if (confirming) {
                    confirm();
                } else {
                    readNew();
                }
                unreadable = null;
                lastRead = System.nanoTime();
                unread.works();
                if (picture.size() != before) {
                    announce();
                }
                seen = picture.blocks();
            } catch (InterruptedException e) {
                return;
            } catch (DamagedLogException e) {
                fail(e);
                poller.end();
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    unreadable = e;
                    unread.failed(e);
                }
            }
        }
    }

    /// Says that the picture has grown, or that the log failed.
    void announce() {
        news.release();
    }

    private void wake() {
        while (!closed) {
            try {
                news.acquire();
            } catch (InterruptedException e) {
                return;
            }
            news.drainPermits();
            for (Runnable listener : listeners) {
                try {
                    listener.run();
                } catch (RuntimeException e) {
                    unheard.failed(e);
                }
            }
        }
    }

    /// Takes it that the log can no longer be relied on: nothing more is acknowledged.
    void fail(DamagedLogException damage) {
        log.error("The log is damaged; nothing is appended any more", damage);
        failure.compareAndSet(null, damage);
        announce();
    }

    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /// Why what others append does not arrive here now, in words; empty when it does.
    Optional<String> trouble() {
        RuntimeException damage = failure.get();
        if (damage != null) {
            return Optional.of(String.valueOf(damage.getMessage()));
        }
        Optional<String> death = poller.death().or(waker::death);
        if (death.isPresent()) {
            return death;
        }
        RuntimeException unanswered = unreadable;
        if (unanswered != null) {
            return Optional.of("the store cannot be read: "
                    + (unanswered instanceof LogUnavailableException
                            ? unanswered.getMessage()
                            : unanswered.getClass().getSimpleName()));
        }
        long silent = System.nanoTime() - lastRead;
        return silent > LONGEST_SILENCE.toNanos() + poll.toNanos()
                ? Optional.of("the store has not answered for "
                        + Duration.ofNanos(silent).toSeconds() + " s")
                : Optional.empty();
    }

    /// @throws DamagedLogException when the log failed
    /// @throws LogUnavailableException while the store does not hold what was read of it
    void requireSound() {
        RuntimeException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
        if (unreadable instanceof LogUnavailableException behind) {
            throw behind;
        }
    }

    @Override
    public void close() {
        closed = true;
        poller.end();
        waker.end();
        poller.interrupt();
        waker.interrupt();
        try {
            poller.join();
            waker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
