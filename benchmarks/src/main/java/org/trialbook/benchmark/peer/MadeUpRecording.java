package org.trialbook.benchmark.peer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// An echo of nobody: a DICOM file (PS3.10, explicit little endian) with nothing but its modality and its pixels, which
/// are noise.
public final class MadeUpRecording {
    private static final int PREAMBLE = 128;
    private static final int BEFORE_THE_PIXELS = PREAMBLE + 4 + 28 + 10 + 12;

    private MadeUpRecording() {}

    /// @param seed two of different seeds are different
    /// @param bytes of the pixels; even
    public static byte[] of(long seed, int bytes) {
        byte[] pixels = new byte[bytes];
        new SplittableRandom(seed).nextBytes(pixels);
        ByteBuffer file = ByteBuffer.allocate(BEFORE_THE_PIXELS + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.position(PREAMBLE).put(ascii("DICM"));
        element(file, 0x0002, 0x0010, "UI", ascii("1.2.840.10008.1.2.1\0"));
        element(file, 0x0008, 0x0060, "CS", ascii("US"));
        file.putShort((short) 0x7fe0).putShort((short) 0x0010);
        file.put(ascii("OW")).putShort((short) 0).putInt(bytes).put(pixels);
        return file.array();
    }

    private static void element(ByteBuffer file, int group, int number, String representation, byte[] value) {
        file.putShort((short) group).putShort((short) number);
        file.put(ascii(representation)).putShort((short) value.length).put(value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
