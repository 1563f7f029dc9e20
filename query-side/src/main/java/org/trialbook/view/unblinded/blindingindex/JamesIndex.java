package org.trialbook.view.unblinded.blindingindex;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How blind everybody was, over all arms: James et al., Stat Med 1996;15:1421–1434. 1: nobody guessed anything;
/// 0.5: as if by chance; 0: everybody knew. A right guess weighs 0, a wrong one 0.5, none 1.
///
/// With D the share without a guess, A = 1 − D, and over the guesses made W = Σ w·p and E = Σ w·(row share)·(column
/// share), the index is D + A²·W / 2E. The variance is that of the delta method over the multinomial cells.
public final class JamesIndex {

    private static final double WRONG = 0.5;

    private JamesIndex() {}

    /// Nothing when nobody was asked, or when all guesses made are of one arm and all of subjects of that arm, so that
    /// chance could not have guessed wrong.
    public static Optional<Estimate> of(Guesses guesses) {
        int n = guesses.total();
        if (n == 0) {
            return Optional.empty();
        }
        List<String> arms = guesses.arms();
        Map<String, Integer> byGuess = guesses.byGuess();
        double unsure = arms.stream().mapToInt(guesses::unsure).sum() / (double) n;
        if (unsure == 1) {
            return Optional.of(Estimate.of(1, 0));
        }
        double made = 1 - unsure;
        double wrong = 0;
        double expected = 0;
        for (String arm : arms) {
            for (String guess : byGuess.keySet()) {
                wrong += weight(arm, guess) * guesses.guessed(arm, guess) / n;
                expected += weight(arm, guess) * row(byGuess, guess, n) * column(guesses, arm, n);
            }
        }
        if (expected == 0) {
            return Optional.empty();
        }
        double value = unsure + made * made * wrong / (2 * expected);
        double mean = unsure;
        double square = unsure;
        for (String arm : arms) {
            for (String guess : byGuess.keySet()) {
                double slope = 0;
                for (String other : arms) {
                    slope += weight(other, guess) * column(guesses, other, n);
                }
                for (String other : byGuess.keySet()) {
                    slope += weight(arm, other) * row(byGuess, other, n);
                }
                double gradient = made * wrong / expected
                        + made * made / 2 * (weight(arm, guess) / expected - wrong * slope / (expected * expected));
                double share = (double) guesses.guessed(arm, guess) / n;
                mean += share * gradient;
                square += share * gradient * gradient;
            }
        }
        return Optional.of(Estimate.of(value, (square - mean * mean) / n));
    }

    private static double weight(String arm, String guess) {
        return arm.equals(guess) ? 0 : WRONG;
    }

    private static double row(Map<String, Integer> byGuess, String guess, int n) {
        return (double) byGuess.getOrDefault(guess, 0) / n;
    }

    private static double column(Guesses guesses, String arm, int n) {
        return (double) (guesses.of(arm) - guesses.unsure(arm)) / n;
    }
}
