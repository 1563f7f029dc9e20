package org.trialbook.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that the process cannot do without. If anything but its owner ends it, an `OutOfMemoryError` for
/// instance, it says so, and health checks pass that on.
public final class VitalThread {

    private static final Logger LOG = LoggerFactory.getLogger(VitalThread.class);

    private final Thread thread;
    private volatile boolean told;
    private volatile boolean dead;
    private volatile @Nullable Throwable cause;

    /// @param body returns when its owner has told it to end
    public VitalThread(String name, Runnable body) {
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> live(body));
    }

    private void live(Runnable body) {
        try {
            body.run();
        } catch (Throwable e) {
            // The cause is kept before anything else is done, because the rest may need memory that there is not.
            cause = e;
            dead = true;
            LOG.error("The thread {} died, and this process is not ready any more", thread.getName(), e);
        }
        if (!told) {
            dead = true;
        }
    }

    public void start() {
        thread.start();
    }

    /// What it does from here on, it does of its owner's will; the owner sees to it that it ends.
    public void end() {
        told = true;
    }

    public void interrupt() {
        thread.interrupt();
    }

    public void join() throws InterruptedException {
        thread.join();
    }

    /// @return whether it has ended by then
    public boolean join(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /// That it is dead, and of what, in words; empty while it lives, and when it was told to end.
    public Optional<String> death() {
        if (!dead) {
            return Optional.empty();
        }
        Throwable of = cause;
        return Optional.of("the thread " + thread.getName() + " died"
                + (of == null ? "" : " of " + of.getClass().getSimpleName()));
    }
}
