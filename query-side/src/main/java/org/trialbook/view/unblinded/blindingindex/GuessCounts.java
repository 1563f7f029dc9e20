package org.trialbook.view.unblinded.blindingindex;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePSet;

/// How often readers guessed which arm.
///
/// @param counts none where there is none
/// @param waiting subject → reads that were submitted, by code, of one who is not randomized
/// @param bySubject how many guesses are counted of whom; none where there is none
public record GuessCounts(
        HashPMap<Cell, Integer> counts,
        HashPMap<String, TreePSet<String>> waiting,
        HashPMap<String, Integer> bySubject) {

    static final GuessCounts NONE = new GuessCounts(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

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
                    counts, next.isEmpty() ? waiting.minus(subject) : waiting.plus(subject, next), bySubject);
        }
        Cell cell = new Cell(arm, guess.arm(), String.valueOf(guess.modality()), String.valueOf(recording.visit()));
        int count = counts.getOrDefault(cell, 0) + more;
        int ofSubject = bySubject.getOrDefault(subject, 0) + more;
        return new GuessCounts(
                count == 0 ? counts.minus(cell) : counts.plus(cell, count),
                waiting,
                ofSubject == 0 ? bySubject.minus(subject) : bySubject.plus(subject, ofSubject));
    }

    /// Of whom a guess is counted.
    SortedSet<String> subjects() {
        return new TreeSet<>(bySubject.keySet());
    }

    /// Those of a subject who has not been randomized.
    SortedSet<String> waiting(String subject) {
        TreePSet<String> reads = waiting.get(subject);
        return reads == null ? Collections.emptySortedSet() : reads;
    }
}
