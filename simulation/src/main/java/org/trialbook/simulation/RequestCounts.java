package org.trialbook.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// Counts what the clients see; any number of them may count at once.
final class RequestCounts {

    private static final int TOLD = 20;

    final LongAdder requests = new LongAdder();
    final LongAdder waits = new LongAdder();
    final LongAdder recorded = new LongAdder();
    final LongAdder found = new LongAdder();
    final LongAdder repeats = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder randomized = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    void unexpected(String what) {
        failures.increment();
        if (failures.sum() <= TOLD) {
            unexpected.add(what);
        }
    }

    SimulationReport report(Duration duration) {
        return new SimulationReport(
                randomized.intValue(),
                recorded.sum(),
                found.sum(),
                repeats.sum(),
                refused.sum(),
                requests.sum(),
                waits.sum(),
                duration,
                List.copyOf(unexpected),
                failures.sum());
    }
}
