package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.store.FaultyConnection.State;

/// The store can't be reached for a while: callers are told in time, and once it is back everything goes on without a
/// restart, with nothing lost and nothing twice.
class LostConnectionTest {
    private static final Duration ANSWER = Duration.ofMillis(1_500);

    private final DocumentServer server = DocumentServer.inMemory();
    private final FaultyConnection wire = new FaultyConnection(server.port());
    private final MongoClient client = MongoClients.create(wire.connectionString());
    private final MongoDatabase database = client.getDatabase("trialbook_log");
    private final LogSettings settings = Drafts.settings().withPatience(Duration.ofMillis(200));
    private final Log log;
    private final Log reader;

    LostConnectionTest() {
        // The first answers take their time: classes are loaded, connections are made.
        new MongoBlockStore(database, Drafts.SHORTLY).lastNumber();
        log = Log.open(new MongoBlockStore(database, ANSWER), settings, null, true);
        reader = Log.open(new MongoBlockStore(database, ANSWER), settings, null, false);
    }

    @AfterEach
    void close() {
        wire.become(State.WORKS);
        log.close();
        reader.close();
        client.close();
        wire.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"CUT", "SILENT", "WITHOUT_ANSWERS"})
    void callersAreToldAndAppendingGoesOnByItself(State fault) throws Exception {
        repeatUntilItIsKnown("before");
        wire.become(fault);
        List<CompletableFuture<Long>> during = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            during.add(once("e" + i));
        }
        for (CompletableFuture<Long> told : during) {
            assertThat(told)
                    .failsWithin(Drafts.SHORTLY)
                    .withThrowableThat()
                    .withCauseInstanceOf(UnsettledAppendException.class);
        }
        wire.become(State.WORKS);
        List<String> expected = new ArrayList<>(List.of("before"));
        for (int i = 0; i < 5; i++) {
            repeatUntilItIsKnown("e" + i);
            expected.add("e" + i);
        }
        repeatUntilItIsKnown("after");
        expected.add("after");
        assertThat(Drafts.ids(log)).containsExactlyInAnyOrderElementsOf(expected);
        await().atMost(Drafts.SHORTLY).until(() -> reader.size() == log.size());
        assertThat(reader.root()).isEqualTo(log.root());
        assertThat(log.failure()).isEmpty();
    }

    @Test
    void aShortLossIsNotNoticed() throws Exception {
        try (MongoClient patient = MongoClients.create(wire.connectionString());
                Log unhurried = Log.openForWriting(
                        LogStore.in(patient.getDatabase("trialbook_log")),
                        Drafts.settings().withPatience(Drafts.SHORTLY),
                        null)) {
            wire.become(State.CUT);
            CompletableFuture<Long> done = unhurried.append(List.of(Drafts.draft("during", List.of())), null);
            assertThat(done).isNotDone();
            wire.become(State.WORKS);
            assertThat(done).succeedsWithin(Drafts.SHORTLY).isEqualTo(1L);
        }
    }

    /// An act with a key of its own: recorded once at most, however often it is repeated.
    private CompletableFuture<Long> once(String id) {
        var key = Drafts.tag("key", id);
        return log.append(List.of(Drafts.draft(id, List.of(key))), Drafts.unseen(key));
    }

    private void repeatUntilItIsKnown(String id) {
        await().atMost(Drafts.SHORTLY).until(() -> {
            Throwable failure = once(id).handle((size, e) -> e).get(10, TimeUnit.SECONDS);
            // Either it is recorded now, or it turns out that it was before.
            return failure == null || failure instanceof AppendEventsTransactionRejectedException;
        });
    }
}
