package org.trialbook.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What neighbouring lines can tell without any hash: each is well-formed, positions have no gap, time
/// never goes back.
final class LineOrderCheck {

    private final Findings findings;
    private final LineScan scan = new LineScan();
    private long expected;
    private long firstRecorded = Microseconds.NONE;
    private long lastRecorded = Microseconds.NONE;

    LineOrderCheck(Findings findings) {
        this.findings = findings;
    }

    /// The position that the next line must have.
    long expected() {
        return expected;
    }

    /// Goes on elsewhere, after a gap that has been reported.
    void continueAt(long position) {
        expected = position;
    }

    @Nullable
    Instant firstRecorded() {
        return firstRecorded == Microseconds.NONE ? null : Microseconds.instant(firstRecorded);
    }

    @Nullable
    Instant lastRecorded() {
        return lastRecorded == Microseconds.NONE ? null : Microseconds.instant(lastRecorded);
    }

    /// When the line checked last was recorded, or [Microseconds#NONE].
    long lastRecordedMicros() {
        return lastRecorded;
    }

    /// Goes on behind lines that were checked elsewhere.
    void recorded(long micros) {
        if (firstRecorded == Microseconds.NONE) {
            firstRecorded = micros;
        }
        lastRecorded = micros;
    }

    /// Takes note that the event that stands next is withheld. The time of the next line that is shown must
    /// not be earlier than that of the last one.
    ///
    /// @param found the position that is said to be withheld
    void withheld(long found) {
        checkPosition(found);
    }

    /// @return the line, until the next one is checked, or null if it is malformed
    @Nullable
    LineScan check(byte[] bytes, int from, int length) {
        try {
            scan.check(bytes, from, length);
        } catch (MalformedLineException malformed) {
            findings.add(new Finding.UnreadableLine(expected, malformed.offset(), malformed.expected()));
            expected++;
            return null;
        }
        long found = scan.position();
        checkPosition(found);
        long recorded = scan.recordedAtMicros();
        if (recorded < lastRecorded) {
            findings.add(new Finding.TimeWentBack(found, scan.recordedAt(), Microseconds.instant(lastRecorded)));
        }
        recorded(recorded);
        return scan;
    }

    private void checkPosition(long found) {
        if (found != expected) {
            findings.add(new Finding.WrongPosition(Math.min(expected, found), expected, found));
        }
        // Going on from the line's own position, one removed line is one finding and not one for every
        // later line.
        expected = found == Long.MAX_VALUE ? found : found + 1;
    }
}
