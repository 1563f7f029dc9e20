package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.LogDirectory.LogFile;

/// A file of small records, each with its length and a checksum (CRC-32C), to which records are added one by one: a
/// record is on the disk when [#add] returns. One that was interrupted is left out: nobody had an answer to it. No more
/// than a few records of it are in memory.
///
/// After a write or a force that failed nobody knows what is in the file. Before anything else is added, what was
/// answered is written to a new file that takes its place.
final class AppendedFile implements AutoCloseable {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int LONGEST = 1 << 21;
    private static final int READ_AT_ONCE = 1 << 16;
    private static final String UNFINISHED = ".new";

    private final LogDirectory disk;
    private final String name;
    private LogFile file;
    private long end;
    /// Whether something may stand behind the end, or what stands before it may not be on the disk.
    private boolean doubtful;

    /// Is told of each record that stands in the file when it is opened.
    interface Found {
        /// @param at where it begins: [#read] gives it again
        void record(long at, byte[] record);
    }

    private interface Content {
        /// @return how long the file is then
        long writeTo(LogFile fresh) throws IOException;
    }

    /// @throws UnreadableStoreException when a record is damaged that was whole
    AppendedFile(LogDirectory disk, String name, Found found) {
        this.disk = disk;
        this.name = name;
        try {
            this.file = disk.names().contains(name) ? disk.open(name) : disk.create(name);
            disk.force();
            readAll(found);
        } catch (IOException e) {
            throw new StoreFailedException("Cannot open " + path(), e);
        }
    }

    private void readAll(Found found) throws IOException {
        Window window = new Window();
        long last = 0;
        byte[] newest = {};
        while (true) {
            // Releases since the first with plain files begin a record so that its header is in one sector.
            long at = TornRecord.begin(end);
            byte[] record = record(window, at);
            if (record == null && at > end) {
                at = end;
                record = record(window, at);
            }
            if (record == null) {
                break;
            }
            found.record(at, record);
            last = at;
            newest = record;
            end = at + HEADER + record.length;
        }
        if (file.size() > end) {
            requireInterrupted(window, TornRecord.begin(end));
            doubtful = true;
        } else if (end > 0) {
            // Whoever wrote the last one may have been stopped before it was on the disk, or when it could not be
            // forced.
            file.write(format(newest), last);
            file.force(true);
        }
    }

    /// The record that begins there; null when none does that is whole.
    private static byte @Nullable [] record(Window window, long at) throws IOException {
        ByteBuffer header = window.bytes(at, HEADER);
        int length = header.remaining() < HEADER ? 0 : header.getInt(0);
        if (length <= 0 || length > LONGEST) {
            return null;
        }
        ByteBuffer body = window.bytes(at + HEADER, length);
        byte[] record = new byte[body.remaining()];
        body.get(record);
        return record.length == length && header.getInt(Integer.BYTES) == checksum(record) ? record : null;
    }

    /// What is left is the beginning of a record, or has parts that were never written, and no record follows it.
    private void requireInterrupted(Window window, long at) throws IOException {
        long left = file.size() - at;
        boolean interrupted = left <= HEADER + LONGEST;
        if (interrupted && left > 0) {
            ByteBuffer rest = window.bytes(at, (int) left);
            int length = rest.limit() < HEADER ? 0 : rest.getInt(0);
            interrupted = length <= 0
                    || length > rest.limit() - HEADER
                    || TornRecord.hasAHole(rest.slice(0, HEADER + length), at);
            for (long behind = at + 1; interrupted && behind < file.size(); behind++) {
                interrupted = record(window, behind) == null;
            }
            interrupted &= !isWholeButForItsLength(rest);
        }
        if (!interrupted) {
            throw damaged(at);
        }
    }

    private static boolean isWholeButForItsLength(ByteBuffer rest) {
        if (rest.limit() <= HEADER) {
            return false;
        }
        byte[] record = new byte[rest.limit() - HEADER];
        rest.get(HEADER, record);
        return rest.getInt(Integer.BYTES) == checksum(record);
    }

    private UnreadableStoreException damaged(long from) {
        return new UnreadableStoreException(
                "%s is damaged from byte %d on. Put it back from a backup.".formatted(path(), from), null);
    }

    /// The record that begins there.
    ///
    /// @throws UnreadableStoreException when it is no longer what it was
    synchronized byte[] read(long at) {
        try {
            byte[] record = record(new Window(), at);
            if (record == null) {
                throw damaged(at);
            }
            return record;
        } catch (IOException e) {
            throw new StoreFailedException("Cannot read " + path(), e);
        }
    }

    /// @return where it begins
    /// @throws StoreFailedException when the record is not stored, as far as is known
    synchronized long add(byte[] record) {
        ByteBuffer bytes = format(record);
        try {
            if (doubtful) {
                replace(this::copy);
            }
            long at = TornRecord.begin(end);
            doubtful = true;
            file.write(bytes, at);
            file.force(true);
            doubtful = false;
            end = at + HEADER + record.length;
            return at;
        } catch (IOException e) {
            throw new StoreFailedException("Cannot write to " + path(), e);
        }
    }

    /// Leaves just these records in the file, at once.
    synchronized void keepOnly(List<byte[]> records) {
        try {
            replace(fresh -> {
                long behind = 0;
                for (byte[] record : records) {
                    long at = TornRecord.begin(behind);
                    fresh.write(format(record), at);
                    behind = at + HEADER + record.length;
                }
                return behind;
            });
        } catch (IOException e) {
            throw new StoreFailedException("Cannot write to " + path(), e);
        }
    }

    private long copy(LogFile fresh) throws IOException {
        for (long at = 0; at < end; at += READ_AT_ONCE) {
            ByteBuffer some = ByteBuffer.allocate((int) Math.min(READ_AT_ONCE, end - at));
            file.read(some, at);
            fresh.write(some.flip(), at);
        }
        return end;
    }

    private void replace(Content content) throws IOException {
        LogFile fresh = disk.create(name + UNFINISHED);
        try {
            end = content.writeTo(fresh);
            fresh.force(true);
            disk.rename(name + UNFINISHED, name);
            disk.force();
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        file.close();
        file = fresh;
        doubtful = false;
    }

    private static ByteBuffer format(byte[] record) {
        if (record.length == 0 || record.length > LONGEST) {
            throw new IllegalArgumentException("no record has " + record.length + " bytes");
        }
        return ByteBuffer.allocate(HEADER + record.length)
                .putInt(record.length)
                .putInt(checksum(record))
                .put(record)
                .flip();
    }

    private static int checksum(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(record.length).flip());
        crc.update(record);
        return (int) crc.getValue();
    }

    private String path() {
        return disk + "/" + name;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StoreFailedException("Cannot close " + path(), e);
        }
    }

    /// What was read last of the file, for a reader that goes on from there.
    private final class Window {
        private ByteBuffer read = ByteBuffer.allocate(0);
        private long from;

        /// So many bytes, or as many as there are.
        ByteBuffer bytes(long at, int count) throws IOException {
            if (at < from || at + count > from + read.limit()) {
                long there = Math.clamp(file.size() - at, 0, Math.max(count, READ_AT_ONCE));
                read = ByteBuffer.allocate((int) there);
                file.read(read, at);
                read.flip();
                from = at;
            }
            int offset = (int) (at - from);
            return read.slice(offset, Math.min(count, read.limit() - offset));
        }
    }
}
