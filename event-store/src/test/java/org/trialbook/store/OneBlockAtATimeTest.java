package org.trialbook.store;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/// Blocks so large that an answer holds one of them: every promise of the log holds all the same.
class OneBlockAtATimeTest extends LogConformance {
    @TempDir
    static Path directory;

    @Override
    StoreUnderTest emptyStore() {
        return new FileLogConformanceTest.InADirectory(
                directory.resolve(UUID.randomUUID().toString()));
    }

    @Override
    BlockStore seenThrough(BlockStore store) {
        return new BlockStore() {
            @Override
            public Insertion insert(Block block) {
                return store.insert(block);
            }

            @Override
            public List<Block> read(long from, int count) {
                return store.read(from, 1);
            }

            @Override
            public OptionalLong lastNumber() {
                return store.lastNumber();
            }
        };
    }
}
