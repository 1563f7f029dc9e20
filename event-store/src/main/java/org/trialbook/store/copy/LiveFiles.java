package org.trialbook.store.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.trialbook.store.Directories;

/// Plain files that a server may be writing to, copied without asking it: the copy is what a power cut would have
/// left. Opened, it has every block that was acknowledged before the copy began, and it leaves out what was
/// just being written.
///
/// Blocks are written one behind the other. So a file is read from its end to its beginning: when a block was
/// seen, every block before it was on the disk already, and is read whole.
public final class LiveFiles {
    private static final String SEGMENT = ".blocks";
    private static final int AT_ONCE = 1 << 20;

    private final Path data;
    private final Path to;
    private final Runnable between;

    private LiveFiles(Path data, Path to, Runnable between) {
        this.data = data;
        this.to = to;
        this.between = between;
    }

    /// Copies the log and who has signed out; recordings are copied by [RecordCopy#media] afterwards.
    ///
    /// @param data with `log` and `sign-outs` in it; not changed
    /// @param to an empty directory
    public static void copy(Path data, Path to) throws IOException {
        copy(data, to, () -> {});
    }

    /// @param between runs between what is read and what is read next
    static void copy(Path data, Path to, Runnable between) throws IOException {
        new LiveFiles(data, to, between).copy();
    }

    private void copy() throws IOException {
        Path log = Files.createDirectory(to.resolve(RecordPlace.LOG));
        // Before the blocks: what is signed here is then covered there.
        front(data.resolve(RecordPlace.LOG).resolve("checkpoints"), log.resolve("checkpoints"));
        for (Path segment : segments()) {
            back(segment, log.resolve(segment.getFileName()));
        }
        Directories.force(log);
        front(data.resolve(RecordPlace.SIGN_OUTS), to.resolve(RecordPlace.SIGN_OUTS));
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(RecordPlace.LOG))) {
            return files.filter(file -> file.getFileName().toString().endsWith(SEGMENT))
                    .toList();
        }
    }

    /// From its beginning to its end: it grows there.
    private void front(Path file, Path copy) throws IOException {
        if (Files.exists(file)) {
            Files.copy(file, copy);
            Directories.force(copy);
            between.run();
        }
    }

    /// From its end to its beginning.
    private void back(Path file, Path copy) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long end = in.size(), at; end > 0; end = at) {
                at = (end - 1) / AT_ONCE * AT_ONCE;
                ByteBuffer bytes = atOneTime(in, at, (int) (end - at));
                while (bytes.hasRemaining()) {
                    out.write(bytes, at + bytes.position());
                }
                between.run();
            }
            out.force(true);
        }
    }

    /// A byte is written once. So what reads the same twice stood there as a whole in between.
    private static ByteBuffer atOneTime(FileChannel in, long at, int count) throws IOException {
        ByteBuffer before = read(in, at, count);
        while (true) {
            ByteBuffer after = read(in, at, count);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }

    private static ByteBuffer read(FileChannel in, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && in.read(bytes, at + bytes.position()) >= 0) {
            // Until it is full.
        }
        return bytes.flip();
    }
}
