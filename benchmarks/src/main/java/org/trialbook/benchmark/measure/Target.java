package org.trialbook.benchmark.measure;

/// What a figure has to reach.
///
/// @param atLeast whether more is better
/// @param value in the figure's unit
public record Target(boolean atLeast, double value) {

    public static Target atLeast(double value) {
        return new Target(true, value);
    }

    public static Target atMost(double value) {
        return new Target(false, value);
    }

    public boolean reachedBy(double figure) {
        return atLeast ? figure >= value : figure <= value;
    }
}
