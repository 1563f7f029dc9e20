package org.trialbook.media.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.trialbook.media.Dicom;

/// A made-up ECG of one lead.
final class Waveform {

    private Waveform() {}

    /// @param label of the channel (003A,0203), and @param filter (003A,0329): none where they are empty
    static Picture in(String syntax, String label, int extraBytes) {
        Picture ecg = Picture.in(syntax)
                .with(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.9.1.1")
                .with(0x0008_0060, "CS", "ECG")
                .without(0x0028_0002, 0x0028_0004, 0x0028_0010, 0x0028_0011, 0x0028_0100, 0x0028_0301, 0x7fe0_0010);
        Dicom channel = ecg.inside();
        if (!label.isEmpty()) {
            channel.text(0x003a_0203, "SH", label);
        }
        nested(channel, 0x003a_0208, code(ecg, "2:1", "MDC", "Lead I"), ecg);
        channel.text(0x003a_0210, "DS", "1.25");
        nested(channel, 0x003a_0211, code(ecg, "uV", "UCUM", "microvolt"), ecg);
        Dicom group = ecg.inside()
                .text(0x003a_0004, "CS", "ORIGINAL")
                .number(0x003a_0005, 1)
                .element(
                        0x003a_0010,
                        "UL",
                        ByteBuffer.allocate(4)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(10)
                                .array())
                .text(0x003a_001a, "DS", "500");
        nested(group, 0x003a_0200, channel, ecg);
        group.number(0x5400_1004, 16)
                .text(0x5400_1006, "CS", "SS")
                .element(0x5400_1010, "OW", new byte[20 + extraBytes]);
        return ecg.item(0x5400_0100, group);
    }

    static Dicom code(Picture in, String code, String scheme, String meaning) {
        return in.inside()
                .text(0x0008_0100, "SH", code)
                .text(0x0008_0102, "SH", scheme)
                .text(0x0008_0104, "LO", meaning);
    }

    static void nested(Dicom around, int tag, Dicom inside, Picture in) {
        byte[] elements = inside.bytes();
        byte[] item =
                in.inside().marker(0xfffe_e000, elements.length).raw(elements).bytes();
        around.element(tag, "SQ", item);
    }
}
