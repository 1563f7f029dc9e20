package org.trialbook.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A server that speaks MongoDB's protocol and keeps everything in memory, for tests: on loopback, without users.
public final class DocumentServer implements AutoCloseable {
    private final Kept backend = new Kept();
    private final int port;
    private MongoServer server;

    private DocumentServer() {
        this.server = listening(0);
        this.port = server.getLocalAddress().getPort();
    }

    /// One with nothing in it, on a free port.
    public static DocumentServer inMemory() {
        return new DocumentServer();
    }

    private MongoServer listening(int at) {
        MongoServer started = new MongoServer(backend);
        started.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        return started;
    }

    /// For the driver, such as `mongodb://127.0.0.1:27017`.
    public String connectionString() {
        return "mongodb://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /// Ends all connections and listens no more, until it is started again.
    void stop() {
        server.shutdownNow();
    }

    /// Listens again where it did before, with all that it was told.
    void start() {
        server = listening(port);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Kept extends MemoryBackend {
        /// One command at a time, and a copy as its answer: documents are changed in place, and an answer is encoded
        /// when the next command may have changed what it shows.
        @Override
        public synchronized Document handleCommand(Channel channel, String database, String command, Document query) {
            return super.handleCommand(channel, database, command, query).cloneDeeply();
        }

        /// A server that stops closes its backend, which forgets everything then.
        @Override
        public void close() {
            // It is started again with what it held.
        }
    }
}
