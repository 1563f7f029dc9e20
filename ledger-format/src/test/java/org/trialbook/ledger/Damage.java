package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Something that happens to the bytes of a line.
final class Damage {

    private static final byte[] SYNTAX = "{}[]\",:\\u0041nullEe+-.09 \n\u00e4".getBytes(StandardCharsets.UTF_8);

    private static final byte[][] INSERTED = {
        bytes("\\ud83d"),
        bytes("\\ude00"),
        bytes("\\u00e4"),
        bytes("\\u000A"),
        bytes("\\u001f"),
        bytes("\\/"),
        bytes("\\x"),
        bytes("\"a\":1,\"a\":2,"),
        bytes("[[\"a\",\"b\"],[\"a\",\"b\"]]"),
        bytes("ä"),
        {(byte) 0xC3},
        {(byte) 0x80},
        {(byte) 0xC0, (byte) 0xAF},
        {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xEF, (byte) 0xBF},
        {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0xAF},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80}
    };

    private Damage() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(SplittableRandom random, byte[] line) {
        int at = random.nextInt(line.length);
        byte piece = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : SYNTAX[random.nextInt(SYNTAX.length)];
        return switch (random.nextInt(7)) {
            case 0 -> splice(line, at, at + 1, new byte[] {piece});
            case 1 -> splice(line, at, at + 1, new byte[] {(byte) (line[at] ^ 1 << random.nextInt(8))});
            case 2 -> splice(line, at, at + 1, new byte[0]);
            case 3 -> splice(line, at, at, new byte[] {piece});
            case 4 -> splice(line, at, at, INSERTED[random.nextInt(INSERTED.length)]);
            case 5 -> Arrays.copyOf(line, at);
            default -> {
                int from = random.nextInt(line.length);
                int to = Math.min(line.length, from + random.nextInt(30));
                yield splice(line, at, at, Arrays.copyOfRange(line, from, to));
            }
        };
    }

    private static byte[] splice(byte[] line, int from, int to, byte[] other) {
        byte[] result = Arrays.copyOf(line, line.length - (to - from) + other.length);
        System.arraycopy(other, 0, result, from, other.length);
        System.arraycopy(line, to, result, from + other.length, line.length - to);
        return result;
    }
}
