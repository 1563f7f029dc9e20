package org.trialbook.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts a block at its number, or finds out who was first. Never guesses: when an answer is lost it inserts the same
/// bytes again, until it sees a winner at that number.
///
/// That nothing can be read at a number proves nothing, since a delayed insert may still arrive. So the only evidence
/// taken is a block that is there.
final class BlockAppender {
    private final BlockStore store;
    private final Patience patience;

    BlockAppender(BlockStore store, Patience patience) {
        this.store = store;
        this.patience = patience;
    }

    /// Empty when the block is stored; otherwise the other writer's block that has its number.
    ///
    /// @throws UnsettledAppendException when no winner was seen in time: the caller must come back with this very
    ///     block before it tries any other
    Optional<Block> append(Block block) {
        Patience.Wait wait = patience.begin();
        @Nullable RuntimeException last = null;
        boolean tried = false;
        while (true) {
            Insertion insertion = insert(block, tried);
            tried = true;
            switch (insertion) {
                case Insertion.Kept() -> {
                    return Optional.empty();
                }
                case Insertion.Unknown(RuntimeException cause) -> last = cause;
                case Insertion.Taken() -> {
                    try {
                        List<Block> winner = store.read(block.number(), 1);
                        if (!winner.isEmpty()) {
                            return winner.getFirst().isSameAttempt(block)
                                    ? Optional.empty()
                                    : Optional.of(winner.getFirst());
                        }
                        // The block was written, but the majority has not seen it yet.
                    } catch (RuntimeException e) {
                        last = e;
                    }
                }
            }
            if (!wait.pause()) {
                throw new UnsettledAppendException(block.number(), last);
            }
        }
    }

    /// A refusal says that this try stored nothing. About earlier tries it says nothing: not about one without an
    /// answer, nor about one that found its number taken, perhaps by a copy of itself.
    private Insertion insert(Block block, boolean tried) {
        try {
            return store.insert(block);
        } catch (RuntimeException e) {
            if (tried) {
                return new Insertion.Unknown(e);
            }
            throw e;
        }
    }
}
