package org.trialbook.view.unblinded.blindingindex;

import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePSet;

/// How often readers guessed which arm.
///
/// @param counts none where there is none
/// @param waiting subject → reads that were submitted, by code, of one who is not randomized
/// @param subjects of whom a guess is counted; who is randomized, and a read that is submitted, remain so
public record GuessCounts(
        HashPMap<Cell, Integer> counts, HashPMap<String, TreePSet<String>> waiting, TreePSet<String> subjects) {

    static final GuessCounts NONE = new GuessCounts(HashTreePMap.empty(), HashTreePMap.empty(), TreePSet.empty());

    /// @param arm the true one
    /// @param guess null for no guess
    public record Cell(String arm, @Nullable String guess, String modality, String visit) {}

    /// @param arm of the subject; null where it is not randomized
    /// @param more 1, or −1 for a guess that is no more as it was
    GuessCounts plus(GuessView guess, GuessView recording, String subject, @Nullable String arm, int more) {
        if (arm == null) {
            TreePSet<String> reads = waiting.getOrDefault(subject, TreePSet.empty());
            TreePSet<String> next = more > 0 ? reads.plus(guess.read()) : reads.minus(guess.read());
            return new GuessCounts(
                    counts, next.isEmpty() ? waiting.minus(subject) : waiting.plus(subject, next), subjects);
        }
        Cell cell = new Cell(arm, guess.arm(), String.valueOf(guess.modality()), String.valueOf(recording.visit()));
        int count = counts.getOrDefault(cell, 0) + more;
        return new GuessCounts(
                count == 0 ? counts.minus(cell) : counts.plus(cell, count),
                waiting,
                subjects.contains(subject) ? subjects : subjects.plus(subject));
    }

    /// Those of a subject who has not been randomized.
    SortedSet<String> waiting(String subject) {
        TreePSet<String> reads = waiting.get(subject);
        return reads == null ? Collections.emptySortedSet() : reads;
    }
}
