package org.trialbook.benchmark.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
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
        return sum(directory, Files::size);
    }

    /// Bytes in the files of a directory, without the zeros that they end with: what a log has made room for and not
    /// used yet. Beside a small log that room is large, and beside a large one it is nothing.
    public static long usedBytes(Path directory) throws IOException {
        return sum(directory, Disk::withoutZerosAtTheEnd);
    }

    private interface Measure {
        long of(Path file) throws IOException;
    }

    private static long sum(Path directory, Measure measure) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += measure.of(file);
            }
        }
        return sum;
    }

    private static long withoutZerosAtTheEnd(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer page = ByteBuffer.allocate(1 << 16);
            for (long end = channel.size(); end > 0; ) {
                long begin = Math.max(0, end - page.capacity());
                page.clear().limit((int) (end - begin));
                while (page.hasRemaining() && channel.read(page, begin + page.position()) >= 0) {
                    // Until the page is full.
                }
                for (int i = page.position() - 1; i >= 0; i--) {
                    if (page.get(i) != 0) {
                        return begin + i + 1;
                    }
                }
                end = begin;
            }
            return 0;
        }
    }

    /// Deletes a directory and all in it.
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
