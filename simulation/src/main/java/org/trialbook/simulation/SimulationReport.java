package org.trialbook.simulation;

import java.time.Duration;
import java.util.List;

/// What a simulated trial came to.
///
/// @param randomized subjects who were randomized, now or in an earlier run of the same plan
/// @param recorded acts newly recorded
/// @param found acts that an earlier run had recorded, and that were not recorded again
/// @param repeats requests sent again under their key that got the first receipt, to the byte
/// @param refused wrong requests that were refused as they should be
/// @param requests everything that was sent
/// @param waits how often the server asked a client to come back later
/// @param duration from the first request to the last
/// @param unexpected what was not as it should be, the first few in words
/// @param failures how many things were not as they should be
public record SimulationReport(
        int randomized,
        long recorded,
        long found,
        long repeats,
        long refused,
        long requests,
        long waits,
        Duration duration,
        List<String> unexpected,
        long failures) {

    public boolean asExpected() {
        return failures == 0;
    }

    public double actsPerSecond() {
        return duration.isZero() ? 0 : (recorded + found) * 1_000.0 / Math.max(1, duration.toMillis());
    }
}
