package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
    @TempDir
    Path directory;

    @Test
    void findsItsDatabasesAgain() {
        try (EmbeddedServer server = EmbeddedServer.open(directory, 0);
                MongoClient client = MongoClients.create(server.connectionString())) {
            client.getDatabase("trialbook_log").getCollection("blocks").insertOne(new Document("_id", 0L));
            client.getDatabase("trialbook_views").getCollection("subjects").insertOne(new Document("_id", "s"));
            client.getDatabase("trialbook_views")
                    .getCollection("subjects")
                    .updateOne(Filters.eq("_id", "s"), Updates.set("arm", "closed"));
        }
        assertThat(directory.resolve("trialbook_log.mv")).exists();
        assertThat(directory.resolve("trialbook_views.mv")).exists();
        try (EmbeddedServer server = EmbeddedServer.open(directory, 0);
                MongoClient client = MongoClients.create(server.connectionString())) {
            assertThat(client.listDatabaseNames()).contains("trialbook_log", "trialbook_views");
            var blocks = client.getDatabase("trialbook_log").getCollection("blocks");
            assertThatThrownBy(() -> blocks.insertOne(new Document("_id", 0L))).isInstanceOf(MongoWriteException.class);
            assertThat(client.getDatabase("trialbook_views")
                            .getCollection("subjects")
                            .find(Filters.eq("_id", "s")))
                    .containsExactly(new Document("_id", "s").append("arm", "closed"));
        }
    }

    @Test
    void refusesAUniqueIndexThatItWouldNotKeep() {
        try (EmbeddedServer server = EmbeddedServer.inMemory();
                MongoClient client = MongoClients.create(server.connectionString())) {
            var subjects = client.getDatabase("trialbook_views").getCollection("subjects");
            subjects.insertOne(new Document("_id", "a").append("code", 1));
            assertThatThrownBy(() -> subjects.createIndex(Indexes.ascending("code"), new IndexOptions().unique(true)))
                    .hasMessageContaining("only _id");
            // The collection is as usable as before.
            subjects.insertOne(new Document("_id", "b").append("code", 1));
            assertThat(subjects.countDocuments()).isEqualTo(2);
        }
    }

    @Test
    void refusesADirectoryThatIsOpenAlready() {
        try (EmbeddedServer first = EmbeddedServer.open(directory, 0)) {
            assertThat(first.connectionString()).startsWith("mongodb://127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedServer.open(directory, 0))
                    .isInstanceOf(StoreInUseException.class)
                    .hasMessageContaining(directory.toString());
        }
        EmbeddedServer.open(directory, 0).close();
    }

    @Test
    void forgetsADroppedDatabaseAndItsFile() {
        try (EmbeddedServer server = EmbeddedServer.open(directory, 0);
                MongoClient client = MongoClients.create(server.connectionString())) {
            var database = client.getDatabase("trialbook_views");
            database.getCollection("subjects").insertOne(new Document("_id", "s"));
            database.drop();
            assertThat(directory.resolve("trialbook_views.mv")).doesNotExist();
            assertThat(database.getCollection("subjects").find()).isEmpty();
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() {
        try (EmbeddedServer server = EmbeddedServer.inMemory()) {
            assertThat(InetAddress.ofLiteral(
                                    URI.create(server.connectionString()).getHost())
                            .isLoopbackAddress())
                    .isTrue();
            assertThat(URI.create(server.connectionString()).getPort()).isEqualTo(server.port());
        }
    }

    @Test
    void refusesADatabaseNameThatIsNoFileName() {
        try (EmbeddedServer server = EmbeddedServer.open(directory, 0);
                MongoClient client = MongoClients.create(server.connectionString())) {
            var collection = client.getDatabase("x~y").getCollection("c");
            assertThatThrownBy(() -> collection.insertOne(new Document("_id", 1)))
                    .hasMessageContaining("file name");
        }
        assertThat(directory.resolve("x~y.mv")).doesNotExist();
    }

    @Test
    void handsOutDocumentsThatLaterUpdatesDoNotChange() throws Exception {
        // The server updates in place while another connection may still be sending the old document.
        try (EmbeddedServer server = EmbeddedServer.inMemory();
                MongoClient client = MongoClients.create(server.connectionString())) {
            var subjects = client.getDatabase("trialbook_views").getCollection("subjects");
            subjects.insertOne(new Document("_id", "s").append("a", 0).append("b", 0));
            List<Thread> readers = new ArrayList<>();
            List<Document> torn = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(Thread.startVirtualThread(() -> {
                    for (int n = 0; n < 300; n++) {
                        Document found = subjects.find(Filters.eq("_id", "s")).first();
                        if (found == null || !Objects.equals(found.get("a"), found.get("b"))) {
                            torn.add(found == null ? new Document() : found);
                        }
                    }
                }));
            }
            for (int n = 1; n <= 300; n++) {
                subjects.updateOne(Filters.eq("_id", "s"), Updates.combine(Updates.set("a", n), Updates.set("b", n)));
            }
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(torn).isEmpty();
        }
    }

    @Test
    void runsOnItsOwnUntilItIsToldToEnd() throws Exception {
        Process store = ChildProcess.start(
                StoreMain.class, List.of("--dir", directory.toString(), "--port", "0"), directory.resolve("err"));
        try {
            String address = store.inputReader().readLine();
            assertThat(address).as(Files.readString(directory.resolve("err"))).startsWith("mongodb://127.0.0.1:");
            try (MongoClient client = MongoClients.create(address)) {
                client.getDatabase("trialbook_log").getCollection("blocks").insertOne(new Document("_id", 0L));
            }
            store.toHandle().destroy();
            assertThat(store.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(store.exitValue()).isEqualTo(143);
        } finally {
            store.destroyForcibly();
        }
        EmbeddedServer.open(directory, 0).close();
    }

    @Test
    void saysHowToUseItWhenMisused() throws Exception {
        Process store = ChildProcess.start(StoreMain.class, List.of("--port", "x"), directory.resolve("err"));
        assertThat(store.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(store.exitValue()).isEqualTo(2);
        assertThat(directory.resolve("err")).content().contains("--port is a number", "Usage:");
    }
}
