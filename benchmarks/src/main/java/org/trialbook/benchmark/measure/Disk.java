package org.trialbook.benchmark.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The disk below the stores.
public final class Disk {

    private static final int PAGE = 4096;

    private Disk() {}

    /// What it costs to append 4 KiB to a file and force it to the disk: no store that keeps its word is faster than
    /// this with one caller.
    ///
    /// @return milliseconds, one for each time
    public static Samples forceMillis(Path directory, int times) throws IOException {
        Path file = Files.createTempFile(directory, "force", ".bin");
        List<Double> millis = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < times; i++) {
                ByteBuffer page = ByteBuffer.allocate(PAGE).putInt(0, i);
                long start = System.nanoTime();
                channel.write(page);
                channel.force(true);
                millis.add((System.nanoTime() - start) / 1e6);
            }
        } finally {
            Files.delete(file);
        }
        return new Samples(millis);
    }

    /// Bytes in the files of a directory.
    public static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
