package org.trialbook.store;

import java.util.List;
import java.util.OptionalLong;

/// Blocks in plain files, kept with one mistake.
record MistakenFileStore(BlockStore store, PlantedFileFault mistake) implements BlockStore {
    @Override
    public Insertion insert(Block block) {
        Insertion insertion = store.insert(block);
        if (mistake == PlantedFileFault.FAILED_TAKEN_FOR_NOT_STORED
                && insertion instanceof Insertion.Unknown(var cause)) {
            throw cause;
        }
        if (mistake == PlantedFileFault.FENCE_NOT_CHECKED && insertion instanceof Insertion.Taken) {
            return store.insert(new Block(
                    store.lastNumber().orElse(-1) + 1,
                    block.first(),
                    block.size(),
                    block.root(),
                    block.writer(),
                    block.nonce(),
                    block.lines(),
                    block.leaves()));
        }
        return insertion;
    }

    @Override
    public List<Block> read(long from, int count) {
        return store.read(from, count);
    }

    @Override
    public OptionalLong lastNumber() {
        return store.lastNumber();
    }
}
