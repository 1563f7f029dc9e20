package org.trialbook.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/// The embedded server on disk, every commit forced.
class EmbeddedFileConformanceTest extends MongoConformance {
    @TempDir
    static Path directory;

    private @Nullable EmbeddedServer server;

    @Override
    protected String connectionString() {
        if (server == null) {
            server = EmbeddedServer.open(directory, 0);
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
