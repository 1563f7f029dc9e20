package org.trialbook.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An empty database for one test, and the processes that work on it. Closes all of them, and drops the database.
public final class LogPlace implements AutoCloseable {
    private final String uri;
    private final String name = "trialbook_test_" + UUID.randomUUID().toString().replace("-", "");
    private final MongoDatabase one;
    private final MongoDatabase two;
    private final BiFunction<BlockStore, MongoDatabase, BlockStore> seenThrough;
    private final Duration patience;
    private final Deque<Log> open = new ArrayDeque<>();

    LogPlace(
            String uri,
            MongoClient one,
            MongoClient two,
            BiFunction<BlockStore, MongoDatabase, BlockStore> seenThrough,
            Duration patience) {
        this.uri = uri;
        this.one = one.getDatabase(name);
        this.two = two.getDatabase(name);
        this.seenThrough = seenThrough;
        this.patience = patience;
    }

    String uri() {
        return uri;
    }

    MongoDatabase database() {
        return one;
    }

    MongoCollection<Document> blocks() {
        return one.getCollection(MongoBlockStore.COLLECTION);
    }

    /// What a process is given for a store.
    BlockStore store() {
        return seenThrough.apply(new MongoBlockStore(one), one);
    }

    /// A process that writes.
    Log writer() {
        return keep(Log.open(store(), settings(), null, true));
    }

    /// Another one, with a connection of its own.
    Log otherWriter() {
        return keep(Log.open(seenThrough.apply(new MongoBlockStore(two), two), settings(), null, true));
    }

    /// A process that has just started, and only reads.
    Log reader() {
        return keep(Log.open(seenThrough.apply(new MongoBlockStore(two), two), settings(), null, false));
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
        one.drop();
    }
}
