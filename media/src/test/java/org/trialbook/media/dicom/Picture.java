package org.trialbook.media.dicom;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import org.trialbook.media.Dicom;

/// A made-up picture to which attributes are added in any order, and from which they are taken.
final class Picture {

    private record Value(String representation, byte[] bytes, boolean undefined) {}

    private final TreeMap<Integer, Value> meta = new TreeMap<>();
    private final TreeMap<Integer, Value> values = new TreeMap<>(Integer::compareUnsigned);
    private final String syntax;
    private byte[] after = {};
    private byte[] preamble = new byte[128];

    private Picture(String syntax) {
        this.syntax = syntax;
    }

    /// Eight times eight pixels, and what is needed to show them.
    static Picture in(String syntax) {
        Picture picture = new Picture(syntax)
                .with(0x0002_0010, "UI", syntax)
                .with(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.6.1")
                .with(0x0008_0018, "UI", "2.25.1")
                .with(0x0008_0060, "CS", "US")
                .with(0x0010_0010, "PN", "")
                .number(0x0028_0002, 1)
                .with(0x0028_0004, "CS", "MONOCHROME2")
                .number(0x0028_0010, 8)
                .number(0x0028_0011, 8)
                .number(0x0028_0100, 8)
                .with(0x0028_0301, "CS", "NO");
        return picture.bytes(0x7fe0_0010, "OW", new byte[64]);
    }

    String syntax() {
        return syntax;
    }

    boolean explicit() {
        return !syntax.equals(Dicom.IMPLICIT);
    }

    Picture with(int tag, String representation, String value) {
        byte[] text = Dicom.padded(value, representation.equals("UI") ? 0 : ' ');
        return bytes(tag, representation, text);
    }

    Picture number(int tag, int value) {
        return bytes(tag, "US", Dicom.number16(value, syntax.equals(Dicom.EXPLICIT_BIG) && tag >>> 16 != 2));
    }

    Picture bytes(int tag, String representation, byte[] value) {
        (tag >>> 16 == 2 ? meta : values).put(tag, new Value(representation, value, false));
        return this;
    }

    /// @param inside one item's elements, written as this picture is
    Picture item(int tag, Dicom inside) {
        byte[] elements = inside.bytes();
        Dicom items =
                Dicom.items(explicit()).marker(0xfffe_e000, elements.length).raw(elements);
        return bytes(tag, "SQ", items.bytes());
    }

    /// Compressed pixels.
    Picture fragments(byte[]... fragments) {
        Dicom all = Dicom.items(true).marker(0xfffe_e000, 0);
        for (byte[] fragment : fragments) {
            byte[] even = Arrays.copyOf(fragment, fragment.length + fragment.length % 2);
            all.marker(0xfffe_e000, even.length).raw(even);
        }
        values.put(0x7fe0_0010, new Value("OB", all.marker(0xfffe_e0dd, 0).bytes(), true));
        return this;
    }

    Picture without(int... tags) {
        for (int tag : tags) {
            values.remove(tag);
            meta.remove(tag);
        }
        return this;
    }

    Picture after(String more) {
        after = more.getBytes(StandardCharsets.US_ASCII);
        return this;
    }

    Picture preamble(String words) {
        byte[] text = words.getBytes(StandardCharsets.US_ASCII);
        preamble = Arrays.copyOf(text, 128);
        return this;
    }

    Dicom inside() {
        return Dicom.items(explicit());
    }

    byte[] dataSet() {
        Dicom dataSet = Dicom.headless(syntax);
        values.forEach((tag, value) -> element(dataSet, tag, value));
        return dataSet.raw(after).bytes();
    }

    byte[] file() {
        Dicom file = Dicom.items(true).raw(preamble).raw("DICM".getBytes(StandardCharsets.US_ASCII));
        meta.forEach((tag, value) -> element(file, tag, value));
        return file.raw(dataSet()).bytes();
    }

    private static void element(Dicom to, int tag, Value value) {
        to.header(tag, value.representation(), value.undefined() ? -1 : value.bytes().length)
                .raw(value.bytes());
    }
}
