package org.trialbook.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A fresh database: on the server that `TRIALBOOK_MONGODB_URI` names, if it is set, else on one of the test's own. It
/// fails at its end when a read left a cursor open.
public final class TestDatabase implements AutoCloseable {
    private final @Nullable DocumentServer server;
    private final OpenCursors cursors = new OpenCursors();
    private final MongoClient client;
    private final MongoDatabase database;

    private TestDatabase(@Nullable DocumentServer server, String uri) {
        this.server = server;
        this.client = client(uri, cursors);
        this.database = client.getDatabase(
                "trialbook_test_" + UUID.randomUUID().toString().replace("-", ""));
    }

    static MongoClient client(String uri, OpenCursors cursors) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .addCommandListener(cursors)
                .build());
    }

    public static TestDatabase open() {
        String uri = System.getenv("TRIALBOOK_MONGODB_URI");
        if (uri != null) {
            return new TestDatabase(null, uri);
        }
        DocumentServer server = DocumentServer.inMemory();
        return new TestDatabase(server, server.connectionString());
    }

    public MongoDatabase database() {
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
        cursors.requireNone();
    }
}
