package org.trialbook.view.unblinded.blindingindex;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How often which arm was guessed, by the true arm.
///
/// @param guessed true arm → guessed arm → how often
/// @param unsure true arm → how often no arm was guessed
public record Guesses(SortedMap<String, SortedMap<String, Integer>> guessed, SortedMap<String, Integer> unsure) {

    /// @param arms every arm there is; counts begin at zero
    public static Guesses none(List<String> arms) {
        SortedMap<String, SortedMap<String, Integer>> guessed = new TreeMap<>();
        SortedMap<String, Integer> unsure = new TreeMap<>();
        for (String arm : arms) {
            SortedMap<String, Integer> row = new TreeMap<>();
            arms.forEach(guess -> row.put(guess, 0));
            guessed.put(arm, row);
            unsure.put(arm, 0);
        }
        return new Guesses(guessed, unsure);
    }

    /// Counts on, in place.
    ///
    /// @param guess null when no arm was guessed
    /// @param reads how often
    void count(String arm, @Nullable String guess, int reads) {
        if (guess == null) {
            unsure.merge(arm, reads, Integer::sum);
        } else {
            guessed.computeIfAbsent(arm, unknown -> new TreeMap<>()).merge(guess, reads, Integer::sum);
        }
    }

    List<String> arms() {
        return List.copyOf(guessed.keySet());
    }

    int guessed(String arm, String guess) {
        return guessed.getOrDefault(arm, new TreeMap<>()).getOrDefault(guess, 0);
    }

    int unsure(String arm) {
        return unsure.getOrDefault(arm, 0);
    }

    int of(String arm) {
        return unsure(arm)
                + guessed.getOrDefault(arm, new TreeMap<>()).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    int total() {
        return arms().stream().mapToInt(this::of).sum();
    }

    Map<String, Integer> byGuess() {
        Map<String, Integer> sums = new TreeMap<>();
        guessed.values().forEach(row -> row.forEach((guess, n) -> sums.merge(guess, n, Integer::sum)));
        return sums;
    }
}
