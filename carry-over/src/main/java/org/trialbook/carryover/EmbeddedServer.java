package org.trialbook.carryover;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.StoreInUseException;
import org.trialbook.store.UnreadableStoreException;

/// The embedded store of an earlier release, to be read only: its databases behind MongoDB's protocol, for the classes
/// that knew them so.
///
/// Each database is a file of its own in the directory, and none is written to. The server listens on the loopback
/// address and knows no users, as it did when it was in service.
final class EmbeddedServer implements AutoCloseable {
    private final @Nullable FileChannel lock;
    private final FileBackend backend;
    private final MongoServer server;

    private EmbeddedServer(Path directory) {
        this.lock = lock(directory);
        try {
            this.backend = new FileBackend(directory);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
        this.server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /// @throws StoreInUseException when a server has the directory open
    /// @throws UnreadableStoreException when a file is of an earlier format
    /// @throws DamagedFileException when a file is damaged
    static EmbeddedServer open(Path directory) {
        return new EmbeddedServer(directory);
    }

    /// A server that has the directory open holds its lock alone. Where there is no such file, none ever had this copy
    /// open.
    private static @Nullable FileChannel lock(Path directory) {
        Path file = directory.resolve("lock");
        if (!Files.exists(file)) {
            return null;
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            if (!isFree(channel)) {
                channel.close();
                throw new StoreInUseException(directory);
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + file, e);
        }
    }

    /// The lock is shared, which needs no right to write: it is refused where somebody holds the other kind.
    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, true) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void release(@Nullable FileChannel lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    String connectionString() {
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    /// Close the clients first.
    @Override
    public void close() {
        server.shutdownNow();
        release(lock);
    }
}
