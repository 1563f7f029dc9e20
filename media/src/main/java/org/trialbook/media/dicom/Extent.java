package org.trialbook.media.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.trialbook.media.MalformedMediaException;

/// How many bytes the pixels of a data set, or the samples of a waveform, take. What is beyond them is no picture.
final class Extent {

    private static final int SAMPLES_PER_PIXEL = 0x0028_0002;
    private static final int FRAMES = 0x0028_0008;
    private static final int ROWS = 0x0028_0010;
    private static final int COLUMNS = 0x0028_0011;
    private static final int PIXEL_BITS = 0x0028_0100;
    private static final int CHANNELS = 0x003a_0005;
    private static final int SAMPLES = 0x003a_0010;
    private static final int SAMPLE_BITS = 0x5400_1004;
    static final int WAVEFORM_DATA = 0x5400_1010;
    private static final int LONGEST_NUMBER = 9;

    private long samplesPerPixel = 1;
    private long frames = 1;
    private long rows;
    private long columns;
    private long pixelBits;
    private long channels;
    private long samples;
    private long sampleBits;

    /// @param value little endian
    void add(int tag, byte[] value) throws MalformedMediaException {
        switch (tag) {
            case SAMPLES_PER_PIXEL -> samplesPerPixel = number(value);
            case FRAMES -> frames = count(value);
            case ROWS -> rows = number(value);
            case COLUMNS -> columns = number(value);
            case PIXEL_BITS -> pixelBits = number(value);
            case CHANNELS -> channels = number(value);
            case SAMPLES -> samples = number(value);
            case SAMPLE_BITS -> sampleBits = number(value);
            default -> {}
        }
    }

    /// At most so many bytes, padded to an even number; without bound where the file does not say.
    long most(int tag) {
        long bits = switch (tag) {
            case DicomReader.PIXEL_DATA ->
                product(product(rows, columns), product(frames, samplesPerPixel * pixelBits));
            case WAVEFORM_DATA -> product(product(channels, samples), sampleBits);
            default -> 0;
        };
        if (bits == 0 || bits > Long.MAX_VALUE - 16) {
            return Long.MAX_VALUE;
        }
        long bytes = (bits + 7) / 8;
        return bytes + bytes % 2;
    }

    private static long product(long a, long b) {
        return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
    }

    private static long number(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        return switch (value.length) {
            case 2 -> Short.toUnsignedInt(bytes.getShort());
            case 4 -> Integer.toUnsignedLong(bytes.getInt());
            default -> 0;
        };
    }

    private static long count(byte[] value) throws MalformedMediaException {
        String text = HarmlessValues.unpadded(HarmlessValues.ascii(value));
        if (text.isEmpty()) {
            return 1;
        }
        if (text.length() > LONGEST_NUMBER || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedMediaException("the number of frames is no number");
        }
        return Long.parseLong(text);
    }
}
