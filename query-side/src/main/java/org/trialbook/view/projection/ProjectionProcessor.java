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

/// Drives a group's [LiveViews]: one thread that waits for the record to grow and folds what is new, in one
/// process among all that serve the views.
///
/// What fails is tried again for as long as this runs, whatever failed and however often; meanwhile
/// [#trouble()] says so.
public final class ProjectionProcessor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionProcessor.class);
    private static final Duration TURN = Duration.ofMillis(250);
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /// A turn folds one batch at most. One that takes longer waits for a store that does not answer.
    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private final ProjectionGroup group;
    private final TrialRecord record;
    private final LiveViews views;
    private final ViewPlace.Claim lease;
    private final FailureLog failures;
    private @Nullable Running running;

    /// How many events are in the views, as far as is known.
    private volatile long reached;

    /// How many there have been since the start.
    private volatile long most;

    private volatile @Nullable Throwable failure;
    private volatile long lastTurn;

    public ProjectionProcessor(ProjectionGroup group, TrialRecord record, LiveViews views, ViewPlace.Claim lease) {
        this.group = group;
        this.record = record;
        this.views = views;
        this.lease = lease;
        this.failures = new FailureLog(LOG, "The views of group " + group.name() + " are not kept up");
    }

    public ProjectionGroup group() {
        return group;
    }

    /// How many recorded events are not in the views yet, as far as is known. Asks nobody.
    public long lag() {
        return Math.max(0, record.size() - reached);
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
        if (reached < most) {
            return Optional.of("made anew from the record");
        }
        long turn = System.nanoTime() - lastTurn;
        return turn > LONGEST_TURN.toNanos()
                ? Optional.of("the store has not answered for "
                        + Duration.ofNanos(turn).toSeconds() + " s")
                : Optional.empty();
    }

    private synchronized @Nullable Running running() {
        return running;
    }

    /// Brings the views up to the record first, here or by the process that has the lease, so that a process
    /// which has started does not answer from an old state.
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
        private final VitalThread thread = new VitalThread("views-" + group.name(), this::run);
        private volatile boolean stopping;
        private boolean mine;
        private long askedAt = System.nanoTime() - BETWEEN_BEATS.toNanos();

        Running(long first) {
            this.first = first;
        }

        private void run() {
            long pause = TURN.toMillis();
            try {
                while (!stopping) {
                    try {
                        turn();
                        failure = null;
                        failures.works();
                        pause = TURN.toMillis();
                        // What others fold is looked at every turn, whether or not something new is recorded.
                        record.awaitBeyond((mine ? reached : record.size()) - 1, TURN);
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
            giveBack();
        }

        private void failed(RuntimeException e) {
            if (stopping) {
                return;
            }
            failure = e;
            failures.failed(e);
            // At the start, nobody is served yet: whoever started this process is told.
            caughtUp.completeExceptionally(e);
            giveBack();
        }

        private void turn() {
            if (System.nanoTime() - askedAt >= BETWEEN_BEATS.toNanos()) {
                mine = lease.hold();
                askedAt = System.nanoTime();
            }
            long size = record.size();
            reached = mine ? views.goOn(size) : views.size();
            most = Math.max(most, reached);
            // The turn is counted before anybody is told, because a first turn may be long.
            lastTurn = System.nanoTime();
            if (reached >= first) {
                caughtUp.complete(null);
            }
        }

        /// The lease is given up, because another process may be able to fold where this one fails.
        private void giveBack() {
            mine = false;
            try {
                lease.giveBack();
            } catch (RuntimeException e) {
                LOG.debug("the lease runs out by itself", e);
            }
        }

        void stop() {
            stopping = true;
            thread.end();
            try {
                thread.join(Duration.ofSeconds(2));
                thread.interrupt();
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
