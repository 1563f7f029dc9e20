package org.trialbook.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/// The embedded server as it comes, with its own backend in memory: nothing of ours is in it.
class StockBackendConformanceTest extends MongoConformance {
    private @Nullable MongoServer server;

    @Override
    protected String connectionString() {
        if (server == null) {
            server = new MongoServer(new H2Backend(MVStore.open(null)));
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.shutdownNow();
        }
    }
}
