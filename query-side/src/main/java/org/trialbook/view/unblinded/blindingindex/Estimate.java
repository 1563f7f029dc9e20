package org.trialbook.view.unblinded.blindingindex;

/// An index with its standard error and 95 % confidence interval, normal approximation.
public record Estimate(double value, double standardError, double lower, double upper) {

    private static final double NORMAL_975 = 1.959963984540054;

    static Estimate of(double value, double variance) {
        double error = Math.sqrt(Math.max(0, variance));
        return new Estimate(value, error, value - NORMAL_975 * error, value + NORMAL_975 * error);
    }
}
