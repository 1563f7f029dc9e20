package org.trialbook.trial.broken;

import java.time.Clock;

/// Time should arrive in the act.
public final class AsksTheClock {

    private AsksTheClock() {}

    static long decide(Clock clock) {
        return clock.millis();
    }
}
