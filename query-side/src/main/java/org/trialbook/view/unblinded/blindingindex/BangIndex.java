package org.trialbook.view.unblinded.blindingindex;

import java.util.Optional;

/// The share of guesses in one arm that were right beyond those that chance explains: Bang, Ni and Davis, Control Clin
/// Trials 2004;25:143–156. 0: as if by chance; 1: everybody knew; −1, with two arms: everybody believed in the other.
/// Those without a guess count as neither. Of more than two arms, a wrong guess weighs as much less as there are more
/// ways to be wrong, so that guessing by chance comes to 0 there, too.
public final class BangIndex {

    private BangIndex() {}

    /// Nothing when nobody of the arm was asked.
    public static Optional<Estimate> of(Guesses guesses, String arm) {
        int n = guesses.of(arm);
        if (n == 0) {
            return Optional.empty();
        }
        double others = Math.max(guesses.arms().size() - 1, 1);
        double right = (double) guesses.guessed(arm, arm) / n;
        double wrong = (double) (n - guesses.unsure(arm)) / n - right;
        double value = right - wrong / others;
        double variance = (right + wrong / (others * others) - value * value) / n;
        return Optional.of(Estimate.of(value, variance));
    }
}
