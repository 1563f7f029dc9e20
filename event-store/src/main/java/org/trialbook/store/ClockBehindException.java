package org.trialbook.store;

import java.time.Instant;

/// The clock of this process is so far behind the last recorded event that what it would record now would bear a false
/// time. Nothing was recorded; it goes on by itself once the clock is right, or the time has caught up.
public final class ClockBehindException extends RuntimeException {
    private final Instant now;
    private final Instant lastRecordedAt;

    public ClockBehindException(Instant now, Instant lastRecordedAt) {
        super("The clock says " + now + ", but the last event was recorded at " + lastRecordedAt
                + ": set the clock, or, if it is right, have the record say so with 'trialbook confirm-clock'");
        this.now = now;
        this.lastRecordedAt = lastRecordedAt;
    }

    /// What the clock of this process says.
    public Instant now() {
        return now;
    }

    /// When the newest event was recorded, by this process or another.
    public Instant lastRecordedAt() {
        return lastRecordedAt;
    }
}
