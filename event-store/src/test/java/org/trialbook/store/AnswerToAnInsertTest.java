package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The server answers that it has run the command, and says in its answer that something is amiss.
class AnswerToAnInsertTest {
    private static final Document NOT_DURABLE =
            new Document("code", 64).append("codeName", "WriteConcernFailed").append("errmsg", "waiting timed out");

    private final Answering backend = new Answering();
    private final MongoServer server = new MongoServer(backend);
    private final MongoClient client;

    AnswerToAnInsertTest() {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = MongoClients.create(
                "mongodb://127.0.0.1:" + server.getLocalAddress().getPort());
    }

    @AfterEach
    void close() {
        client.close();
        server.shutdownNow();
    }

    private Log open() {
        return Log.open(new MongoBlockStore(client.getDatabase("trialbook_log")), Drafts.settings(), null, true);
    }

    @Test
    void whatIsNotDurableYetIsNotAcknowledgedBeforeItIsSettled() throws Exception {
        try (Log log = open()) {
            backend.next(answer -> answer.append("writeConcernError", NOT_DURABLE));
            assertThat(Drafts.append(log, null, Drafts.draft("one", List.of()))).isEqualTo(1);
            // The first insert was in doubt. The second found its number taken, by the same attempt.
            assertThat(backend.inserts()).isEqualTo(2);
            Drafts.append(log, null, Drafts.draft("two", List.of()));
            assertThat(Drafts.ids(log)).containsExactly("one", "two");
        }
    }

    @Test
    void aNumberThatIsTakenIsTakenHoweverDurableTheOtherBlockIs() throws Exception {
        try (Log log = open()) {
            Drafts.append(log, null, Drafts.draft("theirs", List.of()));
        }
        BlockStore store = new MongoBlockStore(client.getDatabase("trialbook_log"));
        Block theirs = store.read(0, 1).getFirst();
        backend.next(answer -> answer.append("writeConcernError", NOT_DURABLE));
        assertThat(store.insert(theirs)).isEqualTo(new Insertion.Taken());
    }

    @Test
    void anErrorOfTheDocumentIsARefusalAndNothingIsInDoubt() throws Exception {
        try (Log log = open()) {
            backend.instead(new Document("ok", 1.0)
                    .append("n", 0)
                    .append(
                            "writeErrors",
                            List.of(new Document("index", 0).append("code", 121).append("errmsg", "not allowed"))));
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("refused", List.of())))
                    .rootCause()
                    .hasMessageContaining("not allowed");
            assertThat(backend.inserts()).isEqualTo(1);
            Drafts.append(log, null, Drafts.draft("after", List.of()));
            assertThat(Drafts.ids(log)).containsExactly("after");
        }
    }

    /// Alters its answers to inserts, or gives another without running them.
    private static final class Answering extends MemoryBackend {
        private final Queue<UnaryOperator<Document>> alterations = new ArrayDeque<>();
        private final Queue<Document> others = new ArrayDeque<>();
        private int inserts;

        synchronized void next(UnaryOperator<Document> alteration) {
            alterations.add(alteration);
        }

        synchronized void instead(Document answer) {
            others.add(answer);
        }

        synchronized int inserts() {
            return inserts;
        }

        @Override
        public synchronized Document handleCommand(Channel channel, String database, String command, Document query) {
            if (!command.equals("insert")) {
                return super.handleCommand(channel, database, command, query);
            }
            inserts++;
            Document other = others.poll();
            if (other != null) {
                return other;
            }
            Document answer = super.handleCommand(channel, database, command, query);
            return alterations.isEmpty() ? answer : alterations.remove().apply(answer);
        }
    }
}
