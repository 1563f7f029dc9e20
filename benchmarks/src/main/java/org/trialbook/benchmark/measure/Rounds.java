package org.trialbook.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gives several contenders their turns in alternating order, A B C C B A A B C, so that what drifts (a disk that
/// fills, a processor that gets warm) meets each of them alike.
public final class Rounds {

    private Rounds() {}

    /// One turn of one contender.
    public interface Turn<C, R> {
        R take(C contender) throws Exception;
    }

    /// @return the results of each contender in the order of the rounds
    public static <C, R> Map<C, List<R>> alternate(List<C> contenders, int rounds, Turn<C, R> turn) throws Exception {
        Map<C, List<R>> results = new LinkedHashMap<>();
        contenders.forEach(contender -> results.put(contender, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (C contender : round % 2 == 0 ? contenders : contenders.reversed()) {
                // Nobody pays for the garbage of the one before.
                System.gc();
                results.computeIfAbsent(contender, c -> new ArrayList<>()).add(turn.take(contender));
            }
        }
        return results;
    }
}
