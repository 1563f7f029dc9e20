package org.trialbook.store;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/// The server that `TRIALBOOK_MONGODB_URI` names; where it names none, a stock one in memory.
class ConfiguredServerConformanceTest extends MongoConformance {
    private @Nullable DocumentServer server;

    @Override
    protected String connectionString() {
        String uri = System.getenv("TRIALBOOK_MONGODB_URI");
        if (uri != null) {
            return uri;
        }
        if (server == null) {
            server = DocumentServer.inMemory();
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
