package org.trialbook.trial.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.casebook.Fold;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ToBlinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.EventIds;
import org.trialbook.store.LineMetadata;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.MongoEventStorageEngine;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SomeEvents;

/// What decisions know of the whole study is folded at the start, of every act that has such a part, so that whoever
/// asks first reads nothing again.
class FoldingAheadTest {
    private final DocumentServer store = DocumentServer.inMemory();
    private final MongoClient client = MongoClients.create(store.connectionString());
    private final Log log = Log.openForWriting(
            LogStore.in(client.getDatabase("trialbook_log")), LogSettings.of(Clock.systemUTC(), new Random(1)), null);
    private final List<TrialEvent> recorded = new ArrayList<>();
    private final List<Long> sourcedFrom = new ArrayList<>();

    @AfterEach
    void close() {
        log.close();
        client.close();
        store.close();
    }

    static List<ActExample<?, ?>> acts() {
        return ActExamples.all();
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whoeverAsksFirstReadsTheWholeStudyOnlyFromItsEnd(ActExample<?, ?> row) {
        StudyWide known = studyWide(row.act());
        if (known == null) {
            return;
        }
        AxonConfiguration axon = axon();
        record(axon, row.given());
        record(axon, HotCrt.randomized(HotCrt.BVP));
        record(axon, HotCrt.readRegistered());
        axon.getComponent(FoldingAhead.class).run(() -> false);
        for (boolean blinded : new boolean[] {true, false}) {
            sourcedFrom.clear();

            ask(axon.getComponent(DryRun.class).by(blinded), row.act());

            assertThat(sourcedFrom.getFirst())
                    .as("%s, blinded %s", row.name(), blinded)
                    .isEqualTo(lastWithin(known.boundary()));
        }
        axon.shutdown();
    }

    /// What is told to all alike is open to all.
    @ParameterizedTest
    @MethodSource("acts")
    void whatIsTheSameForAllTakesInNothingThatIsWithheld(ActExample<?, ?> row) {
        StudyWide known = studyWide(row.act());
        if (known != null && known.sameForAll()) {
            assertThat(known.boundary().criteria())
                    .allSatisfy(criterion -> assertThat(criterion.types())
                            .isNotEmpty()
                            .allSatisfy(type -> assertThat(ToBlinded.Shown.class.isAssignableFrom(type)
                                            || ToBlinded.ShownWithoutSealedFields.class.isAssignableFrom(type))
                                    .as(type.getSimpleName())
                                    .isTrue()));
        }
    }

    private static <T, B> @Nullable StudyWide studyWide(Asked<T, B> asked) {
        Decider<Command<T, B>, Fold> decider = decider(asked);
        return decider.studyWide(decider.initial(asked.command()));
    }

    private static <T, B> void ask(DryRun.Asked dry, Asked<T, B> asked) {
        dry.known(decider(asked), asked.command());
    }

    private static <T, B> Decider<Command<T, B>, Fold> decider(Asked<T, B> asked) {
        return DeclaredActs.deciderOf(asked.act());
    }

    private AxonConfiguration axon() {
        return Acts.configure(
                        DeclaredActs.decided(),
                        converter -> listening(new MongoEventStorageEngine(log, converter)),
                        converter -> new EventMessages(
                                converter,
                                SomeEvents.key(),
                                new EventIds(Clock.systemUTC(), new Random(1)),
                                log::leafHash),
                        event -> {})
                .start();
    }

    /// The same engine, of which it is remembered from where it was asked.
    private EventStorageEngine listening(EventStorageEngine engine) {
        return (EventStorageEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventStorageEngine.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("source")) {
                        sourcedFrom.add(GlobalIndexPosition.toIndex(((SourcingCondition) arguments[0]).start()));
                    }
                    return method.invoke(engine, arguments);
                });
    }

    private void record(AxonConfiguration axon, List<TrialEvent> events) {
        EventSealing sealing = new EventSealing(SomeEvents.key());
        StoredTags tags = new StoredTags();
        List<TaggedEventMessage<?>> messages = new ArrayList<>();
        for (TrialEvent event : events) {
            String id = "given-" + recorded.size();
            EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
            EventMessage message = new GenericEventMessage(
                    id,
                    new MessageType(EventTypes.NAMESPACE, stored.name(), stored.version()),
                    sealing.close(event, id),
                    Map.of(LineMetadata.STUDY, HotCrt.STUDY.value()),
                    HotCrt.NOW);
            messages.add(new GenericTaggedEventMessage<>(message, tags.resolve(message)));
            recorded.add(event);
        }
        axon.getComponent(EventStorageEngine.class)
                .appendEvents(AppendCondition.none(), null, messages)
                .thenCompose(append -> append.commit(null))
                .join();
    }

    /// Behind the last event within the boundary.
    private long lastWithin(Boundary boundary) {
        int last = recorded.size();
        while (last > 0 && !boundary.takesIn(recorded.get(last - 1))) {
            last--;
        }
        return last;
    }
}
