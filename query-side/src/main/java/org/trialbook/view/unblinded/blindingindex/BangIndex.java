package org.trialbook.view.unblinded.blindingindex;

import java.util.Optional;

/// The share of guesses in one arm that were right beyond those that were wrong: Bang, Ni and Davis, Control Clin
/// Trials 2004;25:143–156. 0: as if by chance; 1: everybody knew; −1: everybody believed in the other arm. Those
/// without a guess count as neither.
public final class BangIndex {

    private BangIndex() {}

    /// Nothing when nobody of the arm was asked.
    public static Optional<Estimate> of(Guesses guesses, String arm) {
        int n = guesses.of(arm);
        if (n == 0) {
            return Optional.empty();
        }
        double right = (double) guesses.guessed(arm, arm) / n;
        double wrong = (double) (n - guesses.unsure(arm)) / n - right;
        double variance = (right * (1 - right) + wrong * (1 - wrong) + 2 * right * wrong) / n;
        return Optional.of(Estimate.of(right - wrong, variance));
    }
}
