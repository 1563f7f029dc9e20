package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.SystemEvents;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.act.ActResult;
import org.trialbook.trial.act.CommandContext;

/// Somebody else acts on the recording between the look at which reads belong together and the decision, or
/// between the decision and its record. Each test brings that about at its exact place.
@ExtendWith(SharedServer.class)
class NobodyGetsTwoReadsOfARecordingTest {

    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private TrialServer server;
    private String first;
    private String second;

    @BeforeEach
    void anEchoThatOneOfTwoHasRead(Trial trial) {
        server = trial.server();
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

    /// The other codes of the recording are found within the boundary, whatever was registered a moment ago.
    @Test
    void aRepeatGivenSinceTheFirstTryIsSeenByTheNext() throws Exception {
        AtomicReference<@Nullable Runnable> once = new AtomicReference<>(() -> repeatGivenTo("reader-3"));
        ActResult result = new LosingOnce(server.bean(AxonConfiguration.class).getComponent(CommandGateway.class), once)
                .send(ask(AssignRead.class, context(), new ReadCode(second), new AssignRead.Body("reader-3")));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ActResult.Declined.class,
                        declined -> assertThat(declined.name()).isEqualTo("reader-not-eligible"));
        assertThat(readsOf("reader-3")).hasSize(1);
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

    private CommandContext context() {
        return HotCrt.context(HotCrt.DATA_MANAGER, Instant.now(), Instant.now().atZone(HotCrt.ZONE));
    }

    /// Something happens between the first try's decision and its append: it loses the race, and is sent again.
    private record LosingOnce(CommandGateway gateway, AtomicReference<@Nullable Runnable> once) {
        ActResult send(Asked<?, ?> asked) {
            Runnable happens = once.getAndSet(null);
            if (happens != null) {
                happens.run();
            }
            return Objects.requireNonNull(gateway.sendAndWait(asked.message(), ActResult.class));
        }
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
        new SystemEvents(server.log(), server.bean(EventIds.class))
                .recordOnce(
                        "old-%08d".formatted(REQUESTS.incrementAndGet()),
                        new SystemEvents.Entry(
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

    private List<String> readsOfTheRecording() {
        List<String> all = new ArrayList<>(furtherReads());
        all.add(first);
        return all;
    }

    private List<String> readsOf(String reader) {
        List<String> reads = new ArrayList<>();
        for (String read : List.copyOf(readsOfTheRecording())) {
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
