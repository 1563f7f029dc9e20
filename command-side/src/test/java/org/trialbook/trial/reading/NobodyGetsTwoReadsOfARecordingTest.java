package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Act;
import org.trialbook.access.WallClock;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.Problem;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.OwnEvents;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.Receipts;

/// Somebody else acts on the recording between the look at which reads belong together and the decision, or
/// between the decision and its record. Each test brings that about at its exact place.
@ExtendWith(SharedServer.class)
class NobodyGetsTwoReadsOfARecordingTest {

    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private TrialServer server;
    private ActDesk desk;
    private String first;
    private String second;

    @BeforeEach
    void anEchoThatOneOfTwoHasRead(Trial trial) {
        server = trial.server();
        desk = server.bean(ActDesk.class);
        first = server.recorded(
                        "coordinator@01",
                        trial.consented("01") + "/acts/register-read",
                        Map.of(
                                "visit",
                                "pre-implant",
                                "modality",
                                "echo",
                                "media",
                                "archive/1",
                                "mediaHash",
                                "ab".repeat(32)))
                .get("read")
                .asString();
        second = furtherReads().getLast();
        assign(first, "reader-1");
        Map<String, Object> values = new TreeMap<>();
        Readers.lvef("30").forEach((item, value) -> values.put(item, Trial.json(value.value(), value.unit())));
        server.recorded(
                "reader-1", "/reads/" + first + "/acts/submit-read", Map.of("values", values, "guess", Map.of()));
    }

    @Test
    void aRepeatGivenSinceTheReadsWereLookedUpIsSeen() {
        assertThat(assignSecond(desk, "reader-3", () -> repeatGivenTo("reader-3")))
                .isEqualTo("reader-not-eligible");
        assertThat(readsOf("reader-3")).hasSize(1);
    }

    @Test
    void aRepeatGivenSinceTheFirstTryIsSeenByTheNext() {
        AtomicReference<@Nullable Runnable> once = new AtomicReference<>(() -> repeatGivenTo("reader-3"));
        AtomicInteger lookedUp = new AtomicInteger();

        assertThat(assignSecond(losing(once), "reader-3", lookedUp::incrementAndGet))
                .isEqualTo("reader-not-eligible");
        assertThat(lookedUp).hasValue(2);
        assertThat(readsOf("reader-3")).hasSize(1);
    }

    @Test
    void aReadThatWasRegisteredSinceItWasLookedUpIsNotDecidedOn() {
        AtomicReference<String> repeat = new AtomicReference<>("");
        ReadFamilies families = server.bean(ReadFamilies.class);

        assertThatThrownBy(() -> desk.central(received("reader-1"), context -> {
                    // Nobody knows a code before it is registered; a guess that comes true is told what it was told
                    // before.
                    String code = repeatGivenTo("reader-3");
                    repeat.set(code);
                    return new AssignRead(
                            context, new ReadCode(code), ReadFamily.alone(new ReadCode(code)), "reader-1");
                }))
                .isInstanceOf(NoSuchException.class);
        assertThat(families.of(new ReadCode(repeat.get())).reads()).containsOnly(first, second, repeat.get());
    }

    @Test
    void whatAnEarlierReleaseRecordedWithoutTheTagIsSeen() {
        ReadingEvent assigned = new ReadingEvent.ReadAssigned(HotCrt.STUDY, new ReadCode(second), "reader-2");
        asAnEarlierRelease(assigned);
        String repeat = repeat();

        assertThat(server.act("data-manager", "/reads/" + repeat + "/acts/assign-read", Map.of("reader", "reader-2"))
                        .problem())
                .isEqualTo("reader-not-eligible");
        assign(repeat, "reader-3");
    }

    @Test
    void whateverIsRecordedOfAReadIsFoundByItsRecording() {
        String repeat = repeatGivenTo("reader-3");
        server.recorded("reader-3", "/reads/" + repeat + "/acts/release-read", Map.of("reason", "on leave"));
        assign(second, "reader-2");

        for (String read : List.of(first, second, repeat)) {
            List<Long> ofRead = positions("read", read);
            assertThat(ofRead).hasSizeGreaterThan(1);
            assertThat(positions("recording", first)).containsAll(ofRead);
        }
    }

    // ---- what is done

    /// Assigns the second read as the endpoint does, and lets something happen after it has looked the reads up.
    ///
    /// @return why it was refused
    private String assignSecond(ActDesk by, String reader, Runnable then) {
        ReadFamilies families = server.bean(ReadFamilies.class);
        ResponseEntity<Object> answer = by.central(received(reader), context -> {
            ReadFamily found = families.of(new ReadCode(second));
            then.run();
            return new AssignRead(context, new ReadCode(second), found, reader);
        });
        return answer.getBody() instanceof Problem problem ? problem.name() : "recorded";
    }

    private ActDesk.Received received(String reader) {
        return new ActDesk.Received(
                Act.ASSIGN_READ,
                HotCrt.STUDY,
                new ReadCode(second),
                HotCrt.DATA_MANAGER,
                new IdempotencyKey("two-reads-%08d".formatted(REQUESTS.incrementAndGet())),
                Map.of("reader", reader),
                null);
    }

    /// A desk whose first try loses the race against what happens then.
    private ActDesk losing(AtomicReference<@Nullable Runnable> once) {
        CommandGateway gateway = server.bean(AxonConfiguration.class).getComponent(CommandGateway.class);
        CommandGateway losing = (CommandGateway) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CommandGateway.class}, (proxy, method, arguments) -> {
                    Runnable happens = once.getAndSet(null);
                    if (happens != null) {
                        happens.run();
                        throw AppendEventsTransactionRejectedException.conflictingEventsDetected(
                                new GlobalIndexConsistencyMarker(0));
                    }
                    try {
                        return method.invoke(gateway, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new ActDesk(losing, new Receipts(server.log()), Clock.systemUTC(), new WallClock(Clock.systemUTC()));
    }

    private String repeatGivenTo(String reader) {
        String repeat = repeat();
        assign(repeat, reader);
        return repeat;
    }

    /// Other tests' recordings on the same server may be repeated, too.
    private String repeat() {
        server.recorded(
                "data-manager",
                "/reads/acts/sample-rereads",
                Map.of("modality", "echo", "kind", "inter-reader", "count", 200));
        return furtherReads().getLast();
    }

    private void assign(String read, String reader) {
        server.recorded("data-manager", "/reads/" + read + "/acts/assign-read", Map.of("reader", reader));
    }

    private void asAnEarlierRelease(TrialEvent event) {
        EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
        List<EventLine.Tag> tags = event.tags().stream()
                .map(tag -> new EventLine.Tag(tag.key(), tag.value()))
                .toList();
        new OwnEvents(server.log(), server.bean(EventIds.class))
                .recordOnce(
                        "old-%08d".formatted(REQUESTS.incrementAndGet()),
                        new OwnEvents.Entry(
                                stored.qualified(),
                                stored.version(),
                                HotCrt.STUDY.value(),
                                tags,
                                EventJson.write(event)),
                        new EventLine.Actor("data-manager", "Dana Dvorak", "data-manager", null),
                        null);
    }

    // ---- what the record shows

    /// The further reads of the recording, in the order of their registration.
    private List<String> furtherReads() {
        return positions("recording", first).stream()
                .map(this::event)
                .filter(ReadingEvent.FurtherReadRegistered.class::isInstance)
                .map(event -> ((ReadingEvent) event).read().value())
                .toList();
    }

    private List<String> readsOf(String reader) {
        List<String> reads = new ArrayList<>();
        for (String read : List.copyOf(
                server.bean(ReadFamilies.class).of(new ReadCode(first)).reads())) {
            for (long position : positions("read", read)) {
                if (event(position) instanceof ReadingEvent.ReadAssigned assigned
                        && assigned.reader().equals(reader)) {
                    reads.add(read);
                }
            }
        }
        return reads;
    }

    private List<Long> positions(String tag, String value) {
        List<Long> positions = new ArrayList<>();
        for (long position : server.log().positionsWithTag(tag, value)) {
            positions.add(position);
        }
        return positions;
    }

    private TrialEvent event(long position) {
        Log log = server.log();
        EventLine line = log.line(position);
        return EventJson.read(line.type(), line.version(), line.payload());
    }
}
