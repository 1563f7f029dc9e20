package org.trialbook.view.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several who use one document store, a command of one of them after the other's, in an order that a seed draws.
/// Now and then one of them falls asleep, wherever it is, for longer than its lease lasts. Time is a counter.
final class Interleaving {

    private static final long LONGEST_STEP = 400_000_000L;

    final AtomicLong nanos = new AtomicLong();
    private final Random chance;
    private final List<Actor> actors = new ArrayList<>();
    private final Semaphore stepDone = new Semaphore(0);
    private long steps;

    Interleaving(long seed) {
        chance = new Random(seed);
    }

    private final class Actor {
        final Semaphore turn = new Semaphore(0);
        final Thread thread;
        boolean done;
        long asleepUntil;

        @Nullable
        Throwable failure;

        Actor(ViewDocuments documents, Consumer<ViewDocuments> work) {
            thread = Thread.ofVirtual().unstarted(() -> {
                turn.acquireUninterruptibly();
                try {
                    work.accept(new InTurns(documents, this));
                } catch (Throwable e) {
                    failure = e;
                }
                done = true;
                stepDone.release();
            });
        }

        void await() {
            stepDone.release();
            turn.acquireUninterruptibly();
        }
    }

    void add(ViewDocuments documents, Consumer<ViewDocuments> work) {
        actors.add(new Actor(documents, work));
    }

    /// Until all have done their work.
    void run() {
        actors.forEach(actor -> actor.thread.start());
        while (actors.stream().anyMatch(actor -> !actor.done)) {
            nanos.addAndGet(chance.nextLong(LONGEST_STEP));
            steps++;
            List<Actor> awake = actors.stream()
                    .filter(actor -> !actor.done && actor.asleepUntil <= steps)
                    .toList();
            if (awake.isEmpty()) {
                continue;
            }
            Actor next = awake.get(chance.nextInt(awake.size()));
            if (chance.nextInt(40) == 0) {
                next.asleepUntil = steps + 20 + chance.nextInt(80);
                continue;
            }
            next.turn.release();
            stepDone.acquireUninterruptibly();
        }
        for (Actor actor : actors) {
            if (actor.failure != null) {
                throw new AssertionError(actor.failure);
            }
        }
    }

    /// Each command waits for its turn, and so does each view that is written.
    private record InTurns(ViewDocuments documents, Actor actor) implements ViewDocuments {
        @Override
        public Optional<Progress> progress(String group) {
            actor.await();
            return documents.progress(group);
        }

        @Override
        public boolean replace(String group, Progress seen, Progress next) {
            actor.await();
            return documents.replace(group, seen, next);
        }

        @Override
        public void write(String collection, Collection<StoredView> views, long fence) {
            for (StoredView view : views) {
                actor.await();
                documents.write(collection, List.of(view), fence);
            }
        }

        @Override
        public List<StoredView> all(String collection) {
            actor.await();
            return documents.all(collection);
        }

        @Override
        public void drop(String collection) {
            actor.await();
            documents.drop(collection);
        }
    }
}
