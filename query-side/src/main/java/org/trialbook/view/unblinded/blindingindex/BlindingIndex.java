package org.trialbook.view.unblinded.blindingindex;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The indices over some reads, and the counts they follow from.
///
/// @param reads how many were submitted
/// @param guessed true arm → guessed arm → reads
/// @param unsure true arm → reads without a guess
/// @param bang true arm → index, where there are reads
public record BlindingIndex(
        int reads,
        SortedMap<String, SortedMap<String, Integer>> guessed,
        SortedMap<String, Integer> unsure,
        @Nullable Figure james,
        SortedMap<String, Figure> bang) {

    /// Decimals are text, to the fourth decimal.
    public record Figure(String value, String standardError, String lower, String upper) {
        static Figure of(Estimate estimate) {
            return new Figure(
                    text(estimate.value()),
                    text(estimate.standardError()),
                    text(estimate.lower()),
                    text(estimate.upper()));
        }

        private static String text(double number) {
            return BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP).toPlainString();
        }
    }

    static BlindingIndex of(Guesses guesses) {
        SortedMap<String, Figure> bang = new TreeMap<>();
        guesses.arms()
                .forEach(arm -> BangIndex.of(guesses, arm).ifPresent(estimate -> bang.put(arm, Figure.of(estimate))));
        Optional<Figure> james = JamesIndex.of(guesses).map(Figure::of);
        return new BlindingIndex(guesses.total(), guesses.guessed(), guesses.unsure(), james.orElse(null), bang);
    }
}
