package org.trialbook.view.projection;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.store.FailureLog;
import org.trialbook.store.VitalThread;

/// Stores a group's newest picture now and then, in a thread of its own, so that whatever the store does hinders no
/// answer.
final class StoredViewsWriter {

    private static final Logger LOG = LoggerFactory.getLogger(StoredViewsWriter.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Views views;
    private final BooleanSupplier current;
    private final FailureLog failures;
    private final VitalThread thread;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    /// @param current whether the views are kept up; where they are not, another process may store what it has
    StoredViewsWriter(Views views, BooleanSupplier current) {
        this.views = views;
        this.current = current;
        this.failures =
                new FailureLog(LOG, "The views of group " + views.group().name() + " are not stored");
        this.thread = new VitalThread("stored-views-" + views.group().name(), this::run);
    }

    void start() {
        thread.start();
    }

    /// Why they are not stored, in words; empty while they are.
    Optional<String> trouble() {
        Throwable last = failure;
        return thread.death()
                .or(() -> Optional.ofNullable(last)
                        .map(why -> "not stored: " + why.getClass().getSimpleName()));
    }

    private void run() {
        try {
            do {
                if (current.getAsBoolean()) {
                    tried(() -> views.stored().keep(views.newest()));
                }
            } while (!ending.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Only stop() interrupts this thread.
            Thread.currentThread().interrupt();
            return;
        }
        tried(() -> views.stored().end(views.newest()));
    }

    private void tried(Runnable write) {
        try {
            write.run();
            failure = null;
            failures.works();
        } catch (RuntimeException e) {
            failure = e;
            failures.failed(e);
        }
    }

    /// Stores the newest picture, if that takes no longer than it may.
    void stop() {
        if (!thread.isAlive()) {
            return;
        }
        thread.end();
        ending.countDown();
        try {
            if (!thread.join(LONGEST_END)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
