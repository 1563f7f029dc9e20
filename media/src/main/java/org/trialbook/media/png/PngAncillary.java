package org.trialbook.media.png;

import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which chunks beside header and pixels serve the picture, and of which form each is (ISO/IEC 15948, 11.2 and 11.3).
/// Numbers that no camera, screen or printer has are a hiding place, and so are colours that no pixel can have.
final class PngAncillary {

    static final Set<String> TAKEN = Set.of("PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "pHYs", "IEND");

    private PngAncillary() {}

    /// What is wrong with a chunk before its content is known; null where nothing is.
    static @Nullable String wrong(String type, PngHeader header, Set<String> seen, long length) {
        if (!TAKEN.contains(type)) {
            return "chunk " + type;
        }
        if (seen.contains(type)) {
            return "chunk %s a second time".formatted(type);
        }
        if (!type.equals("IEND") && seen.contains("IDAT")) {
            return "chunk %s after the pixels".formatted(type);
        }
        boolean fits = switch (type) {
            case "PLTE" -> header.palette() && length % 3 == 0 && length > 0 && length / 3 <= 1 << header.depth();
            case "tRNS" ->
                switch (header.colour()) {
                    case 0 -> length == 2;
                    case 2 -> length == 6;
                    case 3 -> length > 0 && length <= 256;
                    default -> false;
                };
            case "gAMA" -> length == 4;
            case "cHRM" -> length == 32;
            case "sRGB" -> length == 1;
            case "pHYs" -> length == 9;
            default -> length == 0;
        };
        return fits ? null : "chunk %s, which does not fit the picture".formatted(type);
    }

    /// What is wrong with a chunk's content; null where nothing is.
    static @Nullable String wrong(String type, byte[] content, PngHeader header, int paletteSize) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        boolean plausible = switch (type) {
            case "gAMA" -> between(bytes.getInt(), 10_000, 500_000);
            case "cHRM" -> chromaticities(bytes);
            case "sRGB" -> between(content[0], 0, 3);
            case "pHYs" -> {
                int across = bytes.getInt();
                int down = bytes.getInt();
                // Pixels are square, or nearly.
                yield between(across, 1, 1_000_000)
                        && between(down, across / 4, across * 4)
                        && between(content[8], 0, 1);
            }
            case "tRNS" -> transparency(bytes, header, paletteSize);
            default -> true;
        };
        return plausible ? null : "chunk %s, with values that no picture has".formatted(type);
    }

    private static boolean chromaticities(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (!between(bytes.getInt(), 0, 100_000)) {
                return false;
            }
        }
        return true;
    }

    private static boolean transparency(ByteBuffer bytes, PngHeader header, int paletteSize) {
        if (header.palette()) {
            return bytes.remaining() <= paletteSize;
        }
        while (bytes.hasRemaining()) {
            if (!between(bytes.getShort() & 0xffff, 0, (1 << header.depth()) - 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean between(int value, int least, int most) {
        return value >= least && value <= most;
    }
}
