package org.trialbook.verify.kit;

import java.io.ByteArrayOutputStream;

/// A small compressor (RFC 1951, one block with the fixed codes), so that the kit's bytes do not depend on the zlib of
/// the machine that writes it.
final class FixedDeflate {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    private static final int FURTHEST = 32_768;
    private static final int[] LENGTHS = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] DISTANCES = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long bits;
    private int held;

    private FixedDeflate() {}

    static byte[] of(byte[] content) {
        return new FixedDeflate().deflate(content, true);
    }

    /// Data whose last block does not say that it is the last one.
    static byte[] withoutEnd(byte[] content) {
        return new FixedDeflate().deflate(content, false);
    }

    private byte[] deflate(byte[] content, boolean last) {
        put(last ? 1 : 0, 1);
        put(1, 2);
        int[] seen = new int[1 << 16];
        int at = 0;
        while (at < content.length) {
            int before = candidate(content, at, seen);
            int length = before < 0 ? 0 : match(content, before, at);
            if (length >= SHORTEST) {
                copy(length, at - before);
                for (int i = 1; i < length; i++) {
                    candidate(content, at + i, seen);
                }
                at += length;
            } else {
                literal(Byte.toUnsignedInt(content[at++]));
            }
        }
        literal(256);
        if (held > 0) {
            put(0, 8 - held);
        }
        return out.toByteArray();
    }

    /// Where the next three bytes stood last, or -1; remembers that they stand here.
    private static int candidate(byte[] content, int at, int[] seen) {
        if (at + SHORTEST > content.length) {
            return -1;
        }
        int hash = ((content[at] & 0xFF) << 16 | (content[at + 1] & 0xFF) << 8 | (content[at + 2] & 0xFF)) * 0x9E3779B1
                >>> 16;
        int before = seen[hash] - 1;
        seen[hash] = at + 1;
        return before < 0 || at - before > FURTHEST ? -1 : before;
    }

    private static int match(byte[] content, int before, int at) {
        int length = 0;
        while (length < LONGEST && at + length < content.length && content[before + length] == content[at + length]) {
            length++;
        }
        return length;
    }

    private void literal(int symbol) {
        if (symbol < 144) {
            code(0x30 + symbol, 8);
        } else if (symbol < 256) {
            code(0x190 + symbol - 144, 9);
        } else if (symbol < 280) {
            code(symbol - 256, 7);
        } else {
            code(0xC0 + symbol - 280, 8);
        }
    }

    private void copy(int length, int distance) {
        int l = below(LENGTHS, length);
        literal(257 + l);
        put(length - LENGTHS[l], l < 8 || l == 28 ? 0 : (l - 4) / 4);
        int d = below(DISTANCES, distance);
        code(d, 5);
        put(distance - DISTANCES[d], d < 4 ? 0 : (d - 2) / 2);
    }

    private static int below(int[] starts, int value) {
        int i = starts.length - 1;
        while (starts[i] > value) {
            i--;
        }
        return i;
    }

    /// Codes begin with their highest bit.
    private void code(int code, int length) {
        put(Integer.reverse(code) >>> (32 - length), length);
    }

    private void put(int value, int length) {
        bits |= (long) value << held;
        held += length;
        while (held >= 8) {
            out.write((int) bits);
            bits >>>= 8;
            held -= 8;
        }
    }
}
