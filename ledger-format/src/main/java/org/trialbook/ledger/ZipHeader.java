package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/// What a zip says of one file in a header, of which there are two: a local one in front of the data, and one in the
/// directory. Times, versions and internal attributes are passed over.
///
/// @param name its bytes, one to a character
/// @param offset where the local header begins; 0 in the local header, which does not say it
record ZipHeader(String name, int flags, int method, long crc, long compressed, long size, long offset) {

    static final int LOCAL = 0x04034b50;
    static final int LOCAL_BYTES = 30;

    /// In place of a value that takes more than four bytes and stands in the field [#ZIP64].
    static final long ELSEWHERE = 0xFFFF_FFFFL;

    private static final int DIRECTORY = 0x02014b50;
    private static final int DIRECTORY_BYTES = 46;
    private static final int ZIP64 = 0x0001;

    /// A time, which earlier releases wrote beside the other one.
    private static final int TIME = 0x5455;

    private static final int TIME_BYTES = 5;
    private static final int DESCRIPTOR_FOLLOWS = 1 << 3;
    private static final int FLAGS = 1 << 1 | 1 << 2 | DESCRIPTOR_FOLLOWS | 1 << 11;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int DOS_DIRECTORY = 0x10;
    private static final int UNIX_TYPE = 0xF000;
    private static final int UNIX_FILE = 0x8000;

    /// Reads the next header of the directory.
    ///
    /// @throws ZipException if it is not as a bundle has it
    static ZipHeader inDirectory(ByteBuffer in) throws ZipException {
        if (in.remaining() < DIRECTORY_BYTES || in.getInt() != DIRECTORY) {
            throw new ZipException("the directory does not have the files that the end record counts");
        }
        in.getInt(); // by which version it was made, and for which
        int flags = u16(in);
        int method = u16(in);
        in.getInt(); // when
        long crc = u32(in);
        long compressed = u32(in);
        long size = u32(in);
        int nameLength = u16(in);
        int extraLength = u16(in);
        int commentLength = u16(in);
        int disk = u16(in);
        in.getShort(); // internal attributes
        int attributes = in.getInt();
        long offset = u32(in);
        if (in.remaining() < nameLength + extraLength) {
            throw new ZipException("the directory ends within a header");
        }
        String name = text(in, nameLength);
        String shown = shown(name);
        require(commentLength == 0, shown, "has a comment");
        require(disk == 0, shown, "is on another disk");
        require((flags & ~FLAGS) == 0, shown, "has a flag that no file of a bundle has");
        require(method == DEFLATED || method == STORED, shown, "is neither stored nor deflated");
        require(
                method != STORED || (flags & DESCRIPTOR_FOLLOWS) == 0,
                shown,
                "is stored, and its size is not said in front of it");
        int type = attributes >>> 16 & UNIX_TYPE;
        require((type == 0 || type == UNIX_FILE) && (attributes & DOS_DIRECTORY) == 0, shown, "is no regular file");
        ByteBuffer zip64 = zip64(in, extraLength, shown);
        long wholeSize = value(size, zip64, shown);
        long wholeCompressed = value(compressed, zip64, shown);
        long wholeOffset = value(offset, zip64, shown);
        require(!zip64.hasRemaining(), shown, "has zip64 values that are not asked for");
        require(method != STORED || wholeSize == wholeCompressed, shown, "is stored, and its two sizes differ");
        return new ZipHeader(name, flags, method, crc, wholeCompressed, wholeSize, wholeOffset);
    }

    /// Reads the local header that belongs to this one of the directory.
    ///
    /// @param in the header's [#LOCAL_BYTES] bytes, then its name and extra fields
    /// @throws ZipException if it does not say the same
    void requireLocal(ByteBuffer in) throws ZipException {
        in.position(6); // the signature was seen, the version does not matter
        require(u16(in) == flags, shown(), "has other flags in its local header");
        require(u16(in) == method, shown(), "has another method in its local header");
        in.getInt(); // when
        long localCrc = u32(in);
        long localCompressed = u32(in);
        long localSize = u32(in);
        int nameLength = u16(in);
        int extraLength = u16(in);
        require(text(in, nameLength).equals(name), shown(), "has another name in its local header");
        ByteBuffer zip64 = zip64(in, extraLength, shown());
        localSize = value(localSize, zip64, shown());
        localCompressed = value(localCompressed, zip64, shown());
        require(!zip64.hasRemaining(), shown(), "has zip64 values in its local header that are not asked for");
        boolean left = hasDescriptor() && localCrc == 0 && localCompressed == 0 && localSize == 0;
        require(
                left || (localCrc == crc && localCompressed == compressed && localSize == size),
                shown(),
                "has another CRC or size in its local header");
    }

    boolean hasDescriptor() {
        return (flags & DESCRIPTOR_FOLLOWS) != 0;
    }

    /// Whether the descriptor behind the data has sizes of eight bytes.
    boolean hasLongSizes() {
        return size >= ELSEWHERE || compressed >= ELSEWHERE;
    }

    ZippedFile file(long data) {
        return new ZippedFile(decoded(name), method == DEFLATED, crc, data, compressed, size);
    }

    /// What to call the file in a sentence: a name that is none of a bundle's may hold anything.
    String shown() {
        return shown(name);
    }

    private static String shown(String name) {
        return BundleEntries.known(name) ? name : "a file of another name";
    }

    private static String decoded(String name) {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// The content of the field for values of eight bytes, empty if there is none.
    private static ByteBuffer zip64(ByteBuffer in, int length, String file) throws ZipException {
        ByteBuffer extra = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        ByteBuffer zip64 = ByteBuffer.allocate(0);
        boolean timed = false;
        while (extra.hasRemaining()) {
            require(extra.remaining() >= 4, file, "has extra fields that end early");
            int id = u16(extra);
            int bytes = u16(extra);
            require(bytes <= extra.remaining(), file, "has extra fields that end early");
            if (id == ZIP64 && bytes > 0 && zip64.capacity() == 0) {
                zip64 = extra.slice(extra.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
            } else if (id == TIME && bytes == TIME_BYTES && !timed) {
                timed = true;
            } else {
                throw new ZipException(file + " has an extra field that no file of a bundle has");
            }
            extra.position(extra.position() + bytes);
        }
        return zip64;
    }

    private static long value(long stated, ByteBuffer zip64, String file) throws ZipException {
        if (stated != ELSEWHERE) {
            return stated;
        }
        require(zip64.remaining() >= Long.BYTES, file, "lacks a zip64 value");
        long value = zip64.getLong();
        require(value >= 0, file, "has a zip64 value of 2^63 or more");
        return value;
    }

    private static void require(boolean so, String file, String otherwise) throws ZipException {
        if (!so) {
            throw new ZipException(file + " " + otherwise);
        }
    }

    static int u16(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    static long u32(ByteBuffer in) {
        return Integer.toUnsignedLong(in.getInt());
    }
}
