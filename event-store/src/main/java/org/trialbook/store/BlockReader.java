package org.trialbook.store;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// Reads blocks in their order, the next ones while some are looked at.
final class BlockReader {
    /// About how many bytes of lines to read at once: few enough that three windows fit into a small heap.
    private static final long WINDOW_BYTES = 4 << 20;

    private static final int LARGEST_WINDOW = 4096;
    private static final int FIRST_WINDOW = 64;

    private final BlockStore store;

    BlockReader(BlockStore store) {
        this.store = store;
    }

    /// Hands over the blocks from one number on, as far as there are any, but not the one numbered `until`.
    ///
    /// @throws MalformedBlockException when one is malformed, after all before it were handed over
    void read(long from, long until, Consumer<Block> each) {
        long next = from;
        int window = (int) Math.min(FIRST_WINDOW, until - from);
        FutureTask<List<Block>> coming = reading(next, window);
        coming.run();
        while (window > 0) {
            List<Block> blocks;
            try {
                blocks = result(coming);
            } catch (MalformedBlockException e) {
                upToTheMalformed(next, until, each);
                return;
            }
            next += blocks.size();
            // A store may give fewer than there are, but none only behind the last.
            window = blocks.isEmpty() ? 0 : (int) Math.min(nextWindow(blocks, window), until - next);
            coming = reading(next, window);
            if (window > 0) {
                Thread.ofVirtual().name("log-read-ahead").start(coming);
            }
            blocks.forEach(each);
        }
    }

    private FutureTask<List<Block>> reading(long from, int window) {
        return new FutureTask<>(() -> store.read(from, window));
    }

    private static List<Block> result(FutureTask<List<Block>> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogClosedException("Interrupted while reading the log");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static int nextWindow(List<Block> blocks, int window) {
        long bytes = 1;
        for (Block block : blocks) {
            for (byte[] line : block.lines()) {
                bytes += line.length;
            }
        }
        long fitting = WINDOW_BYTES * Math.max(1, blocks.size()) / bytes;
        return (int) Math.clamp(fitting, 1, Math.min(LARGEST_WINDOW, 4L * window));
    }

    /// Reads one by one, so that everything before the malformed block is verified before that is blamed.
    private void upToTheMalformed(long from, long until, Consumer<Block> each) {
        for (long next = from; next < until; next++) {
            List<Block> block = store.read(next, 1);
            if (block.isEmpty()) {
                return;
            }
            each.accept(block.getFirst());
        }
    }
}
