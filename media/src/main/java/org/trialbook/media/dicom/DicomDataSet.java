package org.trialbook.media.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;

/// Walks through a data set (PS3.5, section 7): file meta information first, then the data set in the transfer syntax
/// that it names, then the items of its sequences as they come.
final class DicomDataSet {

    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final Set<String> NOT_READ = Set.of(
            "1.2.840.10008.1.2.2", // big endian, retired
            "1.2.840.10008.1.2.1.99", // deflated
            "1.2.840.10008.1.2.4.95"); // refers to elsewhere, deflated

    /// Value representations whose length has 32 bits.
    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private static final long UNDEFINED = 0xffff_ffffL;
    private static final int TRANSFER_SYNTAX = 0x0002_0010;
    private static final int PIXEL_DATA = 0x7fe0_0010;
    private static final int ITEM = 0xfffe_e000;
    private static final int ITEM_END = 0xfffe_e00d;
    private static final int SEQUENCE_END = 0xfffe_e0dd;
    private static final byte[] ITEM_BYTES = {(byte) 0xfe, (byte) 0xff, 0x00, (byte) 0xe0};
    private static final int DEEPEST = 32;
    /// Beyond this length a value says something, whatever it says.
    private static final int LOOKED_AT = 256;

    private final DicomBytes bytes;
    private final DicomFindings findings;
    private String transferSyntax = "";

    DicomDataSet(DicomBytes bytes, DicomFindings findings) {
        this.bytes = bytes;
        this.findings = findings;
    }

    void read() throws IOException, MalformedMediaException {
        boolean explicit = true;
        boolean meta = true;
        int elements = 0;
        while (bytes.position() < bytes.length()) {
            int tag = peekTag();
            if (meta && tag >>> 16 != 2) {
                meta = false;
                explicit = !syntax().equals(IMPLICIT);
            }
            element(explicit, 0);
            elements += meta ? 0 : 1;
        }
        if (meta) {
            syntax();
        }
        if (elements == 0) {
            throw new MalformedMediaException("there is no data set in it");
        }
    }

    private String syntax() throws MalformedMediaException {
        if (!transferSyntax.matches("[0-9.]{1,64}")) {
            throw new MalformedMediaException("the transfer syntax is not named");
        }
        if (NOT_READ.contains(transferSyntax)) {
            throw new MalformedMediaException(
                    "the transfer syntax is not one that can be looked into: " + transferSyntax);
        }
        return transferSyntax;
    }

    private int peekTag() throws IOException, MalformedMediaException {
        byte[] four = bytes.peek(4);
        if (four.length < 4) {
            throw new MalformedMediaException("the file ends within an element");
        }
        return (four[0] & 0xff | (four[1] & 0xff) << 8) << 16 | (four[2] & 0xff | (four[3] & 0xff) << 8);
    }

    private int tag() throws IOException {
        return bytes.u16() << 16 | bytes.u16();
    }

    private void element(boolean explicit, int depth) throws IOException, MalformedMediaException {
        int tag = tag();
        if (tag >>> 16 == 0xfffe) {
            throw new MalformedMediaException("an item stands where an element should");
        }
        String representation = explicit ? representation() : "";
        long length = length(representation, explicit);
        boolean inside = representation.equals("SQ")
                || length == UNDEFINED
                || tag != PIXEL_DATA && Set.of("", "UN").contains(representation) && itemFollows(length);
        if (!inside) {
            value(tag, representation, length);
        } else if (tag == PIXEL_DATA) {
            fragments();
        } else {
            if (length > 0 && findings.namesAll(tag)) {
                findings.add(tag);
            }
            // What is unknown, and of undefined length, is written implicitly (PS3.5, 6.2.2).
            sequence(length, explicit && !representation.equals("UN"), depth + 1);
        }
    }

    private String representation() throws IOException, MalformedMediaException {
        String representation = new String(bytes.take(2), StandardCharsets.US_ASCII);
        if (!representation.matches("[A-Z]{2}")) {
            throw new MalformedMediaException("a value representation is not of its form");
        }
        return representation;
    }

    private long length(String representation, boolean explicit) throws IOException {
        if (!explicit) {
            return bytes.u32();
        }
        if (LONG.contains(representation)) {
            bytes.skip(2);
            return bytes.u32();
        }
        return bytes.u16();
    }

    private boolean itemFollows(long length) throws IOException {
        return length >= 8 && Arrays.equals(bytes.peek(4), ITEM_BYTES);
    }

    private void value(int tag, String representation, long length) throws IOException {
        if (tag == TRANSFER_SYNTAX) {
            transferSyntax = new String(bytes.take((int) Math.min(length, LOOKED_AT)), StandardCharsets.US_ASCII)
                    .replace("\0", "")
                    .strip();
            bytes.skip(Math.max(0, length - LOOKED_AT));
            return;
        }
        byte[] value = bytes.take((int) Math.min(length, LOOKED_AT));
        bytes.skip(length - value.length);
        findings.value(tag, representation, value);
    }

    /// Items until the length is used up, or until the sequence is delimited.
    private void sequence(long length, boolean explicit, int depth) throws IOException, MalformedMediaException {
        if (depth > DEEPEST) {
            throw new MalformedMediaException("it is nested too deeply");
        }
        long end = end(length);
        while (bytes.position() < end) {
            int tag = tag();
            long itemLength = bytes.u32();
            if (tag == SEQUENCE_END && length == UNDEFINED) {
                return;
            }
            if (tag != ITEM) {
                throw new MalformedMediaException("a sequence holds something else than items");
            }
            item(itemLength, explicit, depth);
        }
        closed(length, end);
    }

    private void item(long length, boolean explicit, int depth) throws IOException, MalformedMediaException {
        long end = end(length);
        while (bytes.position() < end) {
            if (length == UNDEFINED && peekTag() == ITEM_END) {
                bytes.skip(8);
                return;
            }
            element(explicit, depth);
        }
        closed(length, end);
    }

    /// Compressed pixels: items that are not looked into.
    private void fragments() throws IOException, MalformedMediaException {
        while (true) {
            int tag = tag();
            long length = bytes.u32();
            if (tag == SEQUENCE_END) {
                return;
            }
            if (tag != ITEM || length == UNDEFINED) {
                throw new MalformedMediaException("compressed pixels are not of their form");
            }
            bytes.skip(length);
        }
    }

    private long end(long length) throws MalformedMediaException {
        if (length == UNDEFINED) {
            return bytes.length();
        }
        if (length > bytes.length() - bytes.position()) {
            throw new MalformedMediaException("the file ends within an element");
        }
        return bytes.position() + length;
    }

    private void closed(long length, long end) throws MalformedMediaException {
        if (length == UNDEFINED) {
            throw new MalformedMediaException("a sequence or item is not delimited");
        }
        if (bytes.position() > end) {
            throw new MalformedMediaException("an element reaches beyond its item");
        }
    }
}
