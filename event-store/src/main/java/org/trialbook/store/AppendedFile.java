package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file of small records, each with its length and a checksum (CRC-32C), to which records are added one by one: a
/// record is on the disk when [#add] returns. The last is cut off where it was interrupted: nobody had an answer to it.
final class AppendedFile implements AutoCloseable {
    private static final int HEADER = 2 * Integer.BYTES;

    private final Path file;
    private final FileChannel channel;
    private final List<byte[]> found;
    private long end;
    private boolean unforced;

    /// @throws UnreadableStoreException when a record is damaged that was whole
    AppendedFile(Path file) {
        this.file = file;
        try {
            Directories.create(Directories.of(file));
            OwnersOnly.ensure(file);
            Directories.force(Directories.of(file));
            this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            this.found = read();
            if (channel.size() > end) {
                channel.truncate(end).force(true);
            }
        } catch (IOException e) {
            throw new StoreFailedException("Cannot open " + file, e);
        }
    }

    /// What stood there when it was opened.
    List<byte[]> records() {
        return found;
    }

    private List<byte[]> read() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all) >= 0) {
            // Until all is read.
        }
        all.flip();
        List<byte[]> records = new ArrayList<>();
        for (byte[] record = record(all); record != null; record = record(all)) {
            records.add(record);
            end = all.position();
        }
        if (all.limit() > end) {
            requireInterrupted(all);
        }
        return records;
    }

    /// The record that begins here; null when none does that is whole.
    private static byte @Nullable [] record(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER) {
            return null;
        }
        int length = bytes.getInt(bytes.position());
        if (length <= 0 || length > bytes.remaining() - HEADER) {
            return null;
        }
        byte[] record = new byte[length];
        bytes.get(bytes.position() + HEADER, record);
        if (bytes.getInt(bytes.position() + Integer.BYTES) != checksum(length, record)) {
            return null;
        }
        bytes.position(bytes.position() + HEADER + length);
        return record;
    }

    /// What is left is the beginning of a record, or has parts that were never written, and no record follows it.
    private void requireInterrupted(ByteBuffer all) {
        int rest = all.limit() - (int) end;
        int length = rest < HEADER ? 0 : all.getInt((int) end);
        boolean interrupted = length <= 0
                || length > rest - HEADER
                || TornRecord.hasAHole(all.slice((int) end, HEADER + length), end);
        for (int at = (int) end + 1; interrupted && at < all.limit(); at++) {
            interrupted = record(all.duplicate().position(at)) == null;
        }
        if (!interrupted) {
            throw new UnreadableStoreException(
                    "%s is damaged from byte %d on. Put it back from a backup.".formatted(file, end), null);
        }
    }

    synchronized void add(byte[] record) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + record.length)
                .putInt(record.length)
                .putInt(checksum(record.length, record))
                .put(record)
                .flip();
        if (unforced) {
            throw new StoreFailedException(file + " could not be forced to the disk", new IOException("not forced"));
        }
        try {
            for (long at = end; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            // Should this fail, nobody knows what of the file is on the disk, and nothing more is written to it.
            unforced = true;
            channel.force(true);
            unforced = false;
            end += HEADER + record.length;
        } catch (IOException e) {
            throw new StoreFailedException("Cannot write to " + file, e);
        }
    }

    private static int checksum(int length, byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        crc.update(record);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreFailedException("Cannot close " + file, e);
        }
    }
}
