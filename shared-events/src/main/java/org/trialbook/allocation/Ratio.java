package org.trialbook.allocation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.trialbook.event.ArmCode;
import org.trialbook.protocol.AllocationPlan;

/// The arms in the protocol's order, with their shares in lowest terms. Counts of unequal arms are compared as
/// *weights*: an arm's count times its step, the steps being such that all weights are equal when the ratio
/// holds exactly.
record Ratio(Map<ArmCode, Integer> shares) {

    Ratio {
        int divisor = shares.values().stream().reduce(0, Ratio::divisor);
        Map<ArmCode, Integer> lowest = new LinkedHashMap<>();
        shares.forEach((arm, share) -> lowest.put(arm, share / divisor));
        shares = lowest;
    }

    static Ratio of(AllocationPlan plan) {
        return new Ratio(plan.shares());
    }

    List<ArmCode> arms() {
        return List.copyOf(shares.keySet());
    }

    int share(ArmCode arm) {
        return shares.getOrDefault(arm, 0);
    }

    int sum() {
        return sum(arms());
    }

    int smallest() {
        return shares.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
    }

    /// What one more subject adds to the arm's weight: the least common multiple of the shares, divided by its
    /// share.
    long step(ArmCode arm) {
        long multiple = 1;
        for (int share : shares.values()) {
            multiple = Math.multiplyExact(multiple / divisor((int) (multiple % share), share), share);
        }
        return multiple / share(arm);
    }

    long weight(ArmCode arm, int count) {
        return Math.multiplyExact(step(arm), count);
    }

    /// The arms furthest behind their share; all of them when the ratio holds exactly.
    List<ArmCode> behind(ToIntFunction<ArmCode> count) {
        List<ArmCode> behind = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (ArmCode arm : shares.keySet()) {
            long weight = weight(arm, count.applyAsInt(arm));
            if (weight < least) {
                behind.clear();
            }
            if (weight <= least) {
                least = weight;
                behind.add(arm);
            }
        }
        return behind;
    }

    /// One of the arms, each as likely as its share. Nothing is drawn where there is no choice.
    ///
    /// @param among in the protocol's order
    ArmCode oneOf(List<ArmCode> among, AllocationSeed seed, String label) {
        long left = among.size() == 1 ? 0 : Draws.below(seed, label, sum(among));
        List<ArmCode> passed = new ArrayList<>(among);
        while (left >= share(passed.getFirst())) {
            left -= share(passed.removeFirst());
        }
        return passed.getFirst();
    }

    private int sum(List<ArmCode> arms) {
        return arms.stream().mapToInt(this::share).sum();
    }

    private static int divisor(int one, int other) {
        return other == 0 ? one : divisor(other, one % other);
    }
}
