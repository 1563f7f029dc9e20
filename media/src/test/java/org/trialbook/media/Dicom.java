package org.trialbook.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes DICOM files, right and wrong ones.
public final class Dicom {

    public static final String IMPLICIT = "1.2.840.10008.1.2";
    public static final String EXPLICIT = "1.2.840.10008.1.2.1";
    public static final String EXPLICIT_BIG = "1.2.840.10008.1.2.2";
    public static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    public static final String JPEG = "1.2.840.10008.1.2.4.50";
    public static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";
    public static final String RLE = "1.2.840.10008.1.2.5";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean explicit;
    private final boolean big;

    private Dicom(boolean explicit, boolean big) {
        this.explicit = explicit;
        this.big = big;
    }

    /// A file's beginning: preamble, prefix and file meta information.
    public static Dicom file(String transferSyntax) {
        Dicom meta = new Dicom(true, false);
        meta.element(0x0002_0010, "UI", padded(transferSyntax, 0));
        Dicom file = new Dicom(!transferSyntax.equals(IMPLICIT), transferSyntax.equals(EXPLICIT_BIG));
        file.out.writeBytes(new byte[128]);
        file.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        file.out.writeBytes(meta.bytes());
        return file;
    }

    /// Elements alone, for an item.
    public static Dicom items(boolean explicit) {
        return new Dicom(explicit, false);
    }

    /// A data set alone, without preamble and file meta information.
    public static Dicom headless(String transferSyntax) {
        return new Dicom(!transferSyntax.equals(IMPLICIT), transferSyntax.equals(EXPLICIT_BIG));
    }

    /// A picture of nobody.
    public static byte[] clean() {
        return clean(0, "US");
    }

    /// A picture with `id` in its pixels, so that every one differs. It may be registered as any modality.
    public static byte[] clean(int id) {
        return clean(id, "OT");
    }

    public static byte[] clean(int id, String modality) {
        return file(EXPLICIT)
                .text(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.6.1")
                .text(0x0008_0018, "UI", "2.25.1")
                .text(0x0008_0020, "DA", "")
                .text(0x0008_0060, "CS", modality)
                .text(0x0010_0010, "PN", "")
                .number(0x0028_0010, 8)
                .number(0x0028_0011, 8)
                .number(0x0028_0100, 8)
                .text(0x0028_0301, "CS", "NO")
                .element(0x7fe0_0010, "OW", ByteBuffer.allocate(64).putInt(id).array())
                .bytes();
    }

    /// Of 16 bits (US).
    public Dicom number(int tag, int value) {
        return element(tag, "US", number16(value, big));
    }

    public Dicom text(int tag, String representation, String value) {
        return element(tag, representation, padded(value, representation.equals("UI") ? 0 : ' '));
    }

    public Dicom element(int tag, String representation, byte[] value) {
        header(tag, representation, value.length);
        out.writeBytes(value);
        return this;
    }

    /// An element's beginning alone, with any length.
    public Dicom header(int tag, String representation, int length) {
        u16(tag >>> 16);
        u16(tag & 0xffff);
        if (!explicit) {
            u32(length);
        } else {
            out.writeBytes(representation.getBytes(StandardCharsets.US_ASCII));
            if (representation.matches("OB|OD|OF|OL|OV|OW|SQ|SV|UC|UN|UR|UT|UV")) {
                u16(0);
                u32(length);
            } else {
                u16(length);
            }
        }
        return this;
    }

    /// An item's or delimiter's beginning.
    public Dicom marker(int tag, int length) {
        u16(tag >>> 16);
        u16(tag & 0xffff);
        u32(length);
        return this;
    }

    public Dicom raw(byte[] more) {
        out.writeBytes(more);
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    public static byte[] number16(int value, boolean big) {
        return big ? new byte[] {(byte) (value >>> 8), (byte) value} : new byte[] {(byte) value, (byte) (value >>> 8)};
    }

    private void u16(int value) {
        out.writeBytes(number16(value, big));
    }

    private void u32(int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    public static byte[] padded(String text, int with) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length % 2 == 0) {
            return bytes;
        }
        byte[] even = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        even[bytes.length] = (byte) with;
        return even;
    }
}
