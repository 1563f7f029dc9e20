package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.store.LogDirectory.LogFile;

/// The files that blocks stand in, one after the other: each is named by the number of its first block, has its
/// full size from the start, and holds what comes before the first block of the next one. The next one is made in
/// advance, so that no append waits until it is full of zeros.
final class Segments implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Segments.class);
    private static final String SUFFIX = ".blocks";
    private static final String UNFINISHED = ".new";
    private static final String SPARE = "spare";
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final LogDirectory disk;
    private final long bytes;
    private final Executor beside;
    private final NavigableMap<Long, LogFile> files = new TreeMap<>();
    private final AtomicReference<@Nullable LogFile> spare = new AtomicReference<>();
    private volatile boolean preparing;

    /// @param bytes of a segment, unless a block alone is larger
    /// @param beside makes the next segment in advance
    Segments(LogDirectory disk, long bytes, Executor beside) {
        this.disk = disk;
        this.bytes = bytes;
        this.beside = beside;
        try {
            // Whoever named the newest may have been stopped before the name was on the disk.
            disk.force();
            for (String name : disk.names()) {
                if (name.endsWith(SUFFIX)) {
                    files.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), disk.open(name));
                }
            }
        } catch (IOException e) {
            throw new StoreFailedException("The log's files cannot be opened", e);
        }
    }

    /// @param first number of its first block
    record Segment(long first, LogFile file) {
        /// So many bytes from there on, or as many as there are.
        ByteBuffer bytes(long at, long count) throws IOException {
            long there = Math.max(0, Math.min(count, file.size() - at));
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(there));
            file.read(bytes, at);
            return bytes.flip();
        }

        /// Behind the last byte that is not zero, but not before `from`.
        long used(long from) throws IOException {
            long used = from;
            long size = file.size();
            for (long at = from; at < size; at += BYTES_AT_ONCE) {
                ByteBuffer bytes = bytes(at, BYTES_AT_ONCE);
                for (int i = bytes.limit() - 1; i >= 0; i--) {
                    if (bytes.get(i) != 0) {
                        used = at + i + 1;
                        break;
                    }
                }
            }
            return used;
        }
    }

    /// The segments in their order.
    List<Segment> all() {
        List<Segment> all = new ArrayList<>();
        files.forEach((first, file) -> all.add(new Segment(first, file)));
        return all;
    }

    /// Begins a new segment, with room for a block of that many bytes at least.
    Segment begin(long first, long room) throws IOException {
        String name = "%020d%s".formatted(first, SUFFIX);
        LogFile before = files.get(first);
        LogFile file = room > bytes ? null : spare.getAndSet(null);
        if (file == null) {
            file = create(name, Math.max(bytes, room));
        } else {
            name(file, SPARE, name);
        }
        if (before != null) {
            before.close();
        }
        files.put(first, file);
        return new Segment(first, file);
    }

    /// A file of so many zeros, on the disk whole with its name, or not at all. The zeros are written, not only
    /// promised:
    /// an append then changes nothing but the file's bytes, and forcing it needs no metadata.
    private LogFile create(String name, long size) throws IOException {
        LogFile file = disk.create(name + UNFINISHED);
        try {
            ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(BYTES_AT_ONCE, size));
            for (long at = 0; at < size; at += zeros.limit()) {
                file.write(zeros.clear().limit((int) Math.min(zeros.capacity(), size - at)), at);
            }
            file.force(true);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        name(file, name + UNFINISHED, name);
        return file;
    }

    private void name(LogFile file, String from, String to) throws IOException {
        try {
            disk.rename(from, to);
            disk.force();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Makes the next segment in advance, unless that was done or is under way.
    void prepare() {
        if (spare.get() == null && !preparing) {
            preparing = true;
            beside.execute(() -> {
                try {
                    spare.set(create(SPARE, bytes));
                } catch (IOException e) {
                    // Whoever begins the next segment tries again and says so.
                    log.warn("The log's next file could not be made in advance: {}", e.toString());
                } finally {
                    preparing = false;
                }
            });
        }
    }

    @Override
    public void close() {
        try {
            for (LogFile file : files.values()) {
                file.close();
            }
            LogFile unused = spare.getAndSet(null);
            if (unused != null) {
                unused.close();
            }
        } catch (IOException e) {
            throw new StoreFailedException("The log's files cannot be closed", e);
        }
    }
}
