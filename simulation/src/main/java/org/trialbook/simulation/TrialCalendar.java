package org.trialbook.simulation;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// The days of a simulated trial. Whoever waits for a moment gets it once nobody has anything left to do before it;
/// then the trial's clock goes on to that moment. What several do at one moment they do at once.
///
/// Three moments make a day, in the working hours of every site: people are registered, what happened is entered, and
/// subjects are randomized. Registrations and randomizations come one after the other, in an order that is the plan's.
final class TrialCalendar {

    /// What somebody does, as long as it takes.
    @FunctionalInterface
    interface Task {
        void run() throws IOException, UnexpectedAnswerException;
    }

    /// The simulation ends before the moment that was waited for.
    private static final class Over extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Over() {
            super("the simulation ends before", null, false, false);
        }
    }

    private static final LocalTime REGISTERING = LocalTime.of(15, 0);
    private static final LocalTime ENTERING = LocalTime.of(15, 10);
    private static final LocalTime RANDOMIZING = LocalTime.of(15, 20);
    private static final long APART_MILLIS = 200;

    private final Demo demo;
    private final Instant end;
    private final ExecutorService threads;
    private final RequestCounts tally;
    private final Consumer<String> progress;
    private final List<Future<?>> tasks = new ArrayList<>();
    private final NavigableMap<Instant, Moment> waiting = new TreeMap<>();
    private Instant now;
    private int busy;
    private boolean failed;

    private static final class Moment {
        private final CountDownLatch came = new CountDownLatch(1);
        private int waiting;
    }

    /// @param begin when the first of them acts
    /// @param end nobody acts later
    TrialCalendar(
            Demo demo,
            Instant begin,
            Instant end,
            ExecutorService threads,
            RequestCounts tally,
            Consumer<String> progress) {
        this.demo = demo;
        this.now = begin;
        this.end = end;
        this.threads = threads;
        this.tally = tally;
        this.progress = progress;
    }

    void begin() {
        demo.advanceTo(now);
    }

    /// When something that happened then is entered: on a workday, in working hours, not before.
    static Instant entered(ZonedDateTime happened) {
        LocalDate day = happened.withZoneSameInstant(ZoneOffset.UTC).toLocalDate();
        Instant instant = Screenings.workday(day).atTime(ENTERING).toInstant(ZoneOffset.UTC);
        return instant.isBefore(happened.toInstant()) ? entering(day.plusDays(1)) : instant;
    }

    /// When things are entered on this day, or on the first workday after it.
    static Instant entering(LocalDate day) {
        return Screenings.workday(day).atTime(ENTERING).toInstant(ZoneOffset.UTC);
    }

    /// @param rank of this registration among all, from 0
    static Instant registering(ZonedDateTime happened, int rank) {
        Instant entered = entered(happened);
        return LocalDate.ofInstant(entered, ZoneOffset.UTC)
                .atTime(REGISTERING)
                .toInstant(ZoneOffset.UTC)
                .plusMillis(rank * APART_MILLIS);
    }

    /// @param rank of this randomization among all, from 0
    static Instant randomizing(LocalDate day, int rank) {
        return day.atTime(RANDOMIZING).toInstant(ZoneOffset.UTC).plusMillis(rank * APART_MILLIS);
    }

    /// What day it is.
    synchronized LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /// Whether nobody but the one who asks has anything to do any more.
    synchronized boolean lastAtWork() {
        return busy == 1 && waiting.isEmpty();
    }

    /// Returns when it is that moment; at once when it was before. Only from within a task.
    void until(Instant moment) {
        CountDownLatch came;
        synchronized (this) {
            if (!moment.isAfter(now)) {
                return;
            }
            if (failed || moment.isAfter(end)) {
                throw new Over();
            }
            Moment then = waiting.computeIfAbsent(moment, at -> new Moment());
            then.waiting++;
            came = then.came;
            busy--;
            goOn();
        }
        try {
            came.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulationNotPossibleException("Interrupted", e);
        }
    }

    /// Somebody has something to do from now on. A task that fails is told of and ends; the others go on.
    synchronized void start(Task task) {
        busy++;
        tasks.add(threads.submit(() -> {
            try {
                task.run();
            } catch (Over e) {
                // What comes later is not simulated.
            } catch (UnexpectedAnswerException e) {
                tally.unexpected(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                tally.unexpected("The connection failed: " + e);
            } catch (RuntimeException e) {
                giveUp();
                throw e;
            } finally {
                done();
            }
        }));
    }

    /// Returns when nobody has anything to do any more.
    ///
    /// @throws RuntimeException what a task threw
    void work(Task first) {
        start(first);
        for (int i = 0; i < started(); i++) {
            join(i);
        }
    }

    private synchronized int started() {
        return tasks.size();
    }

    private void join(int task) {
        Future<?> running;
        synchronized (this) {
            running = tasks.get(task);
        }
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulationNotPossibleException("Interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Nobody begins anything new.
    private synchronized void giveUp() {
        failed = true;
    }

    private synchronized void done() {
        busy--;
        goOn();
    }

    private void goOn() {
        if (busy > 0 || waiting.isEmpty()) {
            return;
        }
        var next = waiting.pollFirstEntry();
        now = next.getKey();
        busy = next.getValue().waiting;
        demo.advanceTo(now);
        progress.accept("%s: %d randomized, %,d requests so far"
                .formatted(today(), tally.randomized.sum(), tally.requests.sum()));
        next.getValue().came.countDown();
    }
}
