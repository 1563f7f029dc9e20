package org.trialbook.access.clock;

import java.time.Instant;

/// The system's clock has been set, or has run, further than time has passed. Nothing was recorded; it goes on
/// when the clock agrees again, or when somebody has confirmed it.
public final class ClockSteppedException extends RuntimeException {
    private final transient ClockWatch.Step step;

    public ClockSteppedException(ClockWatch.Step step) {
        super(step.sentence());
        this.step = step;
    }

    /// What the system's clock says.
    public Instant clock() {
        return step.clock();
    }

    /// What it would say by the time that has passed.
    public Instant expected() {
        return step.expected();
    }
}
