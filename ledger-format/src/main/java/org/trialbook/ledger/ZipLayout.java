package org.trialbook.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/// The layout of a bundle's zip, in which every byte has one meaning for every reader (docs/format.md, section 5): file
/// after file without a gap, then the directory, then the end record, then nothing. The data are skipped, not read.
final class ZipLayout {

    /// More than the headers of so many files take.
    static final int MAX_DIRECTORY = 4 << 20;

    private static final int DESCRIPTOR = 0x08074b50;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONG_END = 0x06064b50;
    private static final int LONG_END_BYTES = 56;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;

    private final FileChannel zip;
    private final long length;

    /// Where the directory begins, what it takes, and whose headers it has.
    private record Directory(long offset, long bytes, long files) {}

    private ZipLayout(FileChannel zip) throws IOException {
        this.zip = zip;
        this.length = zip.size();
    }

    /// All files of a zip in the order in which they stand.
    ///
    /// @throws ZipException if it is not laid out as a bundle; the message says which rule is broken
    static List<ZippedFile> of(FileChannel zip) throws IOException {
        return new ZipLayout(zip).files();
    }

    private List<ZippedFile> files() throws IOException {
        Directory directory = directory();
        ByteBuffer headers = read(directory.offset, (int) directory.bytes, length);
        List<ZippedFile> files = new ArrayList<>();
        long next = 0;
        for (long i = 0; i < directory.files; i++) {
            ZipHeader header = ZipHeader.inDirectory(headers);
            if (header.offset() != next) {
                throw new ZipException(header.shown() + " does not begin where the file in front of it ends");
            }
            long data = data(header, directory.offset);
            next = end(header, data, directory.offset);
            files.add(header.file(data));
        }
        if (headers.hasRemaining()) {
            throw new ZipException("the directory does not have the files that the end record counts");
        }
        if (next != directory.offset) {
            throw new ZipException("something stands between the last file and the directory");
        }
        return files;
    }

    /// Checks the local header, and says where the data begin.
    private long data(ZipHeader header, long limit) throws IOException {
        ByteBuffer fixed = read(header.offset(), ZipHeader.LOCAL_BYTES, limit);
        if (fixed.getInt(0) != ZipHeader.LOCAL) {
            throw new ZipException(header.shown() + " has no local header");
        }
        fixed.position(ZipHeader.LOCAL_BYTES - 4);
        int whole = ZipHeader.LOCAL_BYTES + ZipHeader.u16(fixed) + ZipHeader.u16(fixed);
        header.requireLocal(read(header.offset(), whole, limit));
        return header.offset() + whole;
    }

    /// Checks what stands behind the data, and says where it ends.
    private long end(ZipHeader header, long data, long limit) throws IOException {
        if (header.compressed() > limit - data) {
            throw new ZipException(header.shown() + " reaches into the directory");
        }
        long end = data + header.compressed();
        if (!header.hasDescriptor()) {
            return end;
        }
        int bytes = header.hasLongSizes() ? 24 : 16;
        ByteBuffer descriptor = read(end, bytes, limit);
        boolean right = descriptor.getInt() == DESCRIPTOR
                && ZipHeader.u32(descriptor) == header.crc()
                && size(descriptor, header) == header.compressed()
                && size(descriptor, header) == header.size();
        if (!right) {
            throw new ZipException(header.shown() + " has no data descriptor that says what the directory says");
        }
        return end + bytes;
    }

    private static long size(ByteBuffer descriptor, ZipHeader header) {
        return header.hasLongSizes() ? descriptor.getLong() : ZipHeader.u32(descriptor);
    }

    private Directory directory() throws IOException {
        long at = length - END_BYTES;
        if (at < 0) {
            throw new ZipException("it is shorter than an end record");
        }
        ByteBuffer end = read(at, END_BYTES, length);
        if (end.getInt() != END) {
            throw new ZipException("its last 22 bytes are no end record without a comment");
        }
        requireNoDisks(end.getInt());
        int here = ZipHeader.u16(end);
        int files = ZipHeader.u16(end);
        long bytes = ZipHeader.u32(end);
        long offset = ZipHeader.u32(end);
        if (end.getShort() != 0) {
            throw new ZipException("it has a comment");
        }
        if (offset != ZipExtra.ELSEWHERE) {
            return checked(here, new Directory(offset, bytes, files), at);
        }
        Directory whole = longDirectory(at);
        if (here != whole.files || files != whole.files || bytes != whole.bytes) {
            throw new ZipException("its end record does not say what its zip64 end record says");
        }
        return whole;
    }

    /// What the zip64 end record says. It is there only if the directory begins so far behind that it must be: no
    /// other value of a bundle needs it.
    private Directory longDirectory(long endRecord) throws IOException {
        long at = endRecord - LOCATOR_BYTES - LONG_END_BYTES;
        if (at < 0) {
            throw new ZipException("it has no zip64 end record");
        }
        ByteBuffer end = read(at, LONG_END_BYTES + LOCATOR_BYTES, length);
        if (end.getInt() != LONG_END || end.getLong() != LONG_END_BYTES - 12) {
            throw new ZipException("it has no zip64 end record of 56 bytes");
        }
        end.getInt(); // by which version it was made, and for which
        requireNoDisks(end.getLong());
        long here = end.getLong();
        long files = end.getLong();
        long bytes = end.getLong();
        long offset = end.getLong();
        if (end.getInt() != LOCATOR || end.getInt() != 0 || end.getLong() != at || end.getInt() != 1) {
            throw new ZipException("it has no locator of its zip64 end record");
        }
        if (offset < ZipExtra.ELSEWHERE) {
            throw new ZipException("it has a zip64 end record without need");
        }
        return checked(here, new Directory(offset, bytes, files), at);
    }

    private static void requireNoDisks(long numbers) throws ZipException {
        if (numbers != 0) {
            throw new ZipException("it is part of a zip on several disks");
        }
    }

    private static Directory checked(long here, Directory directory, long end) throws ZipException {
        if (here != directory.files) {
            throw new ZipException("the end record counts the files twice, and differently");
        }
        if (directory.files < 0 || directory.files > BundleEntries.MOST) {
            throw new ZipException("it has " + Long.toUnsignedString(directory.files) + " files, and a bundle at most "
                    + BundleEntries.MOST);
        }
        if (directory.bytes < 0 || directory.bytes > MAX_DIRECTORY) {
            throw new ZipException("its directory has more than " + MAX_DIRECTORY + " bytes");
        }
        if (directory.offset != end - directory.bytes) {
            throw new ZipException("the directory does not end where the end record begins");
        }
        return directory;
    }

    private ByteBuffer read(long at, int bytes, long limit) throws IOException {
        if (bytes > limit - at) {
            throw new ZipException("a header reaches into what stands behind it");
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (zip.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
        return buffer.flip();
    }
}
