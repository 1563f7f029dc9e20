package org.trialbook.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/// Axon's storage engine on the [Log].
///
/// Tokens, markers and positions are one number everywhere: the position to go on from, which is also how many events
/// were seen. Events come back with their payload as JSON text, to be converted when somebody asks for it, and with
/// `recordedAt`, the time the log took them, as their timestamp.
public final class MongoEventStorageEngine implements EventStorageEngine {
    private final Log log;
    private final Runnable first;
    private final EventLines lines;

    /// @param converter makes JSON text of payloads, such as a [JacksonConverter]
    public MongoEventStorageEngine(Log log, Converter converter) {
        this(log, converter, () -> {});
    }

    /// @param first is run before anything is sourced and before anything is appended, and throws where it must not be
    public MongoEventStorageEngine(Log log, Converter converter, Runnable first) {
        this.log = log;
        this.first = first;
        this.lines = new EventLines(converter);
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        try {
            first.run();
            Append.Guard guard = guard(condition);
            List<Draft> drafts = events.stream().map(lines::draft).toList();
            if (guard != null && !log.matching(guard.query(), guard.from()).isEmpty()) {
                // The append would fail already now, so it is refused at once. What arrives before the commit is
                // checked there.
                return CompletableFuture.failedFuture(rejected(guard));
            }
            return CompletableFuture.completedFuture(new PendingAppend(drafts, guard));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Append.@Nullable Guard guard(AppendCondition condition) {
        if (condition.consistencyMarker() == ConsistencyMarker.INFINITY) {
            return null;
        }
        long marker = GlobalIndexConsistencyMarker.position(condition.consistencyMarker());
        return new Append.Guard(EventQuery.of(condition.criteria()), Math.max(0, marker));
    }

    private static AppendEventsTransactionRejectedException rejected(Append.Guard guard) {
        return AppendEventsTransactionRejectedException.conflictingEventsDetected(
                new GlobalIndexConsistencyMarker(guard.from()));
    }

    /// Events that are ready to be recorded, and are not until the transaction commits.
    private final class PendingAppend implements AppendTransaction<ConsistencyMarker> {
        private final List<Draft> drafts;
        private final Append.@Nullable Guard guard;
        private final AtomicBoolean finished = new AtomicBoolean();

        PendingAppend(List<Draft> drafts, Append.@Nullable Guard guard) {
            this.drafts = drafts;
            this.guard = guard;
        }

        @Override
        public CompletableFuture<ConsistencyMarker> commit(@Nullable ProcessingContext context) {
            if (finished.getAndSet(true)) {
                return CompletableFuture.failedFuture(new IllegalStateException("Already committed or rolled back"));
            }
            if (drafts.isEmpty()) {
                return CompletableFuture.completedFuture(ConsistencyMarker.ORIGIN);
            }
            try {
                return log.append(drafts, guard).thenApply(GlobalIndexConsistencyMarker::new);
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void rollback(@Nullable ProcessingContext context) {
            finished.set(true);
        }

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(
                ConsistencyMarker marker, @Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(marker);
        }
    }

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        first.run();
        long start = Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
        // The size first: what arrives after it may be in the stream or not, but is beyond the marker in any case.
        long size = log.size();
        var matching = log.matching(EventQuery.of(condition.criteria()), start);
        matching.remove(size, 1L << 32);
        return new SourcedEvents(log, lines, TagIndex.longs(matching), size);
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        TrackingToken token = condition.position();
        long from = token == null ? 0 : Math.max(0, token.position().orElse(0));
        return new TailingEvents(log, lines, EventQuery.of(condition.criteria()), from);
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(log.size()));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(log.positionAt(at.minusNanos(1))));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("size", log.size());
    }
}
