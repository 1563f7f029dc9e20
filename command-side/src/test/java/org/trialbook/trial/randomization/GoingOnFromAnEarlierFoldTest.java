package org.trialbook.trial.randomization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.casebook.Fold;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.EventIds;
import org.trialbook.store.LineMetadata;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.MongoEventStorageEngine;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.SomeEvents;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActResult;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Decider;
import org.trialbook.trial.act.DryRun;
import org.trialbook.trial.act.EventMessages;
import org.trialbook.trial.act.FoldingAhead;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.ShuffleKey;
import org.trialbook.trial.reading.AssignReads;
import org.trialbook.trial.reading.ClaimRead;
import org.trialbook.trial.reading.OpenReadingBatch;
import org.trialbook.trial.reading.ReleaseRead;
import org.trialbook.trial.reading.SampleRereads;
import org.trialbook.trial.reading.SubmitRead;

/// A decision about the whole study that goes on from what an earlier one knew, decides as one that reads the whole
/// record: acts in an order that is drawn, of which each is decided both ways.
class GoingOnFromAnEarlierFoldTest {
    private static final int SUBJECTS = 14;
    private static final int ACTS = 60;

    private final DocumentServer store = DocumentServer.inMemory();
    private final MongoClient client = MongoClients.create(store.connectionString());
    private final Log log = Log.openForWriting(
            LogStore.in(client.getDatabase("trialbook_log")), LogSettings.of(Clock.systemUTC(), new Random(1)), null);
    private final EventSealing sealing = new EventSealing(SomeEvents.key());
    private final AxonConfiguration axon = Acts.configure(
                    DeclaredActs.decided(),
                    converter -> new MongoEventStorageEngine(log, converter),
                    converter -> new EventMessages(
                            converter, SomeEvents.key(), new EventIds(Clock.systemUTC(), new Random(1)), log::leafHash),
                    event -> {})
            .start();
    private final List<TrialEvent> history = new ArrayList<>();

    @AfterEach
    void stop() {
        axon.shutdown();
        log.close();
        client.close();
        store.close();
    }

    static List<Long> seeds() {
        return new Random(15).longs(40).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itDecidesAsOneThatReadsTheWholeRecord(long seed) {
        Random random = new Random(seed);
        record(given());
        if (random.nextBoolean()) {
            axon.getComponent(FoldingAhead.class).run(() -> false);
        }
        CommandGateway gateway = axon.getComponent(CommandGateway.class);
        int recorded = 0;
        for (int i = 0; i < ACTS; i++) {
            List<TrialEvent> before = history();
            Asked<?, ?> asked = drawn(random, i, before);
            Outcome expected = Scenario.decide(asked, before);
            Object result =
                    gateway.send(asked.message()).getResultMessage().join().payload();

            List<TrialEvent> appended = history().subList(before.size(), history.size());
            if (expected instanceof Outcome.Recorded(List<TrialEvent> events, var _, var _)) {
                assertThat(appended).as("%s, act %d of seed %d", asked, i, seed).isEqualTo(events);
                recorded++;
            } else {
                assertThat(result).as("%s, act %d of seed %d", asked, i, seed).isInstanceOf(ActResult.Declined.class);
                if (i % 5 == 0) {
                    assertThat(result).isEqualTo(ActResult.Declined.of(((Outcome.Refused) expected).refusal()));
                }
            }
            assertAskedAlike(asked, history());
        }
        assertThat(recorded).as("acts recorded, seed %d", seed).isGreaterThan(ACTS / 4);
    }

    /// Whether it could be done, is answered from folds that are kept, too.
    private <T, B> void assertAskedAlike(Asked<T, B> asked, List<TrialEvent> history) {
        Decider<Command<T, B>, Fold> decider = DeclaredActs.deciderOf(asked.act());
        Fold state = axon.getComponent(DryRun.class).by(false).known(decider, asked.command());
        assertThat(asked.act().outcome(asked.context(), decider.decide(asked.command(), state)))
                .isEqualTo(Scenario.decide(asked, history));
    }

    /// Eligible subjects, each with an echo that two are to read.
    private static List<TrialEvent> given() {
        List<TrialEvent> events = new ArrayList<>(HotCrt.openSite());
        for (int n = 1; n <= SUBJECTS; n++) {
            SubjectId subject = subject(n);
            ReadCode first = new ReadCode("R-%07d1".formatted(n));
            events.add(HotCrt.registered(subject));
            events.add(HotCrt.consented(subject));
            events.add(HotCrt.confirmed(subject));
            events.add(new ReadRegistered(
                    STUDY, first, subject, subject.site(), "pre-implant", "echo", "archive/" + n, "ab".repeat(32)));
            events.add(new FurtherReadRegistered(STUDY, new ReadCode("R-%07d2".formatted(n)), first, "echo", "second"));
        }
        return events;
    }

    private static SubjectId subject(int n) {
        return new SubjectId("01-%03d".formatted(n));
    }

    private static Asked<?, ?> drawn(Random random, int number, List<TrialEvent> history) {
        Caller reader = new Caller("reader-" + (1 + random.nextInt(4)), "A Reader", Role.READER, null);
        List<ReadAssigned> given = history.stream()
                .filter(ReadAssigned.class::isInstance)
                .map(ReadAssigned.class::cast)
                .toList();
        int draw = random.nextInt(given.isEmpty() ? 60 : 100);
        if (draw < 15) {
            return ask(
                    RandomizeSubject.class,
                    by(HotCrt.INVESTIGATOR, number, random),
                    subject(1 + random.nextInt(SUBJECTS)),
                    new RandomizeSubject.Body());
        }
        if (draw < 25) {
            return ask(
                    OpenReadingBatch.class,
                    by(DATA_MANAGER, number, random),
                    "reads",
                    new OpenReadingBatch.Body("echo", why(random)));
        }
        if (draw < 50) {
            return ask(ClaimRead.class, by(reader, number, random), "reads", new ClaimRead.Body("echo"));
        }
        if (draw < 54) {
            return ask(
                    AssignReads.class,
                    by(DATA_MANAGER, number, random),
                    "reads",
                    new AssignReads.Body("echo", List.of("reader-1", "reader-3"), why(random)));
        }
        if (draw < 60) {
            return ask(
                    SampleRereads.class,
                    by(DATA_MANAGER, number, random),
                    "reads",
                    new SampleRereads.Body("echo", random.nextBoolean() ? "intra-reader" : "inter-reader", 2));
        }
        ReadAssigned one = given.get(random.nextInt(given.size()));
        Caller its = new Caller(one.reader(), "A Reader", Role.READER, null);
        return draw < 70
                ? ask(ReleaseRead.class, by(its, number, random), one.read(), new ReleaseRead.Body("on leave"))
                : ask(
                        SubmitRead.class,
                        by(its, number, random),
                        one.read(),
                        new SubmitRead.Body(measured(random), null, new ArmGuess(null, null)));
    }

    /// Without a reason it is refused where there are too few, after it was seen what there would be.
    private static @Nullable String why(Random random) {
        return random.nextInt(3) > 0 ? "the last ones" : null;
    }

    private static <T, B> Asked<T, B> ask(Class<? extends Act<T, B, ?>> act, CommandContext context, T target, B body) {
        return Asked.ask(act, context, target, body);
    }

    private static CommandContext by(Caller caller, int number, Random random) {
        return new CommandContext(
                STUDY,
                caller,
                HotCrt.NOW,
                HotCrt.NOW.atZone(ZoneOffset.UTC),
                "%s/key-%d".formatted(caller.id(), number),
                "%064x".formatted(number),
                new ShuffleKey(Long.toString(random.nextLong())));
    }

    /// Two that differ by more than the plan lets stand are read a third time.
    private static Map<String, ItemValue> measured(Random random) {
        Map<String, ItemValue> values = new TreeMap<>();
        values.put("lvef-biplane", new ItemValue("" + (25 + random.nextInt(20)), "%"));
        values.put("lvedv", new ItemValue("180", "mL"));
        values.put("lvesv", new ItemValue("120", "mL"));
        values.put("lvedd", new ItemValue("62", "mm"));
        values.put("lvesd", new ItemValue("50", "mm"));
        return values;
    }

    private void record(List<TrialEvent> events) {
        List<TaggedEventMessage<?>> messages = new ArrayList<>();
        for (TrialEvent event : events) {
            String id = "given-" + messages.size();
            EventTypes.StoredName name = EventTypes.nameOf(event.getClass());
            EventMessage message = new GenericEventMessage(
                    id,
                    new MessageType(EventTypes.NAMESPACE, name.name(), name.version()),
                    sealing.close(event, id),
                    Map.of(LineMetadata.STUDY, STUDY.value()),
                    HotCrt.NOW);
            messages.add(new GenericTaggedEventMessage<>(
                    message,
                    event.tags().stream()
                            .map(tag -> new Tag(tag.key(), tag.value()))
                            .collect(Collectors.toSet())));
        }
        axon.getComponent(EventStorageEngine.class)
                .appendEvents(AppendCondition.none(), null, messages)
                .thenCompose(append -> append.commit(null))
                .join();
    }

    /// What stands in the log by now.
    private List<TrialEvent> history() {
        while (history.size() < log.size()) {
            EventLine line = log.line(history.size());
            TrialEvent event =
                    EventJson.read(line.type(), line.version(), line.payload().toString());
            history.add(sealing.open(event, line.id()));
        }
        return List.copyOf(history);
    }
}
