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
///
/// @param directory that is there
record DirectoryOnDisk(Path directory) implements LogDirectory {

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
        return new FileOnDisk(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public LogFile create(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
        OwnersOnly.ensure(directory.resolve(name));
        return new FileOnDisk(FileChannel.open(
                directory.resolve(name),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                directory.resolve(from),
                directory.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void force() throws IOException {
        Directories.force(directory);
    }

    @Override
    public String toString() {
        return directory.toString();
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
        public void force(boolean grown) throws IOException {
            file.force(grown);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
