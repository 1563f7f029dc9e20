package org.trialbook.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a consistency marker covers, as Axon uses it: sourcing and appending through the storage engine.
interface MarkerConformance {
    EventCriteria SUBJECT = EventCriteria.havingTags("subject", "01-001");

    LogPlace place();

    Duration patience();

    /// What was read of a boundary, and up to where it was looked at.
    record Sourced(List<String> ids, ConsistencyMarker marker) {}

    private @Nullable ConsistencyMarker append(MongoEventStorageEngine engine, AppendCondition condition, String id)
            throws Exception {
        var event = new GenericEventMessage(id, new MessageType("trial.Noted", "1"), "{}", Map.of(), Instant.EPOCH);
        try {
            @SuppressWarnings("unchecked") // The engine's own transaction, whose commit gives its marker back.
            var transaction = (AppendTransaction<ConsistencyMarker>) engine.appendEvents(
                            condition,
                            null,
                            List.of(new GenericTaggedEventMessage<>(event, Set.of(new Tag("subject", "01-001")))))
                    .get(patience().toMillis(), TimeUnit.MILLISECONDS);
            ConsistencyMarker committed =
                    transaction.commit(null).get(patience().toMillis(), TimeUnit.MILLISECONDS);
            return transaction.afterCommit(committed, null).get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
            return null;
        }
    }

    private static Sourced source(MongoEventStorageEngine engine) {
        var stream = engine.source(SourcingCondition.conditionFor(SUBJECT), null);
        List<String> ids = new ArrayList<>();
        while (true) {
            var entry = stream.next().orElseThrow();
            Optional<ConsistencyMarker> marker = Optional.ofNullable(entry.getResource(ConsistencyMarker.RESOURCE_KEY));
            if (marker.isPresent()) {
                return new Sourced(ids, marker.get());
            }
            ids.add(entry.message().identifier());
        }
    }

    private static AppendCondition after(ConsistencyMarker marker) {
        return AppendCondition.withCriteria(SUBJECT).withMarker(marker);
    }

    @Test
    default void anEventAfterTheMarkerConflictsAndOneBeforeItDoesNot() throws Exception {
        var engine = LogPlace.engine(place().writer());
        var other = LogPlace.engine(place().otherWriter());
        append(other, AppendCondition.none(), "before");
        await().atMost(patience()).until(() -> source(engine).ids().size() == 1);
        ConsistencyMarker marker = source(engine).marker();
        assertThat(append(engine, after(marker), "mine")).isNotNull();
        assertThat(append(engine, after(marker), "too late")).isNull();
        assertThat(append(other, after(marker), "also too late")).isNull();
        assertThat(Drafts.ids(place().reader())).containsExactly("before", "mine");
    }

    @Test
    default void theOriginAllowsNothingThatMatchesAtAll() throws Exception {
        var engine = LogPlace.engine(place().writer());
        assertThat(append(engine, after(ConsistencyMarker.ORIGIN), "first")).isNotNull();
        assertThat(append(engine, after(ConsistencyMarker.ORIGIN), "second")).isNull();
    }

    @Test
    default void infinityAllowsEverything() throws Exception {
        var engine = LogPlace.engine(place().writer());
        assertThat(append(engine, after(ConsistencyMarker.INFINITY), "first")).isNotNull();
        assertThat(append(engine, after(ConsistencyMarker.INFINITY), "second")).isNotNull();
        assertThat(append(engine, AppendCondition.none(), "third")).isNotNull();
        assertThat(place().reader().size()).isEqualTo(3);
    }

    @Test
    default void theMarkerOfACommitCoversItsOwnEventAndNotTheNext() throws Exception {
        var engine = LogPlace.engine(place().writer());
        var other = LogPlace.engine(place().otherWriter());
        ConsistencyMarker own = requireNonNull(append(engine, AppendCondition.none(), "first"));
        ConsistencyMarker next = requireNonNull(append(engine, after(own), "second"));
        assertThat(append(other, after(own), "against the second")).isNull();
        assertThat(append(other, after(next), "third")).isNotNull();
        assertThat(append(engine, after(next), "against the third")).isNull();
    }

    @Test
    default void sourcingSeesWhatWasAcknowledged() throws Exception {
        var engine = LogPlace.engine(place().writer());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Sourced before = source(engine);
            assertThat(before.ids()).isEqualTo(ids);
            assertThat(append(engine, after(before.marker()), "e" + i)).isNotNull();
            ids.add("e" + i);
        }
        assertThat(source(LogPlace.engine(place().reader())).ids()).isEqualTo(ids);
    }
}
