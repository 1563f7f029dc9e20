package org.trialbook.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An empty place for one test, and the processes that work on it. Closes all of them, and the place.
public final class LogPlace implements AutoCloseable {
    private final StoreUnderTest under;
    private final UnaryOperator<BlockStore> seenThrough;
    private final Duration patience;
    private final Deque<Log> open = new ArrayDeque<>();

    LogPlace(StoreUnderTest under, UnaryOperator<BlockStore> seenThrough, Duration patience) {
        this.under = under;
        this.seenThrough = seenThrough;
        this.patience = patience;
    }

    LogStore logStore() {
        return under.one();
    }

    void lose(long block) throws Exception {
        under.lose(block);
    }

    /// What a process is given for a store.
    BlockStore store() {
        return seenThrough.apply(under.one().blocks(patience));
    }

    private BlockStore otherStore() {
        return seenThrough.apply(under.two().blocks(patience));
    }

    /// A process that writes.
    Log writer() {
        return keep(Log.open(store(), settings(), null, true));
    }

    /// Another one, with a connection of its own.
    Log otherWriter() {
        return keep(Log.open(otherStore(), settings(), null, true));
    }

    /// A process that has just started, and only reads.
    Log reader() {
        return keep(Log.open(otherStore(), settings(), null, false));
    }

    /// A process that writes through a faulty network.
    Log writer(BlockStore through, Duration patienceOfTheLog) {
        return keep(Log.open(through, settings().withPatience(patienceOfTheLog), null, true));
    }

    static MongoEventStorageEngine engine(Log log) {
        return new MongoEventStorageEngine(log, new JacksonConverter(JsonMapper.shared()));
    }

    private LogSettings settings() {
        return LogSettings.of(Clock.systemUTC(), new Random()).withPatience(patience);
    }

    private Log keep(Log log) {
        open.push(log);
        return log;
    }

    /// Appends, and waits for the answer: the size of the log after it, or null when it was refused.
    @Nullable
    Long append(Log log, Append.@Nullable Guard guard, Draft... drafts) throws Exception {
        try {
            return log.append(List.of(drafts), guard)
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AppendEventsTransactionRejectedException) {
                return null;
            }
            throw e;
        }
    }

    /// Runs all at the same time.
    static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> done : callers.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        under.close();
    }
}
