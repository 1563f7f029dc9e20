package org.trialbook.trial.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.SubjectWithdrawn;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.EventIds;
import org.trialbook.store.LineMetadata;
import org.trialbook.trial.Decisions;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.SomeEvents;
import org.trialbook.trial.ValidActs;
import org.trialbook.trial.randomization.Randomization;
import org.trialbook.trial.randomization.RandomizeSubject;
import org.trialbook.trial.unblinding.ReportReadUnblinding;

/// A criterion that matches nothing passes silently, and a second allocation would pass with it. So: whatever event
/// changes what a decision knows is found by its boundary, and stops its append when it comes in between.
class EveryBoundarySeesItsEventsTest {

    private static final List<String> CONCERNED_WITH_EVERYBODY =
            List.of("publish-protocol", "commit-seed-share", "randomize", "approve-unblinding");

    static List<ValidActs.Row> acts() {
        return ValidActs.all();
    }

    @Test
    void everyDecisionIsTriedHere() {
        assertThat(acts().stream().map(ValidActs.Row::name))
                .containsExactlyElementsOf(
                        Decisions.all(HotCrt.SHARES).stream().map(Decision::act).toList());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void everyEventThatChangesTheStateIsSourced(ValidActs.Row row) {
        List<TrialEvent> reactsTo = reactsTo(row);
        assertThat(reactsTo).isNotEmpty();
        for (TrialEvent event : reactsTo) {
            Engine engine = new Engine();
            engine.record(event);

            List<String> sourced = engine.sourced(row.act());

            assertThat(sourced).as(event.toString()).containsExactly(stored(event));
        }
    }

    @ParameterizedTest
    @MethodSource("acts")
    void everyEventThatChangesTheStateStopsAnAppendWhenItComesInBetween(ValidActs.Row row) {
        for (TrialEvent event : reactsTo(row)) {
            Engine engine = new Engine();
            row.given().forEach(engine::record);
            engine.inBetween.set(event);

            assertThatThrownBy(() -> send(engine, row.act()))
                    .as(event.toString())
                    .hasStackTraceContaining(AppendEventsTransactionRejectedException.class.getName());
        }
    }

    @ParameterizedTest
    @MethodSource("acts")
    void theUseOfTheSameKeyStopsAnAppendWhenItComesInBetween(ValidActs.Row row) {
        Engine engine = new Engine();
        row.given().forEach(engine::record);
        engine.keyOfInBetween.set(row.act().context().commandKey());
        engine.inBetween.set(elsewhere());

        assertThatThrownBy(() -> send(engine, row.act()))
                .hasStackTraceContaining(AppendEventsTransactionRejectedException.class.getName());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whatHappensToAnotherSitesSubjectStopsNothing(ValidActs.Row row) {
        Engine engine = new Engine();
        row.given().forEach(engine::record);
        engine.inBetween.set(elsewhere());

        assertThat(send(engine, row.act()))
                .isInstanceOfSatisfying(
                        ActResult.Accepted.class,
                        accepted -> assertThat(accepted.repeated()).isFalse());
    }

    /// A submission bears the read's code and not the subject: it is found once the subject has told the code, and
    /// stops the append of a refusal that it makes untrue.
    @Test
    void aSubmissionThatIsWaitedForIsFoundAndStopsAnAppendWhenItComesInBetween() {
        String yaml = HotCrt.amended(
                "randomize: [confirm-eligibility]", "randomize: [confirm-eligibility, submit-read(pre-implant/ecg)]");
        RandomizeSubject randomize =
                new RandomizeSubject(HotCrt.at(HotCrt.INVESTIGATOR, HotCrt.RANDOMIZED), HotCrt.SUBJECT);
        TrialEvent submitted = HotCrt.readSubmitted().getLast();
        Engine engine = new Engine();
        HotCrt.eligible().forEach(engine::record);
        engine.record(HotCrt.published("2", yaml));
        engine.record(HotCrt.readRegistered().getLast());
        engine.inBetween.set(submitted);

        assertThatThrownBy(() -> send(engine, randomize))
                .hasStackTraceContaining(AppendEventsTransactionRejectedException.class.getName());
        assertThat(send(engine, randomize)).isInstanceOf(ActResult.Accepted.class);
    }

    @Test
    void aBoundaryThatForgetsAnEventWouldBeFoundOut() {
        TrialEvent event = HotCrt.randomized(HotCrt.BVP).getLast();
        Engine engine = new Engine();
        engine.record(event);
        Boundary forgetful = new Randomization(HotCrt.SHARES)
                .boundary(new RandomizeSubject(HotCrt.by(HotCrt.INVESTIGATOR), new SubjectId("01-002")));
        Boundary withoutType = new Boundary(forgetful.criteria().stream()
                .filter(criterion -> !criterion.types().contains(event.getClass()))
                .toList());

        assertThat(engine.sourced(forgetful, "another key")).containsExactly(stored(event));
        assertThat(engine.sourced(withoutType, "another key")).isEmpty();
    }

    private static TrialEvent elsewhere() {
        return HotCrt.consented(new SubjectId("77-001"));
    }

    /// The events that change the state from some point of the trial on.
    private static List<TrialEvent> reactsTo(ValidActs.Row row) {
        Decision<Act, Object> decision = Scenario.decisionOf(row.act());
        List<List<TrialEvent>> points = Stream.concat(
                        acts().stream().map(ValidActs.Row::given),
                        Stream.of(HotCrt.registered(), HotCrt.readRegistered()))
                .toList();
        List<TrialEvent> reactsTo = new ArrayList<>();
        for (TrialEvent event : SomeEvents.ofEveryType()) {
            boolean anotherSubjects =
                    event.aboutSubject().filter(HotCrt.SUBJECT::equals).isEmpty() && event instanceof SubjectEvent;
            if (anotherSubjects && !CONCERNED_WITH_EVERYBODY.contains(row.name())) {
                continue;
            }
            for (List<TrialEvent> point : points) {
                if (event instanceof SubjectWithdrawn && !point.containsAll(HotCrt.registered())) {
                    continue;
                }
                Object state = decision.initial(row.act());
                for (TrialEvent before : point) {
                    state = decision.evolve(state, before);
                }
                if (!decision.evolve(state, event).equals(state)) {
                    reactsTo.add(event);
                    break;
                }
            }
        }
        return reactsTo;
    }

    private static @Nullable ActResult send(Engine engine, Act act) {
        AxonConfiguration configuration = Acts.configure(
                        Decisions.all(HotCrt.SHARES),
                        converter -> engine,
                        SomeEvents.key(),
                        new EventIds(java.time.Clock.systemUTC(), new java.util.Random(1)))
                .start();
        try {
            return configuration.getComponent(CommandGateway.class).sendAndWait(act, ActResult.class);
        } finally {
            configuration.shutdown();
        }
    }

    private static String stored(TrialEvent event) {
        return EventTypes.nameOf(event.getClass()).qualified();
    }

    /// Axon's engine in memory, and somebody who records something just before the next append.
    private static final class Engine extends InMemoryEventStorageEngine {

        private final StoredTags tags = new StoredTags();
        private final AtomicReference<@Nullable TrialEvent> inBetween = new AtomicReference<>();
        private final AtomicReference<@Nullable String> keyOfInBetween = new AtomicReference<>();

        void record(TrialEvent event) {
            Map<String, String> metadata = new HashMap<>();
            if (keyOfInBetween.get() != null) {
                metadata.put(LineMetadata.COMMAND, keyOfInBetween.get());
            }
            EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
            EventMessage message = new GenericEventMessage(
                    UUID.randomUUID().toString(),
                    new MessageType(EventTypes.NAMESPACE, stored.name(), stored.version()),
                    event,
                    metadata,
                    HotCrt.NOW);
            super.appendEvents(
                            AppendCondition.none(),
                            null,
                            List.of(new GenericTaggedEventMessage<>(message, tags.resolve(message))))
                    .thenCompose(transaction -> transaction.commit(null))
                    .join();
        }

        List<String> sourced(Act act) {
            Decision<Act, Object> decision = Scenario.decisionOf(act);
            Boundary boundary = decision.boundary(act);
            if (act instanceof ReportReadUnblinding) {
                // Whose the read is, its registration tells.
                Object told = decision.evolve(
                        decision.initial(act), HotCrt.readRegistered().getLast());
                boundary = new Boundary(
                        Stream.concat(boundary.criteria().stream(), decision.further(act, told).criteria().stream())
                                .toList());
            }
            return sourced(boundary, act.context().commandKey());
        }

        List<String> sourced(Boundary boundary, String commandKey) {
            return source(SourcingCondition.conditionFor(Criteria.of(boundary, commandKey)), null)
                    .reduce(new ArrayList<String>(), (all, entry) -> {
                        // The stream ends with a marker that is no event of ours.
                        if (entry.message().type().qualifiedName().fullName().startsWith(EventTypes.NAMESPACE + ".")) {
                            all.add(entry.message().type().qualifiedName().fullName());
                        }
                        return all;
                    })
                    .join();
        }

        @Override
        public java.util.concurrent.CompletableFuture<AppendTransaction<?>> appendEvents(
                AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
            TrialEvent first = inBetween.getAndSet(null);
            if (first != null) {
                record(first);
            }
            return super.appendEvents(condition, context, events);
        }
    }
}
