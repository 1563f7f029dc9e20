package org.trialbook.store;

import java.io.IOException;
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

/// The files that blocks stand in, one after the other: each is named by the number of its first block, has its full
/// size from the start, and holds what comes before the first block of the next one. The next one is made in advance,
/// so that no append waits until it is full of zeros.
final class Segments implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Segments.class);
    private static final String SUFFIX = ".blocks";
    private static final String SPARE = "spare";

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
    record Segment(long first, LogFile file) {}

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
            file = disk.create(name, Math.max(bytes, room));
        } else {
            try {
                disk.rename(SPARE, name);
            } catch (IOException e) {
                file.close();
                throw e;
            }
        }
        if (before != null) {
            before.close();
        }
        files.put(first, file);
        return new Segment(first, file);
    }

    /// Makes the next segment in advance, unless that was done or is under way.
    void prepare() {
        if (spare.get() == null && !preparing) {
            preparing = true;
            beside.execute(() -> {
                try {
                    spare.set(disk.create(SPARE, bytes));
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
