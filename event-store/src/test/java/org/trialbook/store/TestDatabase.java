package org.trialbook.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A fresh database: on the server that `TRIALBOOK_MONGODB_URI` names, if it is set, else on one of the test's own.
final class TestDatabase implements AutoCloseable {
    private final @Nullable DocumentServer server;
    private final MongoClient client;
    private final MongoDatabase database;

    private TestDatabase(@Nullable DocumentServer server, String uri) {
        this.server = server;
        this.client = MongoClients.create(uri);
        this.database = client.getDatabase(
                "trialbook_test_" + UUID.randomUUID().toString().replace("-", ""));
    }

    static TestDatabase open() {
        String uri = System.getenv("TRIALBOOK_MONGODB_URI");
        if (uri != null) {
            return new TestDatabase(null, uri);
        }
        DocumentServer server = DocumentServer.inMemory();
        return new TestDatabase(server, server.connectionString());
    }

    MongoDatabase database() {
        return database;
    }

    LogStore store() {
        return LogStore.in(database);
    }

    @Override
    public void close() {
        database.drop();
        client.close();
        if (server != null) {
            server.close();
        }
    }
}
