package org.trialbook.store;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/// The server that `TRIALBOOK_MONGODB_URI` names; where it names none, the embedded one in memory.
class ConfiguredServerConformanceTest extends MongoConformance {
    private @Nullable EmbeddedServer server;

    @Override
    protected String connectionString() {
        String uri = System.getenv("TRIALBOOK_MONGODB_URI");
        if (uri != null) {
            return uri;
        }
        if (server == null) {
            server = EmbeddedServer.inMemory();
        }
        return server.connectionString();
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }
}
