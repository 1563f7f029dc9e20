package org.trialbook.media.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.trialbook.media.Dicom;

/// Sound files, and what chance makes of them. The same seed makes the same file.
public final class DicomMutations {

    /// Values that lengths and tags take when they lie.
    private static final byte[][] LIES = {
        {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
        {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f},
        {0, 0, 0, (byte) 0x80},
        {(byte) 0xfe, (byte) 0xff, 0x00, (byte) 0xe0},
        {(byte) 0xfe, (byte) 0xff, 0x0d, (byte) 0xe0},
        {(byte) 0xfe, (byte) 0xff, (byte) 0xdd, (byte) 0xe0},
        {(byte) 0xe0, 0x7f, 0x10, 0x00},
        {'S', 'Q', 0, 0},
        {'U', 'N', 0, 0},
        {'O', 'W', 0, 0}
    };

    private DicomMutations() {}

    /// Sound files of every kind that is read.
    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (DicomCorpus.Made made : DicomCorpus.all()) {
            if (!made.malformed() && made.bytes().length < 4_000) {
                seeds.add(made.bytes());
            }
        }
        for (String syntax : List.of(Dicom.EXPLICIT, Dicom.IMPLICIT, Dicom.EXPLICIT_BIG)) {
            seeds.add(Picture.in(syntax).file());
            seeds.add(Picture.in(syntax).dataSet());
            seeds.add(Waveform.in(syntax.equals(Dicom.IMPLICIT) ? syntax : Dicom.EXPLICIT, "", 0)
                    .dataSet());
        }
        return seeds;
    }

    /// @param sound is not changed
    public static byte[] mutate(byte[] sound, Random random) {
        byte[] file = sound.clone();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes && file.length > 8; change++) {
            // The preamble is where least happens.
            int from = file.length > 200 && random.nextInt(8) > 0 ? 128 : 0;
            int at = from + random.nextInt(file.length - from);
            switch (random.nextInt(6)) {
                case 0 -> file[at] = (byte) random.nextInt();
                case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> {
                    byte[] lie = LIES[random.nextInt(LIES.length)];
                    int start = Math.min(at, file.length - lie.length);
                    System.arraycopy(lie, 0, file, start, lie.length);
                }
                case 3 -> file = Arrays.copyOf(file, at);
                case 4 -> {
                    int length = Math.min(1 + random.nextInt(64), file.length - at);
                    int to = random.nextInt(file.length - length + 1);
                    System.arraycopy(file.clone(), at, file, to, length);
                }
                default -> {
                    byte[] longer = Arrays.copyOf(file, file.length + 2 * (1 + random.nextInt(16)));
                    System.arraycopy(file, at, longer, at + longer.length - file.length, file.length - at);
                    file = longer;
                }
            }
        }
        return file;
    }
}
