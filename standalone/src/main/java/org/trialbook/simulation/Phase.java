package org.trialbook.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Works through the tasks of a phase, a few clients at a time; the next phase starts when all are through. A task
/// that fails is told of and ends; the others go on.
final class Phase {

    /// What one client does with one subject or recording.
    @FunctionalInterface
    interface Task<T> {
        void run(T about) throws IOException, UnexpectedAnswerException;
    }

    private final ExecutorService threads;
    private final int clients;
    private final Tally tally;
    private final Consumer<String> progress;

    Phase(ExecutorService threads, int clients, Tally tally, Consumer<String> progress) {
        this.threads = threads;
        this.clients = clients;
        this.tally = tally;
        this.progress = progress;
    }

    /// Several at once; returns those whose task went through.
    <T> List<T> atOnce(String name, List<T> all, Task<T> task) {
        Semaphore free = new Semaphore(clients);
        AtomicInteger done = new AtomicInteger();
        List<Future<Boolean>> running = new ArrayList<>();
        for (T one : all) {
            running.add(threads.submit(() -> {
                free.acquire();
                try {
                    return attempt(task, one);
                } finally {
                    free.release();
                    tell(name, done.incrementAndGet(), all.size());
                }
            }));
        }
        List<T> through = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (joined(running.get(i))) {
                through.add(all.get(i));
            }
        }
        return through;
    }

    /// One after the other, in the order of the list; returns those whose task went through.
    <T> List<T> inOrder(String name, List<T> all, Task<T> task) {
        List<T> through = new ArrayList<>();
        int done = 0;
        for (T one : all) {
            if (attempt(task, one)) {
                through.add(one);
            }
            tell(name, ++done, all.size());
        }
        return through;
    }

    private <T> boolean attempt(Task<T> task, T about) {
        try {
            task.run(about);
            return true;
        } catch (UnexpectedAnswerException e) {
            tally.unexpected(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            tally.unexpected("The connection failed: " + e);
        }
        return false;
    }

    private void tell(String name, int done, int all) {
        progress.accept("%s %d of %d, %d requests so far".formatted(name, done, all, tally.requests.sum()));
    }

    private static boolean joined(Future<Boolean> running) {
        try {
            return running.get();
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
}
