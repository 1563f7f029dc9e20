package org.trialbook.benchmark.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// How long each of many requests took, in nanoseconds.
public final class Timings {
    private static final double MILLI = 1e6;

    private final long[] sorted;

    private Timings(long[] sorted) {
        this.sorted = sorted;
    }

    /// @throws IllegalArgumentException when there is none
    public static Timings of(LongStream nanos) {
        long[] sorted = nanos.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was timed");
        }
        return new Timings(sorted);
    }

    public static Timings together(List<Timings> all) {
        return of(all.stream().flatMapToLong(one -> Arrays.stream(one.sorted)));
    }

    public int count() {
        return sorted.length;
    }

    public double medianMillis() {
        return percentileMillis(50);
    }

    public double maxMillis() {
        return sorted[sorted.length - 1] / MILLI;
    }

    /// The smallest time that so many of a hundred requests did not exceed.
    public double percentileMillis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / MILLI;
    }
}
