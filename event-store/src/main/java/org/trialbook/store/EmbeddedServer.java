package org.trialbook.store;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A MongoDB-compatible server in this process, for evaluation, teaching, tests and a single small site.
///
/// It listens on the loopback address only and knows no users. Each database is a file of its own in the
/// directory. A write to a durable database is on the disk when its answer arrives, also when it came
/// from another process; databases with `views` in their name can be rebuilt from the log and are not
/// forced to the disk.
public final class EmbeddedServer implements AutoCloseable {
    /// Names of the databases that need not survive the end of the machine.
    public static final Predicate<String> VIEWS = name -> name.contains("views");

    private final @Nullable DirectoryLock lock;
    private final FileBackend backend;
    private final EmbeddedListener listener;
    private final String connectionString;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedServer(@Nullable Path directory, String fileSystem, int port, Clock clock) {
        this.lock = directory == null ? null : DirectoryLock.take(directory);
        try {
            this.backend = new FileBackend(directory, fileSystem, VIEWS, clock);
            try {
                this.listener =
                        new EmbeddedListener(backend, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (RuntimeException e) {
                backend.close();
                throw e;
            }
        } catch (RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
        this.connectionString = "mongodb://127.0.0.1:" + listener.port();
    }

    /// Opens the databases in a directory, creating it when it is not there yet.
    ///
    /// @param port the port to listen on; 0 takes a free one
    /// @throws StoreInUseException when another server has the directory open
    /// @throws UnreadableStoreException when a file is of an earlier format, or damaged
    public static EmbeddedServer open(Path directory, int port) {
        return open(directory, "", port);
    }

    /// @param fileSystem a prefix for file names that sends them through a file system of H2's kind
    static EmbeddedServer open(Path directory, String fileSystem, int port) {
        return new EmbeddedServer(directory, fileSystem, port, Clock.systemUTC());
    }

    /// A server that keeps nothing, on a free port: for tests.
    public static EmbeddedServer inMemory() {
        return new EmbeddedServer(null, "", 0, Clock.systemUTC());
    }

    /// For the driver, such as `mongodb://127.0.0.1:27017`.
    public String connectionString() {
        return connectionString;
    }

    public int port() {
        return listener.port();
    }

    /// Ends the connections and closes the files. Close the clients first: a client cut off in the middle
    /// of a write does not know whether the write was kept.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            listener.close();
            backend.close();
            if (lock != null) {
                lock.close();
            }
        }
    }
}
