package org.trialbook.view.agreement;

/// How far two measurements of the same thing are apart: Bland and Altman, Lancet 1986;i:307–310.
///
/// @param mean of first − second: the bias
/// @param sd of the differences, with n − 1
/// @param lower mean − 1.96 sd
/// @param upper mean + 1.96 sd
public record LimitsOfAgreement(int n, double mean, double sd, double lower, double upper) {

    private static final double NORMAL_95 = 1.96;

    /// @throws IllegalArgumentException when there are fewer than two pairs
    public static LimitsOfAgreement of(PairSums pairs) {
        if (pairs.n() < 2) {
            throw new IllegalArgumentException("at least two pairs");
        }
        double mean = pairs.bias();
        double sd = Math.sqrt(pairs.squaresOfDifferences() / (pairs.n() - 1));
        return new LimitsOfAgreement(pairs.n(), mean, sd, mean - NORMAL_95 * sd, mean + NORMAL_95 * sd);
    }
}
