package org.trialbook.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A copy of [CommitRound] and [BlockAppender] that makes one mistake.
final class MistakenCommitRound implements SimulatedProcess.Committer {
    private final SimulatedProcess.Committer.Needs needs;
    private final PlantedFault mistake;
    private @Nullable Block unsettled;

    MistakenCommitRound(SimulatedProcess.Committer.Needs needs, PlantedFault mistake) {
        this.needs = needs;
        this.mistake = mistake;
    }

    @Override
    public List<Append> commit(List<Append> waiting) {
        settle();
        List<Append> open = waiting;
        while (true) {
            Batch batch = Batch.of(open, needs.picture(), needs.settings(), 0);
            batch.refused().forEach((append, cause) -> append.done().completeExceptionally(cause));
            Block block = batch.block();
            if (block == null) {
                return new ArrayList<>(batch.left());
            }
            if (mistake == PlantedFault.ACKNOWLEDGED_BEFORE_STORED) {
                batch.accepted().forEach((append, size) -> append.done().complete(size));
            }
            Optional<Block> other = append(numbered(block));
            if (other.isEmpty()) {
                needs.picture().apply(batch.verified());
                batch.refusedIfKept().forEach((append, cause) -> append.done().completeExceptionally(cause));
                batch.accepted().forEach((append, size) -> append.done().complete(size));
                return new ArrayList<>(batch.left());
            }
            needs.picture().apply(other.get());
            List<Append> again = new ArrayList<>(open);
            again.removeAll(batch.refused().keySet());
            if (mistake == PlantedFault.CONDITION_NOT_CHECKED_AFTER_A_LOST_RACE) {
                again.replaceAll(append -> new Append(append.drafts(), null, append.done()));
            }
            open = again;
        }
    }

    private Block numbered(Block block) {
        return mistake != PlantedFault.NUMBER_REUSED
                ? block
                : new Block(
                        block.number(),
                        block.first(),
                        block.size(),
                        block.root(),
                        block.writer(),
                        "always the same",
                        block.lines(),
                        block.leaves());
    }

    private void settle() {
        Block open = unsettled;
        if (open != null) {
            Block winner = append(open).orElse(open);
            unsettled = null;
            needs.picture().apply(winner);
        }
    }

    private Optional<Block> append(Block block) {
        Patience.Wait wait = needs.patience().begin();
        boolean doubtful = false;
        do {
            switch (insert(block, doubtful)) {
                case Insertion.Kept() -> {
                    return Optional.empty();
                }
                case Insertion.Unknown(RuntimeException cause) -> {
                    doubtful = true;
                    if (mistake == PlantedFault.UNKNOWN_TAKEN_FOR_FAILED
                            || (mistake == PlantedFault.UNREAD_TAKEN_FOR_ABSENT
                                    && needs.store().read(block.number(), 1).isEmpty())) {
                        throw cause;
                    }
                }
                case Insertion.Taken() -> {
                    boolean answered = !doubtful;
                    doubtful |= mistake != PlantedFault.REFUSED_AFTER_TAKEN_TAKEN_FOR_FAILED;
                    if (!answered && mistake == PlantedFault.TAKEN_AFTER_DOUBT_TAKEN_FOR_OURS) {
                        return Optional.empty();
                    }
                    try {
                        List<Block> winner = needs.store().read(block.number(), 1);
                        if (!winner.isEmpty()) {
                            return winner.getFirst().isSameAttempt(block)
                                    ? Optional.empty()
                                    : Optional.of(winner.getFirst());
                        }
                    } catch (IllegalStateException e) {
                        doubtful = true;
                    }
                }
            }
        } while (wait.pause());
        unsettled = mistake == PlantedFault.NUMBER_REUSED ? null : block;
        throw new UnsettledAppendException(block.number(), null);
    }

    private Insertion insert(Block block, boolean doubtful) {
        try {
            return needs.store().insert(block);
        } catch (IllegalStateException e) {
            if (doubtful) {
                return new Insertion.Unknown(e);
            }
            throw e;
        }
    }
}
