package org.trialbook.media.png;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;

/// What a PNG's first chunk says of the picture (ISO/IEC 15948, 11.2.2).
///
/// @param depth bits a sample
/// @param colour 0 grey, 2 colours, 3 palette, 4 grey with alpha, 6 colours with alpha
record PngHeader(int width, int height, int depth, int colour, boolean interlaced) {

    private static final int LARGEST = 1 << 16;
    private static final long MOST_PIXELS = 1L << 28;

    private static final Map<Integer, Set<Integer>> DEPTHS = Map.of(
            0, Set.of(1, 2, 4, 8, 16), 2, Set.of(8, 16), 3, Set.of(1, 2, 4, 8), 4, Set.of(8, 16), 6, Set.of(8, 16));

    private static final Map<Integer, Integer> CHANNELS = Map.of(0, 1, 2, 3, 3, 1, 4, 2, 6, 4);

    /// Where each pass of an interlaced picture begins and how far its pixels are apart: x, y, across, down.
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    static PngHeader of(byte[] content) throws MalformedMediaException {
        if (content.length != 13) {
            throw new MalformedMediaException("its header has another length");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        int width = bytes.getInt();
        int height = bytes.getInt();
        int depth = bytes.get();
        int colour = bytes.get();
        if (width <= 0 || height <= 0 || width > LARGEST || height > LARGEST || (long) width * height > MOST_PIXELS) {
            throw new MalformedMediaException("its width or height is none of a picture");
        }
        if (!DEPTHS.getOrDefault(colour, Set.of()).contains(depth)) {
            throw new MalformedMediaException("its colour type and bit depth do not go together");
        }
        if (bytes.getShort() != 0) {
            throw new MalformedMediaException("it is packed in a way that the format does not know");
        }
        int interlaced = bytes.get();
        if (interlaced != 0 && interlaced != 1) {
            throw new MalformedMediaException("it is interlaced in a way that the format does not know");
        }
        return new PngHeader(width, height, depth, colour, interlaced == 1);
    }

    boolean palette() {
        return colour == 3;
    }

    int channels() {
        return CHANNELS.getOrDefault(colour, 0);
    }

    /// The passes' rows, as pairs of how many there are and how many bytes each has without its filter.
    long[][] rows() {
        if (!interlaced) {
            return new long[][] {{height, bytes(width)}};
        }
        long[][] rows = new long[PASSES.length][];
        for (int i = 0; i < PASSES.length; i++) {
            long across = (width - PASSES[i][0] + PASSES[i][2] - 1) / PASSES[i][2];
            long down = (height - PASSES[i][1] + PASSES[i][3] - 1) / PASSES[i][3];
            rows[i] = new long[] {across > 0 ? Math.max(0, down) : 0, bytes(across)};
        }
        return rows;
    }

    private long bytes(long pixels) {
        return (pixels * depth * channels() + 7) / 8;
    }
}
