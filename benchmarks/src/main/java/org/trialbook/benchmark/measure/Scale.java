package org.trialbook.benchmark.measure;

import java.time.Duration;

/// How long and how much is measured.
///
/// @param rounds how often each contender has its turn
/// @param warmUp how long each one runs before the first round
/// @param round how long one turn takes
/// @param read events in the log that is sourced and replayed
/// @param reads how often a boundary is sourced in a turn
/// @param opened events in the log that is opened
/// @param bundled events in the bundle that is verified
/// @param bundledBig events in the bundle that must be verified in constant memory
/// @param groups groups of 32 whose size on disk is measured; four times as many groups of one
/// @param forces how often the disk is forced to learn its cost
/// @param subjects randomized in the demo whose lines are measured
/// @param asking how long a question is asked of a whole trial in a round
/// @param acting how long clients act in a whole trial, about
/// @param recording bytes of each of the 20 recordings that are uploaded
public record Scale(
        int rounds,
        Duration warmUp,
        Duration round,
        int read,
        int reads,
        int opened,
        int bundled,
        int bundledBig,
        int groups,
        int forces,
        int subjects,
        Duration asking,
        Duration acting,
        int recording) {

    public static final Scale FULL = new Scale(
            5,
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            300_000,
            1_000,
            1_000_000,
            1_000_000,
            10_000_000,
            2_000,
            1_000,
            100,
            Duration.ofMillis(800),
            Duration.ofMinutes(1),
            20 << 20);

    /// To see that everything works, and the order of magnitude.
    public static final Scale QUICK = new Scale(
            3,
            Duration.ofMillis(1_500),
            Duration.ofMillis(700),
            60_000,
            200,
            100_000,
            100_000,
            1_000_000,
            300,
            200,
            30,
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            2 << 20);

    /// For the tests: no figure of it means anything.
    public static final Scale TINY = new Scale(
            1,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            3_000,
            5,
            2_000,
            1_000,
            2_000,
            10,
            5,
            5,
            Duration.ofMillis(20),
            Duration.ofSeconds(1),
            1 << 16);
}
