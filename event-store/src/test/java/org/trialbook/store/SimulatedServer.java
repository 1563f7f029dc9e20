package org.trialbook.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// A store with a disk, a memory that a crash empties, and a network that loses, doubles and delays what it carries.
///
/// Every call is several turns: others act while a request is on its way, while a block is not yet on the disk, and
/// while the answer is on its way back.
final class SimulatedServer implements SimulatedStore {
    private final Turns turns;
    private final RandomGenerator random;
    /// On the disk.
    private final Map<Long, Block> kept = new TreeMap<>();
    /// The order in which they came there: a stale read sees a beginning of it.
    private final List<Long> order = new ArrayList<>();
    /// Arrived, and not on the disk yet: their numbers are taken, nobody can read them.
    private final Map<Long, Block> arrived = new HashMap<>();
    /// Requests that arrive at some time, whoever still waits for them.
    private final List<Block> delayed = new ArrayList<>();
    private int crashes;
    private boolean calm;

    SimulatedServer(Turns turns, RandomGenerator random) {
        this.turns = turns;
        this.random = random;
    }

    @Override
    public void start(BooleanSupplier over) {
        turns.actor(() -> {
            while (!over.getAsBoolean()) {
                turns.until(() -> over.getAsBoolean() || hasDelayed());
                int pause = random.nextInt(random.nextBoolean() ? 4 : 80);
                for (int i = 0; i < pause; i++) {
                    turns.pass();
                }
                if (hasDelayed()) {
                    deliver();
                }
            }
        });
    }

    @Override
    public boolean isOfOneProcess() {
        return false;
    }

    @Override
    public void opened(SimulatedProcess process, BooleanSupplier over) {
        // Checkpoints are the database's own affair.
    }

    @Override
    public void abandoned() {
        // Others have it.
    }

    @Override
    public void calmDown() {
        calm = true;
    }

    @Override
    public boolean isCalm() {
        return calm;
    }

    /// What is in memory is lost, and whoever waits for an answer gets none.
    @Override
    public void crash() {
        turns.note("the server crashes with " + arrived.keySet());
        arrived.clear();
        crashes++;
    }

    @Override
    public boolean hasDelayed() {
        return !delayed.isEmpty();
    }

    /// One of the delayed requests arrives.
    private void deliver() {
        Block block = delayed.remove(random.nextInt(delayed.size()));
        Insertion insertion = arrive(block);
        turns.note("late " + block.number() + " of " + block.writer() + ": " + insertion);
    }

    @Override
    public List<Block> blocks() {
        return List.copyOf(kept.values());
    }

    private boolean happens(double probability) {
        return !calm && random.nextDouble() < probability;
    }

    private Insertion arrive(Block block) {
        if (kept.containsKey(block.number()) || arrived.containsKey(block.number())) {
            return new Insertion.Taken();
        }
        int before = crashes;
        arrived.put(block.number(), block);
        turns.pass();
        if (crashes != before) {
            return new Insertion.Unknown(new IllegalStateException("crashed before the sync"));
        }
        arrived.remove(block.number());
        kept.put(block.number(), block);
        order.add(block.number());
        turns.pass();
        return crashes == before
                ? new Insertion.Kept()
                : new Insertion.Unknown(new IllegalStateException("crashed after the sync"));
    }

    /// The connection of one process, which may die at every turn.
    @Override
    public BlockStore connection(Runnable pass) {
        return new Connection(pass);
    }

    private final class Connection implements BlockStore {
        private final Runnable pass;

        Connection(Runnable pass) {
            this.pass = pass;
        }

        @Override
        public Insertion insert(Block block) {
            if (happens(0.05)) {
                // On its way, whatever becomes of the process.
                delayed.add(block);
                pass.run();
                return new Insertion.Unknown(new IllegalStateException("delayed"));
            }
            pass.run();
            if (happens(0.05)) {
                turns.note("refused " + block.number());
                throw new IllegalStateException("refused");
            }
            if (happens(0.05)) {
                return new Insertion.Unknown(new IllegalStateException("request lost"));
            }
            if (happens(0.05)) {
                delayed.add(block);
                pass.run();
            }
            if (happens(0.04)) {
                // Doubled on its way, and the copy is faster.
                arrive(block);
            }
            Insertion insertion = arrive(block);
            turns.note(block.writer() + " inserts " + block.number() + ": " + insertion);
            pass.run();
            return happens(0.08) ? new Insertion.Unknown(new IllegalStateException("answer lost")) : insertion;
        }

        @Override
        public List<Block> read(long from, int count) {
            List<Long> seen = seen();
            List<Block> found = new ArrayList<>();
            for (long number = from; number < from + count && seen.contains(number); number++) {
                found.add(kept.get(number));
            }
            pass.run();
            return found;
        }

        @Override
        public OptionalLong lastNumber() {
            return seen().stream().mapToLong(Long::longValue).max();
        }

        private List<Long> seen() {
            pass.run();
            if (happens(0.04)) {
                throw new IllegalStateException("unavailable");
            }
            return happens(0.15) ? order.subList(0, random.nextInt(order.size() + 1)) : order;
        }
    }
}
