package org.trialbook.store;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A store behind a network that loses, doubles and delays messages by chance; the first answer is lost for certain.
final class UnreliableBlockStore implements BlockStore {
    private final BlockStore real;
    private final Random random;
    private final AtomicInteger faults = new AtomicInteger();

    UnreliableBlockStore(BlockStore real, Random random) {
        this.real = real;
        this.random = random;
    }

    /// How often something went wrong.
    int faults() {
        return faults.get();
    }

    @Override
    public Insertion insert(Block block) {
        int fault = faults.get() == 0 ? 1 : random.nextInt(40);
        if (fault <= 3) {
            faults.incrementAndGet();
        }
        return switch (fault) {
            case 0 -> unknown("request lost");
            case 1 -> {
                real.insert(block);
                yield unknown("answer lost");
            }
            case 2 -> {
                real.insert(block);
                yield real.insert(block);
            }
            case 3 -> {
                CompletableFuture.delayedExecutor(random.nextInt(100), TimeUnit.MILLISECONDS)
                        .execute(() -> real.insert(block));
                yield unknown("delayed");
            }
            default -> real.insert(block);
        };
    }

    private static Insertion unknown(String why) {
        return new Insertion.Unknown(new IllegalStateException(why));
    }

    @Override
    public List<Block> read(long from, int count) {
        return real.read(from, count);
    }

    @Override
    public OptionalLong lastNumber() {
        return real.lastNumber();
    }
}
