package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// A directory of this machine, whose files nobody but their owner may read.
final class DirectoryOnDisk implements LogDirectory {
    private static final String UNFINISHED = ".new";
    private static final int CHUNK = 1 << 20;

    private final Path directory;

    DirectoryOnDisk(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(UNFINISHED))
                    .toList();
        }
    }

    @Override
    public LogFile open(String name) throws IOException {
        return new FileOnDisk(
                FileChannel.open(directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /// The zeros are written, not only promised: an append then changes nothing but the file's bytes, and forcing it
    /// needs no metadata.
    @Override
    public LogFile create(String name, long bytes) throws IOException {
        Path unfinished = directory.resolve(name + UNFINISHED);
        Files.deleteIfExists(unfinished);
        OwnersOnly.ensure(unfinished);
        FileChannel file = FileChannel.open(unfinished, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK, bytes));
            for (long at = 0; at < bytes; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
                at += file.write(zeros, at);
            }
            file.force(true);
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            Directories.force(directory);
            return new FileOnDisk(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        Directories.force(directory);
    }

    private record FileOnDisk(FileChannel file) implements LogFile {
        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            int begin = into.position();
            while (into.hasRemaining() && file.read(into, position + into.position() - begin) >= 0) {
                // Until it is full or the file ends.
            }
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            for (long at = position; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
        }

        @Override
        public void force() throws IOException {
            file.force(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
