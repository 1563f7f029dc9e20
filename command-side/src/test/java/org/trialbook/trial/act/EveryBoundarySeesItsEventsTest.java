package org.trialbook.trial.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trialbook.trial.Asked.ask;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
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
import org.trialbook.casebook.Fold;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.Sha256;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolHistory;
import org.trialbook.store.EventIds;
import org.trialbook.store.LineMetadata;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.SomeEvents;
import org.trialbook.trial.randomization.RandomizeSubject;

/// A criterion that matches nothing passes silently, and a second allocation would pass with it. So: whatever event
/// changes what a decision knows is found by its boundary, and stops its append when it comes in between.
class EveryBoundarySeesItsEventsTest {

    private static final List<String> CONCERNED_WITH_EVERYBODY =
            List.of("publish-protocol", "commit-seed-share", "randomize", "approve-unblinding");

    static List<ActExample<?, ?>> acts() {
        return ActExamples.all();
    }

    @Test
    void everyDecisionIsTriedHere() {
        assertThat(acts().stream().map(ActExample::name))
                .containsExactlyInAnyOrderElementsOf(
                        DeclaredActs.all().stream().map(Act::name).toList());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void everyEventThatChangesTheStateIsSourced(ActExample<?, ?> row) {
        List<TrialEvent> reactsTo = reactsTo(row);
        assertThat(reactsTo).isNotEmpty();
        for (TrialEvent event : reactsTo) {
            Engine engine = new Engine();
            engine.record(event);

            List<String> sourced = engine.sourced(row.act(), row.given());

            assertThat(sourced).as(event.toString()).containsExactly(stored(event));
        }
    }

    @ParameterizedTest
    @MethodSource("acts")
    void everyEventThatChangesTheStateStopsAnAppendWhenItComesInBetween(ActExample<?, ?> row) {
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
    void theUseOfTheSameKeyStopsAnAppendWhenItComesInBetween(ActExample<?, ?> row) {
        Engine engine = new Engine();
        row.given().forEach(engine::record);
        engine.keyOfInBetween.set(row.act().context().commandKey());
        engine.inBetween.set(elsewhere());

        assertThatThrownBy(() -> send(engine, row.act()))
                .hasStackTraceContaining(AppendEventsTransactionRejectedException.class.getName());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whatHappensToAnotherSitesSubjectStopsNothing(ActExample<?, ?> row) {
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
        Asked<?, ?> randomize = ask(
                RandomizeSubject.class,
                HotCrt.at(HotCrt.INVESTIGATOR, HotCrt.RANDOMIZED),
                HotCrt.SUBJECT,
                new RandomizeSubject.Body());
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
        Boundary forgetful = DeclaredActs.boundary(ask(
                RandomizeSubject.class,
                HotCrt.by(HotCrt.INVESTIGATOR),
                new SubjectId("01-002"),
                new RandomizeSubject.Body()));
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
    private static List<TrialEvent> reactsTo(ActExample<?, ?> row) {
        List<List<TrialEvent>> points = Stream.concat(
                        acts().stream().map(ActExample::given), Stream.of(HotCrt.registered(), HotCrt.readRegistered()))
                .toList();
        Map<List<TrialEvent>, String> before = new HashMap<>();
        points.forEach(point -> before.computeIfAbsent(point, p -> words(folded(row.act(), p))));
        List<TrialEvent> reactsTo = new ArrayList<>();
        for (TrialEvent event : SomeEvents.ofEveryType()) {
            boolean anotherSubjects =
                    event.aboutSubject().filter(HotCrt.SUBJECT::equals).isEmpty() && event instanceof SubjectEvent;
            if (anotherSubjects && !CONCERNED_WITH_EVERYBODY.contains(row.name())) {
                continue;
            }
            if (points.stream()
                    .anyMatch(point ->
                            !words(folded(row.act(), HotCrt.and(point, event))).equals(before.get(point)))) {
                reactsTo.add(event);
            }
        }
        return reactsTo;
    }

    /// What the act's own decider knows after a history.
    private static <T, B> Fold folded(Asked<T, B> asked, List<TrialEvent> history) {
        Fold state = asked.act().initial(asked.command());
        Scenario.recorded(history).forEach(state::apply);
        return state;
    }

    /// What is known, in words: a fold has no equality, and needs none.
    private static String words(@Nullable Object known) {
        return switch (known) {
            case null -> "null";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> words(entry.getKey()) + "=" + words(entry.getValue()))
                        .sorted()
                        .toList()
                        .toString();
            case Collection<?> all ->
                all.stream().map(EveryBoundarySeesItsEventsTest::words).toList().toString();
            case Protocol protocol -> protocol.version() + "@" + System.identityHashCode(protocol);
            case ProtocolHistory versions ->
                versions.visits().keySet() + " " + versions.forms().keySet();
            default ->
                known.getClass().getName().startsWith("org.trialbook.")
                                && !known.getClass().isRecord()
                        ? fields(known)
                        : known.toString();
        };
    }

    private static String fields(Object known) {
        StringBuilder words = new StringBuilder(known.getClass().getSimpleName());
        for (Field field : known.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("counts")) {
                try {
                    field.setAccessible(true);
                    words.append(' ').append(field.getName()).append('=').append(words(field.get(known)));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return words.toString();
    }

    private static @Nullable ActResult send(Engine engine, Asked<?, ?> act) {
        AxonConfiguration configuration = Acts.configure(
                        DeclaredActs.decided(),
                        converter -> engine,
                        converter -> new EventMessages(
                                converter,
                                SomeEvents.key(),
                                new EventIds(java.time.Clock.systemUTC(), new java.util.Random(1)),
                                position -> Sha256.leaf(new byte[0])),
                        event -> {})
                .start();
        try {
            return configuration.getComponent(CommandGateway.class).sendAndWait(act.message(), ActResult.class);
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
            Map<String, String> metadata = new HashMap<>(Scenario.author(event));
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

        /// With what a boundary grows by once a registration has told whose a read is, and an import whose its values
        /// are.
        <T, B> List<String> sourced(Asked<T, B> asked, List<TrialEvent> given) {
            Fold before = asked.act().initial(asked.command());
            Scenario.recorded(given).forEach(before::apply);
            Fold told = asked.act().initial(asked.command());
            Scenario.recorded(HotCrt.readRegistered()).forEach(told::apply);
            Boundary boundary = DeclaredActs.boundary(asked);
            return sourced(
                    boundary.and(DeclaredActs.further(asked, told)).and(DeclaredActs.further(asked, before)),
                    asked.context().commandKey());
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
