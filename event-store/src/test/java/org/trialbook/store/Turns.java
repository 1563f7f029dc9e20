package org.trialbook.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs actors one at a time. Whenever one passes its turn on, who goes next is drawn from a seeded generator: so a
/// seed is a whole interleaving, and the same one every time.
final class Turns {
    /// Far more than any run needs: whoever gets there waits for something that never comes.
    private static final int LIMIT = 100_000;

    private static final class Actor {
        private final Semaphore mayGo = new Semaphore(0);
        private BooleanSupplier wants = () -> true;
    }

    /// Ends the other actors once one has failed.
    private static final class Stopped extends Error {
        Stopped() {
            super("another actor failed", null, false, false);
        }
    }

    private final RandomGenerator random;
    private final boolean telling;
    private final List<Actor> actors = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Actor current;
    private @Nullable Throwable failure;
    private int taken;
    private long trace = 17;

    /// @param telling prints what happens
    Turns(RandomGenerator random, boolean telling) {
        this.random = random;
        this.telling = telling;
    }

    void actor(Runnable body) {
        Actor actor = new Actor();
        actors.add(actor);
        Thread.ofVirtual().start(() -> {
            actor.mayGo.acquireUninterruptibly();
            try {
                stopIfOneFailed();
                body.run();
            } catch (Stopped e) {
                // The failure is known.
            } catch (Throwable e) {
                if (failure == null) {
                    failure = e;
                }
            } finally {
                actors.remove(actor);
                handOn();
            }
        });
    }

    /// Runs all actors to their end.
    ///
    /// @throws AssertionError when one of them failed
    void run() {
        handOn();
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    /// Lets others go first, perhaps.
    void pass() {
        until(() -> true);
    }

    /// Lets others go until something holds.
    void until(BooleanSupplier wanted) {
        Actor own = current;
        if (own == null) {
            throw new IllegalStateException("Not an actor");
        }
        own.wants = wanted;
        Actor next = draw();
        if (next != own) {
            current = next;
            next.mayGo.release();
            own.mayGo.acquireUninterruptibly();
        }
        stopIfOneFailed();
    }

    private void stopIfOneFailed() {
        if (failure != null) {
            throw new Stopped();
        }
    }

    private void handOn() {
        if (actors.isEmpty()) {
            over.countDown();
            return;
        }
        current = draw();
        current.mayGo.release();
    }

    private Actor draw() {
        if (failure == null && ++taken > LIMIT) {
            failure = new AssertionError("nobody gets on any more");
        }
        List<Actor> ready = failure != null
                ? actors
                : actors.stream().filter(a -> a.wants.getAsBoolean()).toList();
        if (ready.isEmpty()) {
            failure = new AssertionError("everybody waits for somebody else");
            ready = actors;
        }
        int drawn = random.nextInt(ready.size());
        trace = trace * 31 + drawn;
        return ready.get(drawn);
    }

    /// Writes into the trace what happened. Two runs of one seed have the same trace.
    void note(String what) {
        trace = trace * 31 + what.hashCode();
        if (telling) {
            System.out.println(taken + " " + what);
        }
    }

    int taken() {
        return taken;
    }

    long trace() {
        return trace;
    }
}
