package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server answers, but will not write: it is no longer the primary, shuts down, or is gone and comes back.
class LostPrimaryTest {
    private final RefusingBackend backend = new RefusingBackend();
    private final MongoServer server = new MongoServer(backend);
    private final MongoClient client;

    LostPrimaryTest() {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = MongoClients.create("mongodb://127.0.0.1:"
                + server.getLocalAddress().getPort() + "/?heartbeatFrequencyMS=500&serverMonitoringMode=poll");
    }

    @AfterEach
    void close() {
        client.close();
        server.shutdownNow();
    }

    private Log open(Duration patience) {
        return Log.open(
                new MongoBlockStore(client.getDatabase("trialbook_log"), Duration.ofSeconds(5)),
                Drafts.settings().withPatience(patience),
                null,
                true);
    }

    /// Codes of MongoDB for 'ask another server' or 'ask again'.
    @ParameterizedTest
    @CsvSource({
        "10107, NotWritablePrimary",
        "189, PrimarySteppedDown",
        "11602, InterruptedDueToReplStateChange",
        "91, ShutdownInProgress",
        "11600, InterruptedAtShutdown",
        "50, MaxTimeMSExpired"
    })
    void anAppendWaitsForTheNextPrimary(int code, String codeName) throws Exception {
        try (Log log = open(Drafts.SHORTLY)) {
            Drafts.append(log, null, Drafts.draft("before", List.of()));
            backend.refuse(new MongoServerError(code, codeName, "not now"), 3);
            assertThat(Drafts.append(log, null, Drafts.draft("during", List.of())))
                    .isEqualTo(2);
            assertThat(Drafts.append(log, null, Drafts.draft("after", List.of())))
                    .isEqualTo(3);
            assertThat(Drafts.ids(log)).containsExactly("before", "during", "after");
        }
    }

    @Test
    void aPrimaryThatStaysAwayIsToldToTheCallerAndItsReturnNeedsNoRestart() throws Exception {
        try (Log log = open(Duration.ofMillis(200))) {
            backend.refuse(new MongoServerError(10107, "NotWritablePrimary", "not primary"), Integer.MAX_VALUE);
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("during", List.of())))
                    .hasCauseInstanceOf(UnsettledAppendException.class);
            backend.refuse(new MongoServerError(10107, "NotWritablePrimary", "not primary"), 0);
            Drafts.append(log, null, Drafts.draft("after", List.of()));
            // The first was never refused for good: it was settled before anything else got its number.
            assertThat(Drafts.ids(log)).containsExactly("during", "after");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 121})
    void aRefusalForGoodIsPassedOnAndNothingIsInDoubt(int code) throws Exception {
        try (Log log = open(Drafts.SHORTLY)) {
            backend.refuse(new MongoServerError(code, "Refused", "not allowed"), 1);
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("refused", List.of())))
                    .rootCause()
                    .hasMessageContaining("not allowed");
            Drafts.append(log, null, Drafts.draft("after", List.of()));
            assertThat(Drafts.ids(log)).containsExactly("after");
        }
    }

    @Test
    void aServerThatStopsAndStartsAgainIsFoundAgain() throws Exception {
        try (DocumentServer server = DocumentServer.inMemory();
                MongoClient own = MongoClients.create(
                        server.connectionString() + "/?heartbeatFrequencyMS=500&serverMonitoringMode=poll")) {
            LogSettings patient = Drafts.settings().withPatience(Drafts.SHORTLY);
            try (Log log = Log.openForWriting(LogStore.in(own.getDatabase("trialbook_log")), patient, null)) {
                Drafts.append(log, null, Drafts.draft("before", List.of()));
                server.stop();
                CompletableFuture<Long> during = log.append(List.of(Drafts.draft("during", List.of())), null);
                server.start();
                assertThat(during).succeedsWithin(Drafts.SHORTLY).isEqualTo(2L);
                assertThat(Drafts.ids(log)).containsExactly("before", "during");
            }
        }
    }

    /// Refuses a number of inserts before it does anything.
    private static final class RefusingBackend extends MemoryBackend {
        private MongoServerError refusal = new MongoServerError(0, "");
        private int times;

        synchronized void refuse(MongoServerError error, int inserts) {
            refusal = error;
            times = inserts;
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            if (command.equals("insert") && isRefused()) {
                throw refusal;
            }
            return super.handleCommand(channel, database, command, query);
        }

        private synchronized boolean isRefused() {
            return times > 0 && times-- > 0;
        }
    }
}
