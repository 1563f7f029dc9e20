package org.trialbook.view.agreement;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Which part of the variance lies between the things measured rather than in the measuring: intraclass correlations of
/// single ratings, after Shrout and Fleiss, Psychol Bull 1979;86:420–428.
///
/// @param n things measured
/// @param k ratings of each
/// @param betweenTargets mean square between the things measured
/// @param withinTargets mean square within them
/// @param betweenRaters mean square between the columns of ratings
/// @param error residual mean square
public record IntraclassCorrelation(
        int n, int k, double betweenTargets, double withinTargets, double betweenRaters, double error) {

    /// @param ratings a row for each thing measured, a column for each rater
    /// @throws IllegalArgumentException when there are fewer than two rows or columns, or rows of different lengths
    public static IntraclassCorrelation of(double[][] ratings) {
        int n = ratings.length;
        int k = n == 0 ? 0 : ratings[0].length;
        if (n < 2 || k < 2 || Arrays.stream(ratings).anyMatch(row -> row.length != k)) {
            throw new IllegalArgumentException("at least two targets, each with the same two or more ratings");
        }
        double grand = Arrays.stream(ratings).flatMapToDouble(Arrays::stream).sum() / (n * k);
        double rows = 0;
        double within = 0;
        for (double[] row : ratings) {
            double mean = Arrays.stream(row).sum() / k;
            rows += k * Math.pow(mean - grand, 2);
            within +=
                    Arrays.stream(row).map(rating -> Math.pow(rating - mean, 2)).sum();
        }
        double columns = 0;
        for (int column = 0; column < k; column++) {
            int rater = column;
            double mean = Arrays.stream(ratings).mapToDouble(row -> row[rater]).sum() / n;
            columns += n * Math.pow(mean - grand, 2);
        }
        return new IntraclassCorrelation(
                n,
                k,
                rows / (n - 1),
                within / (n * (k - 1.0)),
                columns / (k - 1),
                (within - columns) / ((n - 1.0) * (k - 1)));
    }

    /// The same of two ratings each, by the sums over them.
    ///
    /// @throws IllegalArgumentException when there are fewer than two pairs
    public static IntraclassCorrelation of(PairSums pairs) {
        int n = pairs.n();
        if (n < 2) {
            throw new IllegalArgumentException("at least two targets");
        }
        BigDecimal many = BigDecimal.valueOf(n);
        BigDecimal columns = pairs.difference().pow(2);
        return new IntraclassCorrelation(
                n,
                2,
                PairSums.over(
                        pairs.sumsSquared().multiply(many).subtract(pairs.sum().pow(2)), 2L * n * (n - 1)),
                PairSums.over(pairs.differencesSquared(), 2L * n),
                PairSums.over(columns, 2L * n),
                PairSums.over(pairs.differencesSquared().multiply(many).subtract(columns), 2L * n * (n - 1)));
    }

    /// ICC(1,1): each thing is rated by other raters. Nothing when nothing varies at all.
    public OptionalDouble oneWay() {
        return ratio(betweenTargets - withinTargets, betweenTargets + (k - 1) * withinTargets);
    }

    /// ICC(2,1): raters are a sample of raters; absolute agreement.
    public OptionalDouble absoluteAgreement() {
        return ratio(
                betweenTargets - error, betweenTargets + (k - 1) * error + k * (betweenRaters - error) / (double) n);
    }

    /// ICC(3,1): these raters and no others; consistency.
    public OptionalDouble consistency() {
        return ratio(betweenTargets - error, betweenTargets + (k - 1) * error);
    }

    private static OptionalDouble ratio(double numerator, double denominator) {
        return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of(numerator / denominator);
    }
}
