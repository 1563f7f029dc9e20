package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/// The extra fields of one header of a zip. Only two may stand there, each once.
///
/// @param zip64 the values that do not fit in four bytes, from the first that was not yet taken; empty if there are
/// none
/// @param time a time that earlier releases wrote, its bytes one to a character; empty if it is not there
record ZipExtra(ByteBuffer zip64, String time) {

    /// In place of a value that does not fit in four bytes.
    static final long ELSEWHERE = 0xFFFF_FFFFL;

    private static final int ZIP64 = 0x0001;
    private static final int TIME = 0x5455;
    private static final int TIME_BYTES = 5;

    /// Reads all fields.
    ///
    /// @param in stands at the first one, and behind the last one afterwards
    /// @param length what they take
    /// @param file how the file is called in a sentence
    /// @throws ZipException if one breaks off, or is none of a bundle's
    static ZipExtra read(ByteBuffer in, int length, String file) throws ZipException {
        ByteBuffer fields = in.slice(in.position(), length);
        fields.order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        ByteBuffer zip64 = ByteBuffer.allocate(0);
        String time = "";
        while (fields.hasRemaining()) {
            ZipHeader.require(fields.remaining() >= 4, file, "has an extra field that breaks off");
            int id = ZipHeader.u16(fields);
            int bytes = ZipHeader.u16(fields);
            ZipHeader.require(bytes <= fields.remaining(), file, "has an extra field that breaks off");
            if (id == ZIP64 && bytes > 0 && zip64.capacity() == 0) {
                zip64 = fields.slice(fields.position(), bytes);
                zip64.order(ByteOrder.LITTLE_ENDIAN);
                fields.position(fields.position() + bytes);
            } else if (id == TIME && bytes == TIME_BYTES && fields.get(fields.position()) == 1 && time.isEmpty()) {
                time = text(fields, bytes);
            } else {
                throw new ZipException(file + " has an extra field that no file of a bundle has");
            }
        }
        return new ZipExtra(zip64, time);
    }

    /// A value of the header, taken from the zip64 field if it stands there.
    ///
    /// @param stated the four bytes
    long value(long stated, String file) throws ZipException {
        if (stated != ELSEWHERE) {
            return stated;
        }
        ZipHeader.require(zip64.remaining() >= Long.BYTES, file, "lacks a zip64 value");
        long value = zip64.getLong();
        ZipHeader.require(value >= 0, file, "has a zip64 value of 2^63 or more");
        ZipHeader.require(value >= ELSEWHERE, file, "has a zip64 value that fits in four bytes");
        return value;
    }

    /// To be called when all values were taken.
    void requireNoMore(String file) throws ZipException {
        ZipHeader.require(!zip64.hasRemaining(), file, "has zip64 values that are not asked for");
    }

    /// The next bytes, one to a character.
    static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
