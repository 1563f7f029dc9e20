package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/// What a zip says of one file in a header, of which there are two: a local one in front of the data, and one in the
/// directory. Versions, internal attributes and what the time is are passed over.
///
/// @param name its bytes, one to a character
/// @param time the extra field with a time, empty if there is none
/// @param offset where the local header begins; 0 in the local header, which does not say it
record ZipHeader(String name, String time, int flags, int method, long crc, long compressed, long size, long offset) {

    static final int LOCAL = 0x04034b50;
    static final int LOCAL_BYTES = 30;

    private static final int DIRECTORY = 0x02014b50;
    private static final int DIRECTORY_BYTES = 46;
    private static final int DESCRIPTOR_FOLLOWS = 1 << 3;
    private static final int FLAGS = 1 << 1 | 1 << 2 | DESCRIPTOR_FOLLOWS | 1 << 11;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int DOS_DIRECTORY = 0x10;
    private static final int UNIX_TYPE = 0xF000;
    private static final int UNIX_FILE = 0x8000;

    /// A name that can stand in a sentence as it is.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]{1,100}");

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
        String name = ZipExtra.text(in, nameLength);
        String shown = shown(name);
        byte[] utf8 = bytes(name);
        require(Utf8.firstMalformed(utf8, 0, utf8.length) < 0, shown, "has a name that is not UTF-8");
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
        ZipExtra extra = ZipExtra.read(in, extraLength, shown);
        long wholeSize = extra.value(size, shown);
        long wholeCompressed = extra.value(compressed, shown);
        long wholeOffset = extra.value(offset, shown);
        extra.requireNoMore(shown);
        require(method != STORED || wholeSize == wholeCompressed, shown, "is stored, and its two sizes differ");
        return new ZipHeader(name, extra.time(), flags, method, crc, wholeCompressed, wholeSize, wholeOffset);
    }

    /// Reads the local header that belongs to this one of the directory.
    ///
    /// @param in the header's [#LOCAL_BYTES] bytes, then its name and extra fields
    /// @throws ZipException if it does not say the same
    void requireLocal(ByteBuffer in) throws ZipException {
        in.position(6); // behind the signature, which was seen, and the version
        require(u16(in) == flags, shown(), "has other flags in its local header");
        require(u16(in) == method, shown(), "has another method in its local header");
        in.getInt(); // when
        long localCrc = u32(in);
        long localCompressed = u32(in);
        long localSize = u32(in);
        int nameLength = u16(in);
        int extraLength = u16(in);
        require(ZipExtra.text(in, nameLength).equals(name), shown(), "has another name in its local header");
        ZipExtra extra = ZipExtra.read(in, extraLength, shown());
        localSize = extra.value(localSize, shown());
        localCompressed = extra.value(localCompressed, shown());
        extra.requireNoMore(shown());
        require(extra.time().equals(time), shown(), "has another time in an extra field of its local header");
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
        return size >= ZipExtra.ELSEWHERE || compressed >= ZipExtra.ELSEWHERE;
    }

    ZippedFile file(long data) {
        return new ZippedFile(
                new String(bytes(name), StandardCharsets.UTF_8), method == DEFLATED, crc, data, compressed, size);
    }

    /// What to call the file in a sentence: a name that is none of a bundle's may hold anything.
    String shown() {
        return shown(name);
    }

    private static String shown(String name) {
        return PLAIN.matcher(name).matches() ? name : "a file of another name";
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    static void require(boolean so, String file, String otherwise) throws ZipException {
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
