package org.trialbook.view.projection;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.FailureLog;
import org.trialbook.store.VitalThread;

/// Keeps a group's [Views] up with the record: one thread that waits for it to grow and folds what is new.
///
/// What fails is tried again for as long as this runs, whatever failed and however often; meanwhile
/// [#trouble()] says so.
public final class ProjectionProcessor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionProcessor.class);
    private static final Duration TURN = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /// A turn folds one batch at most. One that takes longer waits for a store that does not answer.
    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private final Views views;
    private final TrialRecord record;
    private final FailureLog failures;
    private @Nullable Running running;

    private volatile @Nullable Throwable failure;
    private volatile long lastTurn;

    public ProjectionProcessor(Views views) {
        this.views = views;
        this.record = views.record();
        this.failures =
                new FailureLog(LOG, "The views of group " + views.group().name() + " are not kept up");
    }

    public ProjectionGroup group() {
        return views.group();
    }

    /// How many recorded events are not in the views yet. Asks nobody.
    public long lag() {
        return Math.max(0, record.size() - views.newest().size());
    }

    /// Why the views are not kept up, in words; empty while they are.
    public Optional<String> trouble() {
        Running now = running();
        if (now == null) {
            return Optional.of("not running");
        }
        Throwable last = failure;
        Optional<String> death = now.thread.death();
        if (death.isPresent()) {
            return death;
        }
        long known = record.known();
        if (known < record.size()) {
            EventLine unknown = record.line(known);
            return Optional.of(UnknownEventException.at(known, unknown.type(), unknown.version())
                    .sentence());
        }
        if (last != null) {
            return Optional.of(last.getClass().getSimpleName());
        }
        long turn = System.nanoTime() - lastTurn;
        return turn > LONGEST_TURN.toNanos()
                ? Optional.of("the store has not answered for "
                        + Duration.ofNanos(turn).toSeconds() + " s")
                : Optional.empty();
    }

    /// Why the views are not stored for the next start, in words; empty while they are. No answer is worse for it.
    public Optional<String> unstored() {
        Running now = running();
        return now == null ? Optional.empty() : now.writer.trouble();
    }

    private synchronized @Nullable Running running() {
        return running;
    }

    /// Brings the views up to the record first, so that a process which has started does not answer from an old
    /// state.
    ///
    /// @throws RuntimeException when that fails
    @Override
    public void start() {
        record.requireKnown(record.size());
        Running starting;
        synchronized (this) {
            if (running != null) {
                return;
            }
            lastTurn = System.nanoTime();
            running = starting = new Running(record.size());
            starting.thread.start();
        }
        try {
            starting.caughtUp.join();
            starting.writer.start();
            starting.recall.start();
        } catch (CompletionException e) {
            stop();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void stop() {
        Running ending;
        synchronized (this) {
            ending = running;
            running = null;
        }
        if (ending != null) {
            ending.stop();
        }
    }

    /// Before the web server, which starts late and stops early: nothing is answered from views not caught up yet.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return running() != null;
    }

    private final class Running {
        private final long first;
        private final CompletableFuture<@Nullable Void> caughtUp = new CompletableFuture<>();
        private final VitalThread thread = new VitalThread("views-" + group().name(), this::run);
        private final StoredViewsWriter writer = new StoredViewsWriter(views, () -> failure == null);
        private final Thread recall = Thread.ofPlatform()
                .daemon()
                .name("past-views-" + group().name())
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::recall);
        private volatile boolean stopping;

        Running(long first) {
            this.first = first;
        }

        private void run() {
            long pause = TURN.toMillis();
            try {
                restore();
                while (!stopping) {
                    try {
                        long reached = views.goOn(record.size());
                        // The turn is counted before anybody is told, because a first turn may be long.
                        lastTurn = System.nanoTime();
                        failure = null;
                        failures.works();
                        pause = TURN.toMillis();
                        if (reached >= first) {
                            caughtUp.complete(null);
                        }
                        record.awaitBeyond(reached - 1, TURN);
                    } catch (RuntimeException e) {
                        failed(e);
                        Thread.sleep(pause);
                        pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
                    }
                    lastTurn = System.nanoTime();
                }
            } catch (InterruptedException e) {
                // Only stop() interrupts this thread.
                Thread.currentThread().interrupt();
            } catch (Error e) {
                caughtUp.completeExceptionally(e);
                throw e;
            }
        }

        /// What cannot be restored is folded.
        private void restore() {
            try {
                views.restore();
            } catch (RuntimeException e) {
                // Its message may repeat what is in a view.
                String why = e.getClass().getSimpleName();
                LOG.warn("The stored views of group {} cannot be read, and are folded anew: {}", group().name(), why);
            }
        }

        private void failed(RuntimeException e) {
            if (stopping) {
                return;
            }
            failure = e;
            failures.failed(e);
            // At the start, nobody is served yet: whoever started this process is told.
            caughtUp.completeExceptionally(e);
        }

        private void recall() {
            try {
                views.recallPast(() -> stopping);
            } catch (RuntimeException e) {
                String why = e.getClass().getSimpleName();
                LOG.warn("Questions of the past will take longer in group {}: {}", group().name(), why);
            }
        }

        void stop() {
            stopping = true;
            thread.end();
            try {
                thread.join(Duration.ofSeconds(2));
                thread.interrupt();
                thread.join();
                recall.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            writer.stop();
        }
    }
}
