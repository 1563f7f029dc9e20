package org.trialbook.benchmark.peer;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.trialbook.benchmark.measure.LoadCaller;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.JacksonConverter;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.MongoEventStorageEngine;
import tools.jackson.databind.json.JsonMapper;

/// Our engine as it runs in production: plain files, every block forced to the disk, checkpoints signed.
public final class Trialbook implements Peer {
    private final FileLogStore store;
    private final CheckpointSigning signing;
    private final Log log;
    private final EventStorageEngine engine;
    private final MeasuredEvents events = new MeasuredEvents();

    private Trialbook(Path directory, Duration checkpoints) {
        this.store = FileLogStore.open(directory.resolve("log"));
        this.signing =
                CheckpointSigning.open(directory.resolve("keys"), "benchmark.example/log", store, new SecureRandom());
        this.log = Log.openForWriting(store, settings(), signing.checkpoints());
        this.engine = new MongoEventStorageEngine(log, new JacksonConverter(JsonMapper.shared()));
        signing.keep(log, checkpoints);
    }

    private static LogSettings settings() {
        return LogSettings.of(Clock.systemUTC(), new Random());
    }

    public static Trialbook open(Path directory) {
        return new Trialbook(directory, Duration.ofMinutes(1));
    }

    @Override
    public String name() {
        return "Trialbook";
    }

    public EventStorageEngine engine() {
        return engine;
    }

    public MeasuredEvents events() {
        return events;
    }

    /// How many events the log holds.
    public long size() {
        return log.size();
    }

    @Override
    public LoadCaller caller(int number) {
        return new EngineCaller(engine, events, Condition.BOUNDARY);
    }

    /// The same store, and appends on no condition at all.
    public Peer unconditional() {
        return new Peer() {
            @Override
            public String name() {
                return "Trialbook, unconditional";
            }

            @Override
            public LoadCaller caller(int number) {
                return new EngineCaller(engine, events, Condition.NONE);
            }

            @Override
            public void close() {
                // The store is the other one's.
            }
        };
    }

    /// How many bytes all lines have together.
    public long lineBytes() {
        return LongStream.range(0, log.size())
                .map(position -> log.lineBytes(position).length)
                .sum();
    }

    /// Fills the log with events about so many subjects in turn, a group at a time.
    public void fill(int count, int group, List<String> subjects) {
        fill(count, group, i -> events.event(subjects.get(i % subjects.size())));
    }

    /// Fills the log with these events, a group at a time.
    public void fill(List<TaggedEventMessage<?>> all, int group) {
        fill(all.size(), group, all::get);
    }

    private void fill(int count, int group, IntFunction<TaggedEventMessage<?>> event) {
        for (int from = 0; from < count; from += group) {
            List<TaggedEventMessage<?>> together = new ArrayList<>();
            for (int i = from; i < Math.min(from + group, count); i++) {
                together.add(event.apply(i));
            }
            engine.appendEvents(AppendCondition.none(), null, together)
                    .thenCompose(EngineCaller::commit)
                    .join();
        }
    }

    /// Makes the log's snapshot, as a server does when it has been running for a while.
    public void snapshot() {
        signing.snapshot(log);
    }

    @Override
    public void close() {
        signing.close();
        log.close();
        store.close();
    }
}
