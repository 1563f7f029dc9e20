package org.trialbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.trialbook.store.Disk.DiskFile;

/// The files that blocks stand in, one after the other: each is named by the number of its first block, has its full
/// size from the start, and holds what comes before the first block of the next one.
final class Segments implements AutoCloseable {
    private static final String SUFFIX = ".blocks";

    private final Disk disk;
    private final long bytes;
    private final NavigableMap<Long, DiskFile> files = new TreeMap<>();

    /// @param bytes of a segment, unless a block alone is larger
    Segments(Disk disk, long bytes) {
        this.disk = disk;
        this.bytes = bytes;
        try {
            for (String name : disk.names()) {
                if (name.endsWith(SUFFIX)) {
                    files.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), disk.open(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The log's files cannot be opened", e);
        }
    }

    /// @param first number of its first block
    record Segment(long first, DiskFile file) {}

    /// The segments in their order.
    List<Segment> all() {
        List<Segment> all = new ArrayList<>();
        files.forEach((first, file) -> all.add(new Segment(first, file)));
        return all;
    }

    /// Begins a new segment, with room for a block of that many bytes at least.
    Segment begin(long first, long room) throws IOException {
        DiskFile before = files.get(first);
        DiskFile file = disk.create("%020d%s".formatted(first, SUFFIX), Math.max(bytes, room));
        if (before != null) {
            before.close();
        }
        files.put(first, file);
        return new Segment(first, file);
    }

    @Override
    public void close() {
        for (Map.Entry<Long, DiskFile> file : files.entrySet()) {
            try {
                file.getValue().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
