package org.trialbook.media.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.trialbook.media.Pdf;

/// Writes a PNG chunk by chunk. Text is Latin-1.
public final class Png {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Png() {
        bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    }

    public static Png of(int width, int height, int depth, int colour, int interlaced) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) depth).put((byte) colour).put((byte) 0).put((byte) 0).put((byte) interlaced);
        return new Png().chunk("IHDR", new String(header.array(), StandardCharsets.ISO_8859_1));
    }

    /// A grey picture of two rows of two pixels.
    public static Png grey() {
        return of(2, 2, 8, 0, 0);
    }

    public Png chunk(String type, String content) {
        byte[] latin = content.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 check = new CRC32();
        check.update(type.getBytes(StandardCharsets.ISO_8859_1));
        check.update(latin);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(latin.length).array());
        bytes.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(latin);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
        return this;
    }

    /// @param rows each with its filter before it
    public Png pixels(String rows) {
        return chunk("IDAT", Pdf.packed(rows));
    }

    /// The four pixels of a grey picture.
    public Png pixels() {
        return pixels("\0ab\0cd");
    }

    /// The same bytes, with the checksum of each chunk made right as far as there are chunks; other files as they are.
    public static byte[] checked(byte[] file) {
        byte[] checked = file.clone();
        ByteBuffer bytes = ByteBuffer.wrap(checked);
        int at = file.length > 8 && file[1] == 'P' && file[2] == 'N' ? 8 : file.length;
        while (at + 12 <= file.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > file.length - at - 12) {
                break;
            }
            CRC32 check = new CRC32();
            check.update(checked, at + 4, length + 4);
            bytes.putInt(at + 8 + length, (int) check.getValue());
            at += length + 12;
        }
        return checked;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    public byte[] ended() {
        return chunk("IEND", "").bytes();
    }
}
