package org.trialbook.store;

import java.time.Duration;
import java.util.List;

/// Copies a log from where it is kept to an empty place, with its checkpoints. What is copied is not verified here:
/// open both as a [Log] and compare their roots.
public final class LogCopy {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final int BLOCKS_AT_ONCE = 64;

    private LogCopy() {}

    /// @return how many blocks there were
    /// @throws IllegalArgumentException when the other place holds a log already
    public static long copy(LogStore from, LogStore to) {
        if (to.holdsAny()) {
            throw new IllegalArgumentException("there is a log already");
        }
        // First, so that a log that is copied in part is not taken for a whole one, and so that whoever signs on
        // meanwhile states nothing that the copy lacks.
        CheckpointStore checkpoints = to.checkpoints();
        for (CheckpointStore.Kept kept :
                from.checkpoints().newest(Integer.MAX_VALUE).reversed()) {
            checkpoints.add(kept.size(), kept.note());
            checkpoints.addCosignatures(kept.size(), kept.cosignatures());
        }
        BlockStore source = from.blocks(LONGEST_ANSWER);
        BlockStore target = to.blocks(LONGEST_ANSWER);
        long copied = 0;
        for (List<Block> blocks = source.read(0, BLOCKS_AT_ONCE);
                !blocks.isEmpty();
                blocks = source.read(copied, BLOCKS_AT_ONCE)) {
            for (Block block : blocks) {
                if (!(target.insert(block) instanceof Insertion.Kept)) {
                    throw new IllegalStateException("block " + block.number() + " was not kept");
                }
                copied++;
            }
        }
        return copied;
    }
}
