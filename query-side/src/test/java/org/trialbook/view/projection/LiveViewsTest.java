package org.trialbook.view.projection;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.trialbook.store.DocumentServer;

/// Live views in a database.
class LiveViewsTest extends LiveViewsConformance {
    private DocumentServer server;
    private MongoClient client;

    @BeforeEach
    void start() {
        server = DocumentServer.inMemory();
        client = MongoClients.create(server.connectionString());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Override
    ViewStore store() {
        return new ViewDatabase(client.getDatabase("views"));
    }
}
