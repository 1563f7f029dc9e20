package org.trialbook.benchmark.question;

import java.nio.file.Path;
import java.time.Duration;
import org.trialbook.benchmark.measure.Load;
import org.trialbook.benchmark.peer.Commands;
import org.trialbook.benchmark.peer.Trialbook;

/// One round of an engine in a process of its own. This very class is also run among the classes of the engine that was
/// replaced, so it may use of other classes only what both have, and has no class within it.
final class EngineRound {
    private EngineRound() {}

    /// @param arguments an empty directory, how long to warm up, how long each turn takes (`PT3S`)
    public static void main(String[] arguments) throws Exception {
        Duration warmUp = Duration.parse(arguments[1]);
        Duration turn = Duration.parse(arguments[2]);
        try (Trialbook engine = Trialbook.open(Path.of(arguments[0]))) {
            Load.closed(engine::caller, 64, warmUp);
            double best = Load.closed(engine::caller, 64, turn).perSecond();
            System.out.println("append-64=" + best);
            System.out.println(
                    "append-16=" + Load.closed(engine::caller, 16, turn).perSecond());
            System.out.println(
                    "append-1=" + Load.closed(engine::caller, 1, turn).perSecond());
            Load.open(engine::caller, 0.7 * best, warmUp);
            System.out.println("p99-at-70-percent="
                    + Load.open(engine::caller, 0.7 * best, turn).p99Millis());
            System.out.println(
                    "p99-at-10000=" + Load.open(engine::caller, 10_000, turn).p99Millis());
            try (Commands gateway = new Commands("gateway", engine.engine(), engine.events())) {
                Load.closed(gateway::caller, 64, warmUp);
                System.out.println(
                        "commands-64=" + Load.closed(gateway::caller, 64, turn).perSecond());
            }
        }
    }
}
