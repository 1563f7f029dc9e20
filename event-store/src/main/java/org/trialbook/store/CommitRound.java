package org.trialbook.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the committer does with those that wait: makes one block of them, stores it, and answers each.
///
/// It starts no thread and asks no clock but the one of the settings, so that a simulation can run it step by step.
/// Not safe for use by several threads.
final class CommitRound {
    private static final Logger log = LoggerFactory.getLogger(CommitRound.class);

    private final LogPicture picture;
    private final LogSettings settings;
    private final int mostAppendBytes;
    private final BlockAppender blocks;
    private final BlockAppender once;
    private final Runnable onCommit;
    private final Executor callers;
    private final FailureLog frozen = new FailureLog(log, "Appending is frozen until the newest block is settled");
    private @Nullable Block unsettled;

    /// @param onCommit told after every block that got into the picture
    /// @param callers runs what follows upon an answer
    CommitRound(
            LogPicture picture,
            LogSettings settings,
            BlockStore store,
            Patience patience,
            Runnable onCommit,
            Executor callers) {
        this.picture = picture;
        this.settings = settings;
        this.mostAppendBytes = store.mostAppendBytes();
        this.blocks = new BlockAppender(store, patience);
        this.once = new BlockAppender(store, () -> () -> false);
        this.onCommit = onCommit;
        this.callers = callers;
    }

    /// Commits one block of those waiting, answers those whose fate is known, and returns those that still wait.
    ///
    /// @throws UnsettledAppendException when it can't be found out what became of a block: those waiting have no
    ///     answer, and the next round begins by settling it
    List<Append> commit(List<Append> waiting) {
        settle(blocks);
        List<Append> open = waiting;
        while (true) {
            Batch batch = Batch.of(open, picture, settings, mostAppendBytes);
            batch.refused().forEach(this::fail);
            Block block = batch.block();
            if (block == null) {
                return new ArrayList<>(batch.left());
            }
            Optional<Block> other = insert(block);
            if (other.isEmpty()) {
                picture.apply(batch.verified());
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
            frozen.failed(e);
            throw e;
        }
    }

    boolean isSettled() {
        return unsettled == null;
    }

    /// Number of the block that comes next.
    long nextBlock() {
        return picture.tip().nextBlock();
    }

    /// Tries once to settle the block whose outcome is unknown.
    ///
    /// @throws UnsettledAppendException when it stays unknown
    void trySettling() {
        settle(once);
    }

    /// Finds out what became of the block whose outcome was unknown, before anything else gets its number.
    private void settle(BlockAppender appender) {
        Block open = unsettled;
        if (open == null) {
            return;
        }
        Optional<Block> other;
        try {
            other = appender.append(open);
        } catch (UnsettledAppendException e) {
            frozen.failed(e);
            throw e;
        }
        Block winner = other.orElse(open);
        unsettled = null;
        frozen.works();
        log.info("Block {} is settled: it is {}", open.number(), other.isEmpty() ? "ours" : "another writer's");
        picture.apply(winner);
        onCommit.run();
    }

    void fail(Append append, RuntimeException cause) {
        callers.execute(() -> append.done().completeExceptionally(cause));
    }
}
