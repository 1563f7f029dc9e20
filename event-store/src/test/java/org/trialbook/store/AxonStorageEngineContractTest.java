package org.trialbook.store;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import tools.jackson.databind.json.JsonMapper;

/// Axon's own contract for storage engines, unchanged.
///
/// The suite expects an event's timestamp to be the one its message was made with; the record's is the time of the
/// committer. So the committer's clock here tells, event by event, the time the suite put into the message, or the
/// real time where that is earlier.
class AxonStorageEngineContractTest extends StorageEngineTestSuite<EventStorageEngine> {
    private final TestDatabase database = TestDatabase.open();
    private final ClockOfTheMessages clock = new ClockOfTheMessages();
    private final Log log = Log.openForWriting(database.store(), LogSettings.of(clock, new Random(1)), null);

    @Override
    protected EventStorageEngine buildStorageEngine() {
        return new TellingTheClock(new MongoEventStorageEngine(log, new JacksonConverter(JsonMapper.shared())), clock);
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }

    @AfterAll
    void closeStore() {
        log.close();
        database.close();
    }

    private static final class ClockOfTheMessages extends Clock {
        private final Queue<Instant> timestamps = new ConcurrentLinkedQueue<>();

        /// Where the suite makes a later event's message first, the earlier event gets the later one's time: the record
        /// never goes back.
        void expect(List<Instant> next) {
            ArrayDeque<Instant> rising = new ArrayDeque<>();
            for (Instant instant : next.reversed()) {
                rising.addFirst(rising.isEmpty() || instant.isBefore(rising.getFirst()) ? instant : rising.getFirst());
            }
            timestamps.clear();
            timestamps.addAll(rising);
        }

        @Override
        public Instant instant() {
            Instant now = InstantSource.system().instant();
            Instant next = timestamps.poll();
            return next == null || next.isAfter(now) ? now : next;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private record TellingTheClock(EventStorageEngine engine, ClockOfTheMessages clock) implements EventStorageEngine {
        @Override
        public CompletableFuture<AppendTransaction<?>> appendEvents(
                AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
            clock.expect(
                    events.stream().map(tagged -> tagged.event().timestamp()).toList());
            return engine.appendEvents(condition, context, events);
        }

        @Override
        public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
            return engine.source(condition, context);
        }

        @Override
        public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
            return engine.stream(condition, context);
        }

        @Override
        public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
            return engine.firstToken(context);
        }

        @Override
        public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
            return engine.latestToken(context);
        }

        @Override
        public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
            return engine.tokenAt(at, context);
        }

        @Override
        public void describeTo(ComponentDescriptor descriptor) {
            engine.describeTo(descriptor);
        }
    }
}
