package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A directory of this machine, whose files nobody but their owner may read.
///
/// Java closes a channel for everybody when one thread that reads from it is interrupted. So reads have a channel of
/// their own, which is opened again when that happens, and an interrupt waits until a read or a write has ended.
final class DirectoryOnDisk implements LogDirectory {
    private final Path directory;
    private final Map<String, FileOnDisk> open = new ConcurrentHashMap<>();

    /// @param directory that is there
    DirectoryOnDisk(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public LogFile open(String name) throws IOException {
        Path file = directory.resolve(name);
        OwnersOnly.ensure(file);
        return opened(name, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public LogFile create(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
        OwnersOnly.ensure(directory.resolve(name));
        return opened(
                name,
                FileChannel.open(
                        directory.resolve(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    private LogFile opened(String name, FileChannel channel) throws IOException {
        FileOnDisk file = new FileOnDisk(directory.resolve(name), channel);
        open.put(name, file);
        return file;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                directory.resolve(from),
                directory.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        FileOnDisk renamed = open.remove(from);
        if (renamed != null) {
            renamed.path = directory.resolve(to);
            open.put(to, renamed);
        }
    }

    @Override
    public void force() throws IOException {
        Directories.force(directory);
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private static final class FileOnDisk implements LogFile {
        private final FileChannel writing;
        private volatile Path path;
        private volatile long size;
        private FileChannel reading;
        private boolean closed;

        FileOnDisk(Path path, FileChannel writing) throws IOException {
            this.path = path;
            this.writing = writing;
            this.reading = FileChannel.open(path, StandardOpenOption.READ);
            this.size = writing.size();
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            int begin = into.position();
            boolean interrupted = Thread.interrupted();
            try {
                while (true) {
                    FileChannel channel = reading();
                    try {
                        while (into.hasRemaining() && channel.read(into, position + into.position() - begin) >= 0) {
                            // Until it is full or the file ends.
                        }
                        return;
                    } catch (ClosedChannelException e) {
                        // Somebody who reads was interrupted in the meantime, perhaps this thread.
                        interrupted |= Thread.interrupted();
                        openAgain(channel, e);
                    }
                }
            } finally {
                restore(interrupted);
            }
        }

        private synchronized FileChannel reading() {
            return reading;
        }

        private synchronized void openAgain(FileChannel channel, ClosedChannelException why) throws IOException {
            if (closed) {
                throw why;
            }
            if (reading.equals(channel)) {
                reading = FileChannel.open(path, StandardOpenOption.READ);
            }
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                for (long at = position; bytes.hasRemaining(); ) {
                    at += writing.write(bytes, at);
                    size = Math.max(size, at);
                }
            } finally {
                restore(interrupted);
            }
        }

        @Override
        public void force(boolean grown) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                writing.force(grown);
            } finally {
                restore(interrupted);
            }
        }

        private static void restore(boolean interrupted) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public synchronized void close() throws IOException {
            closed = true;
            try (writing) {
                reading.close();
            }
        }
    }
}
