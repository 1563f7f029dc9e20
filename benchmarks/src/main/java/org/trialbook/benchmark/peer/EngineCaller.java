package org.trialbook.benchmark.peer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.trialbook.benchmark.measure.LoadCaller;

/// Appends one event after another through an engine, each on the condition that nothing has come between.
final class EngineCaller implements LoadCaller {
    private final EventStorageEngine engine;
    private final MeasuredEvents events;
    private final Condition condition;
    private ConsistencyMarker seen;
    private String subject = "";
    private int appended;

    EngineCaller(EventStorageEngine engine, MeasuredEvents events, Condition condition) {
        this.engine = engine;
        this.events = events;
        this.condition = condition;
        this.seen = condition == Condition.BOUNDARY ? head(engine) : ConsistencyMarker.ORIGIN;
    }

    /// What a decision has seen that sourced an empty boundary.
    private static ConsistencyMarker head(EventStorageEngine engine) {
        return new GlobalIndexConsistencyMarker(
                engine.latestToken(null).join().position().orElse(0));
    }

    @Override
    public void call() {
        if (appended++ % MeasuredEvents.PER_SUBJECT == 0) {
            subject = events.subject();
            seen = condition.turningFrom(seen);
        }
        seen = engine.appendEvents(condition.of(subject, seen), null, List.of(events.event(subject)))
                .thenCompose(EngineCaller::commit)
                .join();
    }

    static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
        return transaction.commit(null).thenCompose(result -> transaction.afterCommit(result, null));
    }
}
