package org.trialbook.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What neighbouring lines can tell without any hash: each is well-formed, positions have no gap, time never goes back.
final class LineAudit {

    private final Findings findings;
    private long expected;
    private @Nullable Instant firstRecorded;
    private @Nullable Instant lastRecorded;

    LineAudit(Findings findings) {
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
        return firstRecorded;
    }

    @Nullable
    Instant lastRecorded() {
        return lastRecorded;
    }

    /// @return the line, or null if it is malformed
    @Nullable
    EventLine check(byte[] bytes) {
        EventLine line;
        try {
            line = EventLine.parse(bytes);
        } catch (MalformedLineException malformed) {
            findings.add(new Finding.UnreadableLine(expected, malformed.offset(), malformed.expected()));
            expected++;
            return null;
        }
        long found = line.position();
        if (found != expected) {
            findings.add(new Finding.WrongPosition(Math.min(expected, found), expected, found));
        }
        if (lastRecorded != null && line.recordedAt().isBefore(lastRecorded)) {
            findings.add(new Finding.TimeWentBack(found, line.recordedAt(), lastRecorded));
        }
        if (firstRecorded == null) {
            firstRecorded = line.recordedAt();
        }
        lastRecorded = line.recordedAt();
        // Going on from the line's own position, one removed line is one finding and not one for every later line.
        expected = found == Long.MAX_VALUE ? found : found + 1;
        return line;
    }
}
