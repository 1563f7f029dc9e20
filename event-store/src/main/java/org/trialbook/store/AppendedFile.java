package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.LogDirectory.LogFile;

/// A file of small records, each with its length and a checksum (CRC-32C), to which records are added one by one: a
/// record is on the disk when [#add] returns. One that was interrupted is left out: nobody had an answer to it.
///
/// After a write or a force that failed nobody knows what is in the file. Before anything else is added, what was
/// answered is written to a new file that takes its place.
final class AppendedFile implements AutoCloseable {
    private static final int HEADER = 2 * Integer.BYTES;

    private final LogDirectory disk;
    private final String name;
    private final List<byte[]> found = new ArrayList<>();
    private LogFile file;
    private long end;
    /// Whether something may stand behind the end, or what stands before it may not be on the disk.
    private boolean doubtful;

    /// @throws UnreadableStoreException when a record is damaged that was whole
    AppendedFile(LogDirectory disk, String name) {
        this.disk = disk;
        this.name = name;
        try {
            this.file = disk.names().contains(name) ? disk.open(name) : disk.create(name);
            disk.force();
            read();
        } catch (IOException e) {
            throw new StoreFailedException("Cannot open " + path(), e);
        }
    }

    /// What stood there when it was opened.
    List<byte[]> records() {
        return found;
    }

    private void read() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(file.size()));
        file.read(all, 0);
        all.flip();
        long last = 0;
        for (byte[] record = record(all); record != null; record = record(all)) {
            found.add(record);
            last = all.position() - HEADER - record.length;
            end = all.position();
        }
        if (all.limit() > end) {
            requireInterrupted(all);
            doubtful = true;
        } else if (end > 0) {
            // Whoever wrote the last one may have been stopped before it was on the disk, or when it could not be
            // forced.
            file.write(all.position((int) last), last);
            file.force(true);
        }
    }

    /// The record that begins here, or with the next sector, as releases since the first with plain files have it; null
    /// when none does that is whole.
    private static byte @Nullable [] record(ByteBuffer bytes) {
        int end = bytes.position();
        int begin = (int) TornRecord.begin(end);
        byte[] record = record(bytes, begin);
        return record == null && begin > end ? record(bytes, end) : record;
    }

    private static byte @Nullable [] record(ByteBuffer bytes, int at) {
        if (bytes.limit() - at < HEADER) {
            return null;
        }
        int length = bytes.getInt(at);
        if (length <= 0 || length > bytes.limit() - at - HEADER) {
            return null;
        }
        byte[] record = new byte[length];
        bytes.get(at + HEADER, record);
        if (bytes.getInt(at + Integer.BYTES) != checksum(length, record)) {
            return null;
        }
        bytes.position(at + HEADER + length);
        return record;
    }

    /// What is left is the beginning of a record, or has parts that were never written, and no record follows it.
    private void requireInterrupted(ByteBuffer all) {
        int at = (int) TornRecord.begin(end);
        int rest = all.limit() - at;
        int length = rest < HEADER ? 0 : all.getInt(at);
        boolean interrupted =
                length <= 0 || length > rest - HEADER || TornRecord.hasAHole(all.slice(at, HEADER + length), at);
        for (int behind = at + 1; interrupted && behind < all.limit(); behind++) {
            interrupted = record(all.duplicate().position(behind)) == null;
        }
        if (!interrupted || isWholeButForItsLength(all, at, rest)) {
            throw new UnreadableStoreException(
                    "%s is damaged from byte %d on. Put it back from a backup.".formatted(path(), at), null);
        }
    }

    private static boolean isWholeButForItsLength(ByteBuffer all, int at, int rest) {
        if (rest <= HEADER) {
            return false;
        }
        byte[] record = new byte[rest - HEADER];
        all.get(at + HEADER, record);
        return all.getInt(at + Integer.BYTES) == checksum(record.length, record);
    }

    /// @throws StoreFailedException when the record is not stored, as far as is known
    synchronized void add(byte[] record) {
        long at = TornRecord.begin(end);
        try {
            if (doubtful) {
                writeAnew();
            }
            doubtful = true;
            file.write(format(record), at);
            file.force(true);
            doubtful = false;
            end = at + HEADER + record.length;
        } catch (IOException e) {
            throw new StoreFailedException("Cannot write to " + path(), e);
        }
    }

    private void writeAnew() throws IOException {
        ByteBuffer sure = ByteBuffer.allocate(Math.toIntExact(end));
        file.read(sure, 0);
        String unfinished = name + ".new";
        LogFile fresh = disk.create(unfinished);
        try {
            fresh.write(sure.flip(), 0);
            fresh.force(true);
            disk.rename(unfinished, name);
            disk.force();
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        file.close();
        file = fresh;
    }

    private static ByteBuffer format(byte[] record) {
        return ByteBuffer.allocate(HEADER + record.length)
                .putInt(record.length)
                .putInt(checksum(record.length, record))
                .put(record)
                .flip();
    }

    private static int checksum(int length, byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
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
}
