package org.trialbook.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// mongo-java-server as it comes, to run the same tests against: one file for all databases, every
/// command alone, and a commit that is forced after each.
final class StockEmbeddedServer implements AutoCloseable {
    private final MVStore store;
    private final MongoServer server;

    private StockEmbeddedServer(@Nullable Path file) {
        MVStore.Builder builder = new MVStore.Builder().autoCommitDisabled().autoCommitBufferSize(0);
        this.store = (file == null ? builder : builder.fileName(file.toString())).open();
        this.server = new MongoServer(new OneByOne(store));
        server.bind("127.0.0.1", 0);
    }

    static StockEmbeddedServer open(Path file) {
        return new StockEmbeddedServer(file);
    }

    static StockEmbeddedServer inMemory() {
        return new StockEmbeddedServer(null);
    }

    String connectionString() {
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class OneByOne extends H2Backend {
        private final MVStore store;

        OneByOne(MVStore store) {
            super(store);
            this.store = store;
        }

        @Override
        public synchronized Document handleCommand(Channel channel, String database, String command, Document query) {
            // A copy: the stock server changes documents in place, and encodes its answer later.
            Document answer =
                    super.handleCommand(channel, database, command, query).cloneDeeply();
            store.commit();
            store.sync();
            return answer;
        }
    }
}
