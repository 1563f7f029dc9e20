package org.trialbook.ledger;

import java.time.Instant;

/// A line that has everything but its place: position and `recordedAt` are given when the log takes the
/// event.
///
/// Whoever sends an event does the expensive part, the checking and writing; whoever commits, one thread
/// for all, only puts the two members in. The result is byte for byte what [EventLine#format] writes.
public final class UnplacedLine {

    private final byte[] beforeTime;
    private final byte[] behindTime;

    private UnplacedLine(EventLine line) {
        LineBytes before = new LineBytes();
        LineFormat.writeBeforeTime(line, before);
        this.beforeTime = before.toArray();
        LineBytes behind = new LineBytes();
        LineFormat.writeBehindTime(line, behind);
        this.behindTime = behind.toArray();
    }

    /// Everything of this line but its position and `recordedAt`.
    ///
    /// @throws OversizedLineException if it is too long wherever it stands
    /// @throws IllegalArgumentException if a string holds half of a surrogate pair
    public static UnplacedLine of(EventLine line) {
        UnplacedLine unplaced = new UnplacedLine(line);
        unplaced.requireRoom(1);
        return unplaced;
    }

    /// About how many bytes the line will have: exact but for the digits of its position.
    public int bytes() {
        return length(1);
    }

    /// The bytes that are hashed, at their place.
    ///
    /// @param recordedAt what is finer than a microsecond is dropped
    /// @throws OversizedLineException if there are more than [EventLine#MAX_BYTES]
    /// @throws IllegalArgumentException if the position is negative, or the year has not four digits
    public byte[] at(long position, Instant recordedAt) {
        return at(position, Microseconds.of(recordedAt));
    }

    /// The bytes that are hashed, at their place.
    ///
    /// @param recordedAtMicros microseconds since 1970-01-01T00:00:00Z
    /// @throws OversizedLineException if there are more than [EventLine#MAX_BYTES]
    /// @throws IllegalArgumentException if the position is negative, or the year has not four digits
    public byte[] at(long position, long recordedAtMicros) {
        EventLine.requirePlace(position, recordedAtMicros);
        byte[] number = JsonScanner.ascii(Long.toString(position));
        byte[] line = new byte[requireRoom(number.length)];
        int at = put(LineFormat.POSITION, line, 0);
        at = put(number, line, at);
        at = put(beforeTime, line, at);
        line[at] = '"';
        Microseconds.format(recordedAtMicros, line, at + 1);
        line[at + 1 + Microseconds.LENGTH] = '"';
        put(behindTime, line, at + Microseconds.LENGTH + 2);
        return line;
    }

    private int requireRoom(int digits) {
        int length = length(digits);
        if (length > EventLine.MAX_BYTES) {
            throw new OversizedLineException(length);
        }
        return length;
    }

    private int length(int digits) {
        return LineFormat.POSITION.length + digits + beforeTime.length + Microseconds.LENGTH + 2 + behindTime.length;
    }

    private static int put(byte[] part, byte[] line, int at) {
        System.arraycopy(part, 0, line, at, part.length);
        return at + part.length;
    }
}
