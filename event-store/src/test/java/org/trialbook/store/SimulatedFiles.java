package org.trialbook.store;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;

/// Plain files on a simulated disk, under the real stores of blocks and checkpoints. One process has them open at a
/// time, with one log or several on them. Writes and forces fail, the disk is full for a while, and the power is
/// cut.
final class SimulatedFiles implements SimulatedStore {
    private static final int MOST_BLOCKS = 10_000;
    /// Thousands of simulated failures.
    private static final FailureLog UNHEARD = new FailureLog(NOPLogger.NOP_LOGGER, "");

    private final Turns turns;
    private final RandomGenerator random;
    private final PlantedFileFault fault;
    private final long segmentBytes;
    private final double failing;
    private final SimulatedCheckpoints checkpoints;
    private SimulatedDisk disk;
    private Opened opened = new Opened();
    private boolean full;
    private boolean calm;

    SimulatedFiles(Turns turns, RandomGenerator random, PlantedFileFault fault) {
        this.turns = turns;
        this.random = random;
        this.fault = fault;
        this.segmentBytes = 1_500 + random.nextInt(8_000);
        this.failing = random.nextBoolean() ? 0 : 0.1 * random.nextDouble();
        this.checkpoints = new SimulatedCheckpoints(turns, random);
        this.disk = failingBySeed(new SimulatedDisk());
    }

    private SimulatedDisk failingBySeed(SimulatedDisk disk) {
        disk.failWrites(() -> !calm && random.nextDouble() < failing);
        disk.failForces(() -> !calm && random.nextDouble() < failing);
        disk.failGrowth(() -> full);
        return disk;
    }

    /// The disk is full for a while, again and again.
    @Override
    public void start(BooleanSupplier over) {
        turns.actor(() -> {
            while (!over.getAsBoolean() && !calm) {
                pause(over, 400);
                full = !calm && !full;
                turns.note("the disk is " + (full ? "full" : "not full"));
                pause(over, 100);
                full = false;
            }
        });
    }

    private void pause(BooleanSupplier over, int longest) {
        int turnsLeft = random.nextInt(longest);
        for (int i = 0; i < turnsLeft && !over.getAsBoolean(); i++) {
            turns.pass();
        }
    }

    @Override
    public BlockStore connection(Runnable pass) {
        return fault.store(opened);
    }

    @Override
    public boolean isOfOneProcess() {
        return true;
    }

    @Override
    public void opened(SimulatedProcess process, BooleanSupplier over) {
        Opened current = opened;
        if (!current.signing) {
            current.signing = true;
            FileCheckpointStore store = current.checkpoints();
            checkpoints.require(store, process.size(), process::root);
            turns.actor(() -> alive(() -> checkpoints.sign(store, process, over)));
        }
    }

    private static void alive(Runnable life) {
        try {
            life.run();
        } catch (SimulatedProcess.Killed e) {
            // It is dead.
        }
    }

    /// The power is cut: of what was not forced, something is left or nothing.
    @Override
    public void crash() {
        double kept = random.nextInt(5) / 4.0;
        turns.note("the power is cut, and of what is not forced is kept " + kept);
        disk = failingBySeed(disk.afterACut(() -> random.nextDouble() < kept));
    }

    @Override
    public void abandoned() {
        opened.dead = true;
        opened = new Opened();
    }

    @Override
    public void calmDown() {
        calm = true;
        full = false;
    }

    @Override
    public boolean isCalm() {
        return calm;
    }

    @Override
    public boolean hasDelayed() {
        return false;
    }

    /// What a power cut would leave that keeps nothing but what was forced.
    @Override
    public List<Block> blocks() {
        SimulatedDisk left = disk.afterACut(() -> false);
        try (FileBlockStore store = new FileBlockStore(left, segmentBytes, Runnable::run);
                FileCheckpointStore kept = new FileCheckpointStore(left, "checkpoints")) {
            checkpoints.requireAcknowledged(kept);
            List<Block> blocks = store.read(0, MOST_BLOCKS);
            store.lastNumber();
            return blocks;
        }
    }

    /// The files as one process has them open. Who reads or appends waits for its turn to, as the real stores have
    /// it: only reading what was found already waits for nobody.
    private final class Opened implements BlockStore {
        private @Nullable FileBlockStore blocks;
        private @Nullable FileCheckpointStore checkpoints;
        private boolean allFound;
        private boolean busy;
        private boolean signing;
        private boolean dead;

        private void step() {
            turns.pass();
            if (dead) {
                throw new SimulatedProcess.Killed();
            }
        }

        private FileBlockStore blocks() {
            FileBlockStore open = blocks;
            if (open == null) {
                LogDirectory seen = new SteppedDisk(fault.disk(disk), random, this::step);
                open = new FileBlockStore(seen, segmentBytes, task -> turns.actor(() -> alive(task)), UNHEARD);
                checkpoints = new FileCheckpointStore(seen, "checkpoints");
                blocks = open;
            }
            return open;
        }

        private FileCheckpointStore checkpoints() {
            if (checkpoints == null) {
                throw new IllegalStateException("The files are not open");
            }
            return checkpoints;
        }

        private <T> T alone(Supplier<T> work) {
            turns.until(() -> !busy || dead);
            if (dead) {
                throw new SimulatedProcess.Killed();
            }
            busy = true;
            try {
                return work.get();
            } finally {
                busy = false;
            }
        }

        @Override
        public Insertion insert(Block block) {
            Insertion insertion = alone(() -> blocks().insert(block));
            turns.note(block.writer() + " inserts " + block.number() + ": " + insertion);
            return insertion;
        }

        @Override
        public List<Block> read(long from, int count) {
            step();
            return allFound ? blocks().read(from, count) : alone(() -> blocks().read(from, count));
        }

        @Override
        public OptionalLong lastNumber() {
            return alone(() -> {
                OptionalLong last = blocks().lastNumber();
                allFound = true;
                return last;
            });
        }
    }
}
