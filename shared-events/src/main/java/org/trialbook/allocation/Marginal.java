package org.trialbook.allocation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trialbook.event.ArmCode;
import org.trialbook.protocol.Allocation;
import org.trialbook.protocol.AllocationPlan;

/// Which arms leave the study most balanced over each of the new subject's levels: Pocock and Simon (1975). For
/// each level the arms' weights are taken as they would be after the allocation; their spread is added up over
/// the levels.
record Marginal(Ratio ratio, Measure measure) {

    /// How far apart the arms' weights are.
    enum Measure {
        /// The largest less the smallest.
        RANGE {
            @Override
            long of(List<Long> weights) {
                var summary = weights.stream().mapToLong(Long::longValue).summaryStatistics();
                return summary.getMax() - summary.getMin();
            }
        },
        /// The variance times the square of their number, which is a whole number.
        VARIANCE {
            @Override
            long of(List<Long> weights) {
                long sum = 0;
                long squares = 0;
                for (long weight : weights) {
                    sum = Math.addExact(sum, weight);
                    squares = Math.addExact(squares, Math.multiplyExact(weight, weight));
                }
                return Math.subtractExact(Math.multiplyExact(weights.size(), squares), Math.multiplyExact(sum, sum));
            }
        };

        abstract long of(List<Long> weights);
    }

    static Marginal of(AllocationPlan plan) {
        return new Marginal(
                Ratio.of(plan),
                Allocation.VARIANCE.equals(plan.allocation().measure()) ? Measure.VARIANCE : Measure.RANGE);
    }

    /// The arms with the smallest imbalance; all of them when it makes no difference.
    List<ArmCode> preferred(AllocationCounts earlier, Stratum stratum) {
        Map<ArmCode, Long> imbalances = new LinkedHashMap<>();
        ratio.arms().forEach(arm -> imbalances.put(arm, imbalance(earlier, stratum, arm)));
        long least =
                imbalances.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        return ratio.arms().stream()
                .filter(arm -> imbalances.getOrDefault(arm, 0L) == least)
                .toList();
    }

    private long imbalance(AllocationCounts earlier, Stratum stratum, ArmCode next) {
        return stratum.levels().entrySet().stream()
                .mapToLong(level -> measure.of(ratio.arms().stream()
                        .map(arm -> ratio.weight(
                                arm, earlier.of(level.getKey(), level.getValue(), arm) + (arm.equals(next) ? 1 : 0)))
                        .toList()))
                .reduce(0, Math::addExact);
    }
}
