package org.trialbook.standalone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A DICOM file of nobody, with what is to be measured written into its pixels.
final class SmallDicom {

    private static final int PIXELS = 16;

    private SmallDicom() {}

    static byte[] of(int recording, int ejectionFraction) {
        ByteBuffer file = ByteBuffer.allocate(128 + 4 + 28 + 10 + 12 + PIXELS).order(ByteOrder.LITTLE_ENDIAN);
        file.position(128);
        file.put("DICM".getBytes(StandardCharsets.US_ASCII));
        element(file, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII));
        element(file, 0x0008, 0x0060, "CS", "US".getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) 0x7fe0).putShort((short) 0x0010);
        file.put("OW".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putInt(PIXELS);
        file.putInt(recording).putInt(ejectionFraction);
        return file.array();
    }

    static int recordingIn(byte[] file) {
        return pixels(file).getInt();
    }

    static int ejectionFractionIn(byte[] file) {
        return pixels(file).getInt(pixels(file).position() + 4);
    }

    private static ByteBuffer pixels(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(file.length - PIXELS);
    }

    private static void element(ByteBuffer file, int group, int number, String representation, byte[] value) {
        file.putShort((short) group).putShort((short) number);
        file.put(representation.getBytes(StandardCharsets.US_ASCII)).putShort((short) value.length);
        file.put(value);
    }
}
