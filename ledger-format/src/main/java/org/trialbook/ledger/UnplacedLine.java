package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// A line that has everything but its place: position and `recordedAt` are given when the log takes the event.
///
/// Whoever sends an event does the expensive part, the checking and writing; whoever commits, one thread for all, only
/// puts the two members in. The result is byte for byte what [EventLine#format] writes.
public final class UnplacedLine {
    private static final byte[] POSITION = "{\"position\":".getBytes(StandardCharsets.US_ASCII);
    /// Cannot stand inside a string, where a quotation mark has a backslash before it: so its first occurrence is the
    /// member itself.
    private static final byte[] RECORDED_AT = "],\"recordedAt\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final int INSTANT_BYTES = 27;

    private final byte[] between;
    private final byte[] rest;

    private UnplacedLine(byte[] between, byte[] rest) {
        this.between = between;
        this.rest = rest;
    }

    /// Everything of this line but its position and `recordedAt`.
    ///
    /// @throws OversizedLineException if it is too long at its own place already
    /// @throws IllegalArgumentException if a string holds half of a surrogate pair
    public static UnplacedLine of(EventLine line) {
        byte[] placed = line.format();
        int afterPosition = POSITION.length;
        while (placed[afterPosition] != ',') {
            afterPosition++;
        }
        int recordedAt = indexOf(placed, RECORDED_AT, afterPosition) + RECORDED_AT.length;
        byte[] between = Arrays.copyOfRange(placed, afterPosition, recordedAt);
        byte[] rest = Arrays.copyOfRange(placed, recordedAt + INSTANT_BYTES, placed.length);
        return new UnplacedLine(between, rest);
    }

    private static int indexOf(byte[] text, byte[] wanted, int from) {
        for (int at = from; ; at++) {
            if (text[at] == wanted[0] && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
    }

    /// About how many bytes the line will have: exact but for the digits of its position.
    public int bytes() {
        return POSITION.length + 1 + between.length + INSTANT_BYTES + rest.length;
    }

    /// The bytes that are hashed, at their place.
    ///
    /// @param recordedAt in whole microseconds, with a year of four digits
    /// @throws OversizedLineException if there are more than [EventLine#MAX_BYTES]
    public byte[] at(long position, Instant recordedAt) {
        byte[] digits = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
        byte[] instant = EventLine.formatInstant(recordedAt).getBytes(StandardCharsets.US_ASCII);
        int length = POSITION.length + digits.length + between.length + instant.length + rest.length;
        if (length > EventLine.MAX_BYTES) {
            throw new OversizedLineException(length);
        }
        byte[] line = new byte[length];
        int at = 0;
        for (byte[] part : new byte[][] {POSITION, digits, between, instant, rest}) {
            System.arraycopy(part, 0, line, at, part.length);
            at += part.length;
        }
        return line;
    }
}
