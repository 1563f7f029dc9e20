package org.trialbook.view.agreement;

import java.math.BigDecimal;
import java.math.MathContext;

/// What all figures of agreement follow from, over some recordings measured twice. Exact, so that it doesn't matter in
/// which order they came, and one can be taken out again.
///
/// @param n how many
/// @param first Σ x of the first measurements
/// @param second Σ y of the second ones
/// @param firstSquares Σ x²
/// @param secondSquares Σ y²
/// @param products Σ xy
public record PairSums(
        int n,
        BigDecimal first,
        BigDecimal second,
        BigDecimal firstSquares,
        BigDecimal secondSquares,
        BigDecimal products) {

    public static final PairSums NONE =
            new PairSums(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /// Equal sums are equal, whatever digits they were made of.
    public PairSums {
        first = first.stripTrailingZeros();
        second = second.stripTrailingZeros();
        firstSquares = firstSquares.stripTrailingZeros();
        secondSquares = secondSquares.stripTrailingZeros();
        products = products.stripTrailingZeros();
    }

    public PairSums plus(Pair pair) {
        return plus(pair, 1);
    }

    /// @param more 1, or −1 for a pair that is no more as it was
    PairSums plus(Pair pair, int more) {
        BigDecimal sign = BigDecimal.valueOf(more);
        return new PairSums(
                n + more,
                first.add(pair.first().multiply(sign)),
                second.add(pair.second().multiply(sign)),
                firstSquares.add(pair.first().pow(2).multiply(sign)),
                secondSquares.add(pair.second().pow(2).multiply(sign)),
                products.add(pair.first().multiply(pair.second()).multiply(sign)));
    }

    PairSums plus(PairSums more) {
        return new PairSums(
                n + more.n,
                first.add(more.first),
                second.add(more.second),
                firstSquares.add(more.firstSquares),
                secondSquares.add(more.secondSquares),
                products.add(more.products));
    }

    /// Mean of the differences, first − second.
    double bias() {
        return over(first.subtract(second), n);
    }

    /// Σ (d − mean)² of the differences.
    double squaresOfDifferences() {
        return over(
                differencesSquared()
                        .multiply(BigDecimal.valueOf(n))
                        .subtract(difference().pow(2)),
                n);
    }

    /// Σ (x − y)²
    BigDecimal differencesSquared() {
        return firstSquares.add(secondSquares).subtract(products.multiply(BigDecimal.TWO));
    }

    /// Σ x − Σ y
    BigDecimal difference() {
        return first.subtract(second);
    }

    /// Σ (x + y)²
    BigDecimal sumsSquared() {
        return firstSquares.add(secondSquares).add(products.multiply(BigDecimal.TWO));
    }

    /// Σ x + Σ y
    BigDecimal sum() {
        return first.add(second);
    }

    static double over(BigDecimal exact, long divisor) {
        return exact.divide(BigDecimal.valueOf(divisor), MathContext.DECIMAL64).doubleValue();
    }
}
