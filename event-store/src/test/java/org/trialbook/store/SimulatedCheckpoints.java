package org.trialbook.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.trialbook.ledger.TreeHash;

/// What a process states of its log now and then, and what must be found again: each statement that was
/// acknowledged, and under each a log that continues it. The notes are not signed: what is kept of them is tried
/// here.
final class SimulatedCheckpoints {
    private static final int ALL = 10_000;

    private final Turns turns;
    private final RandomGenerator random;
    /// Cosignatures that were acknowledged, by size.
    private final Map<Long, List<String>> acknowledged = new TreeMap<>();

    SimulatedCheckpoints(Turns turns, RandomGenerator random) {
        this.turns = turns;
        this.random = random;
    }

    /// @throws AssertionError when the log does not continue what was stated, or a statement is gone
    void require(CheckpointStore store, long size, LongFunction<TreeHash> root) {
        requireAcknowledged(store);
        for (CheckpointStore.Kept kept : store.newest(ALL)) {
            if (kept.size() > size) {
                throw new AssertionError("a checkpoint covers " + kept.size() + " events, the log has " + size);
            }
            if (!new String(kept.note(), StandardCharsets.UTF_8).equals(note(kept.size(), root))) {
                throw new AssertionError("a checkpoint of " + kept.size() + " events has another root");
            }
        }
    }

    void requireAcknowledged(CheckpointStore store) {
        acknowledged.forEach((size, lines) -> {
            CheckpointStore.Kept kept = store.at(size)
                    .orElseThrow(() -> new AssertionError("the checkpoint of " + size + " events is lost"));
            if (!kept.cosignatures().containsAll(lines)) {
                throw new AssertionError("cosignatures below the checkpoint of " + size + " events are lost");
            }
        });
    }

    void sign(CheckpointStore store, SimulatedProcess process, BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            int pause = random.nextInt(80);
            for (int i = 0; i < pause && !over.getAsBoolean(); i++) {
                turns.pass();
            }
            long size = process.size();
            if (size > 0) {
                try {
                    store.add(size, note(size, process::root).getBytes(StandardCharsets.UTF_8));
                    acknowledged.putIfAbsent(size, List.of());
                    String line = "— witness" + random.nextInt(3) + " " + "c".repeat(random.nextInt(400));
                    store.addCosignatures(size, List.of(line));
                    acknowledged.put(size, List.of(line));
                    turns.note("checkpoint of " + size);
                } catch (StoreFailedException e) {
                    turns.note("no checkpoint of " + size + ": " + e.getMessage());
                }
            }
        }
    }

    private static String note(long size, LongFunction<TreeHash> root) {
        return "log\n" + size + "\n" + root.apply(size) + "\n";
    }
}
