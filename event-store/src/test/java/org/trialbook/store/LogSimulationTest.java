package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.store.LogSimulation.Outcome;

/// Thousands of drawn histories of writers, followers, crashes, kills and lost messages, each checked against the
/// naive log.
///
/// `-Dtrialbook.seeds` says how many, `-Dtrialbook.firstSeed` from which on, `-Dtrialbook.tell=true` prints what
/// happens.
class LogSimulationTest {
    private static final long SEEDS = Long.getLong("trialbook.seeds", 2_000);
    private static final long FIRST = Long.getLong("trialbook.firstSeed", 0);
    private static final boolean TELL = Boolean.getBoolean("trialbook.tell");

    @Test
    void everySeedKeepsEveryPromiseOnAServer() {
        keepsEveryPromise("a server", seed -> LogSimulation.onAServer(seed, PlantedFault.NONE, TELL));
    }

    @Test
    void everySeedKeepsEveryPromiseOnPlainFiles() {
        keepsEveryPromise("plain files", seed -> LogSimulation.onFiles(seed, PlantedFileFault.NONE, TELL));
    }

    private static void keepsEveryPromise(String place, LongFunction<Outcome> run) {
        long began = System.nanoTime();
        long turns = 0;
        long events = 0;
        long conflicts = 0;
        long unknown = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Outcome outcome = run.apply(seed);
            assertThat(outcome.violations()).as(outcome.toString()).isEmpty();
            turns += outcome.turns();
            events += outcome.events();
            conflicts += outcome.conflicts();
            unknown += outcome.unknown();
        }
        System.out.printf(
                "On %s, %d seeds from %d: %d turns, %d events, %d conflicts, %d unknown outcomes, %.1f s%n",
                place, SEEDS, FIRST, turns, events, conflicts, unknown, (System.nanoTime() - began) / 1e9);
        // Without these there was nothing to check.
        assertThat(events).isGreaterThan(SEEDS);
        assertThat(conflicts).isGreaterThanOrEqualTo(SEEDS / 10);
        assertThat(unknown).isGreaterThanOrEqualTo(SEEDS / 10);
    }

    @Test
    void aSeedIsOneRun() {
        isOneRun(seed -> LogSimulation.onAServer(seed, PlantedFault.NONE, false));
        isOneRun(seed -> LogSimulation.onFiles(seed, PlantedFileFault.NONE, false));
    }

    private static void isOneRun(LongFunction<Outcome> run) {
        Set<Long> traces = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            Outcome first = run.apply(seed);
            assertThat(run.apply(seed)).isEqualTo(first);
            traces.add(first.trace());
        }
        assertThat(traces).hasSize(50);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsEveryFaultPlantedInTheCommitter(PlantedFault fault) {
        finds(fault, seed -> LogSimulation.onAServer(seed, fault, false));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsEveryFaultPlantedInTheFiles(PlantedFileFault fault) {
        finds(fault, seed -> LogSimulation.onFiles(seed, fault, false));
    }

    private static void finds(Enum<?> fault, LongFunction<Outcome> run) {
        Outcome found = LongStream.range(0, 2_000)
                .mapToObj(run)
                .filter(outcome -> !outcome.violations().isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError(fault + " was not found"));
        System.out.println(fault + " found by seed " + found.seed() + ": "
                + found.violations().getFirst());
        assertThat(run.apply(found.seed())).isEqualTo(found);
    }
}
