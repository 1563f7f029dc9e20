package org.trialbook.benchmark.measure;

/// What a figure has to reach.
///
/// @param atLeast whether more is better
/// @param value in the figure's unit
public record Goal(boolean atLeast, double value) {

    public static Goal atLeast(double value) {
        return new Goal(true, value);
    }

    public static Goal atMost(double value) {
        return new Goal(false, value);
    }

    public boolean reachedBy(double figure) {
        return atLeast ? figure >= value : figure <= value;
    }
}
