package org.trialbook.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.TreeHash;

/// One process of the simulation: its picture of the log, its committer, its follower, its clock. It can be killed.
final class SimulatedProcess {
    /// Makes the committer of a process; the real one is [CommitRound].
    interface Committer {
        List<Append> commit(List<Append> waiting);

        /// All that a committer needs.
        record Needs(LogPicture picture, LogSettings settings, BlockStore store, Patience patience) {}
    }

    /// Ends an actor of a process that was killed. An error, so that nothing takes it for a failure of the store.
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    private final String name;
    private final Turns turns;
    private final RandomGenerator random;
    private final SimulatedStore place;
    private final BooleanSupplier over;
    private final LogPicture picture = new LogPicture(1 << 20);
    private final BlockStore store;
    private final Committer committer;
    private final Deque<Append> queue = new ArrayDeque<>();
    private final List<String> seen = new ArrayList<>();
    private Instant time = Instant.parse("2026-11-21T10:00:00Z");
    private boolean open;
    private boolean killed;

    SimulatedProcess(
            String name,
            Turns turns,
            RandomGenerator random,
            SimulatedStore place,
            BooleanSupplier over,
            Function<Committer.Needs, Committer> committers) {
        this.name = name;
        this.turns = turns;
        this.random = random;
        this.place = place;
        this.over = over;
        this.store = place.connection(this::pass);
        Clock clock = ((InstantSource) this::now).withZone(ZoneOffset.UTC);
        LogSettings settings = LogSettings.of(clock, new Random(random.nextLong()));
        this.committer = committers.apply(new Committer.Needs(picture, settings, store, this::beginWait));
    }

    /// Its actors: one that opens the log and commits, one that follows what others append.
    void start() {
        turns.actor(() -> alive(() -> {
            open();
            turns.actor(() -> alive(this::follow));
            commitUntilOver();
        }));
    }

    private void alive(Runnable life) {
        try {
            life.run();
        } catch (Killed e) {
            turns.note(name + " is dead");
        }
    }

    void kill() {
        turns.note(name + " is killed");
        killed = true;
    }

    boolean isOpen() {
        return open;
    }

    /// Moves its clock; time does not only go forward.
    void setClock(Instant instant) {
        time = instant;
    }

    Instant now() {
        time = time.plusMillis(1);
        return time;
    }

    private void pass() {
        turns.pass();
        if (killed) {
            throw new Killed();
        }
    }

    private Patience.Wait beginWait() {
        // At the end nobody is impatient: then everything must be settled.
        int pauses = place.isCalm() ? 100 : random.nextInt(6);
        int[] paused = {0};
        return () -> {
            pass();
            return paused[0]++ < pauses;
        };
    }

    private void open() {
        while (!open) {
            try {
                readNew();
                long last = store.lastNumber().orElse(-1);
                open = last < picture.tip().nextBlock();
            } catch (IllegalStateException | StoreFailedException e) {
                turns.note(name + " cannot open: " + e.getMessage());
            }
        }
        turns.note(name + " is open at " + picture.size());
        place.opened(this, over);
        see();
    }

    private void follow() {
        while (!over.getAsBoolean()) {
            try {
                readNew();
                see();
            } catch (IllegalStateException | StoreFailedException e) {
                // Unavailable: tries again.
            }
            // Now and then, as a poll is.
            for (int i = 0; i < 8 && !over.getAsBoolean(); i++) {
                pass();
            }
        }
    }

    private void readNew() {
        for (Block block : store.read(picture.tip().nextBlock(), 256)) {
            picture.apply(block);
        }
    }

    /// What a follower of the log would be given now.
    private void see() {
        while (seen.size() < picture.size()) {
            LogPicture.Place place = picture.placeOf(seen.size());
            byte[] @Nullable [] lines = picture.cachedBlock(place.number());
            if (lines == null) {
                throw new AssertionError("not cached: block " + place.number());
            }
            seen.add(new String(lines[Math.toIntExact(seen.size() - place.first())], StandardCharsets.UTF_8));
        }
    }

    /// As the committer's thread does.
    private void commitUntilOver() {
        List<Append> waiting = new ArrayList<>();
        while (true) {
            if (waiting.isEmpty()) {
                turns.until(() -> killed || !queue.isEmpty() || over.getAsBoolean());
                if (killed) {
                    throw new Killed();
                }
                if (queue.isEmpty()) {
                    return;
                }
            }
            while (!queue.isEmpty()) {
                waiting.add(queue.poll());
            }
            try {
                waiting = new ArrayList<>(committer.commit(waiting));
            } catch (DamagedLogException e) {
                throw e;
            } catch (RuntimeException e) {
                turns.note(name + " fails: " + e.getMessage());
                waiting.forEach(append -> append.done().completeExceptionally(e));
                waiting.clear();
            }
            see();
        }
    }

    /// For a caller in this process: waits for the answer, unless the process dies before.
    CompletableFuture<Long> append(List<Draft> drafts, Append.@Nullable Guard guard) {
        Append append = new Append(drafts, guard, new CompletableFuture<>());
        queue.add(append);
        turns.until(() -> killed || append.done().isDone());
        if (!append.done().isDone()) {
            append.done().completeExceptionally(new Killed());
        }
        return append.done();
    }

    long size() {
        return picture.size();
    }

    TreeHash root(long size) {
        return picture.ofTree(tree -> tree.root(size));
    }

    List<String> seen() {
        return seen;
    }

    boolean isBeginningOf(List<String> lines) {
        return seen.size() <= lines.size() && lines.subList(0, seen.size()).equals(seen);
    }

    void readAll() {
        readNew();
        see();
    }
}
