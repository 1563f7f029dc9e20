package org.trialbook.store;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A block store that throws what it is told to, or answers nothing.
final class BreakableBlockStore implements BlockStore {
    private final BlockStore real;
    private volatile @Nullable Throwable onRead;
    private volatile @Nullable Throwable onInsert;
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private volatile CountDownLatch held = new CountDownLatch(0);

    BreakableBlockStore(BlockStore real) {
        this.real = real;
    }

    void breakReads(@Nullable Throwable thrown) {
        onRead = thrown;
    }

    void breakInserts(@Nullable Throwable thrown) {
        onInsert = thrown;
    }

    void fallSilent() {
        silence = new CountDownLatch(1);
    }

    /// To inserts alone: reads are answered.
    void holdInserts() {
        held = new CountDownLatch(1);
    }

    void speakAgain() {
        silence.countDown();
        held.countDown();
    }

    private void meet(CountDownLatch answer, @Nullable Throwable thrown) {
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public Insertion insert(Block block) {
        meet(silence, null);
        meet(held, onInsert);
        return real.insert(block);
    }

    @Override
    public List<Block> read(long from, int count) {
        meet(silence, onRead);
        return real.read(from, count);
    }

    @Override
    public OptionalLong lastNumber() {
        meet(silence, onRead);
        return real.lastNumber();
    }
}
