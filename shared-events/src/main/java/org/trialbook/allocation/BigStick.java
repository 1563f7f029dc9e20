package org.trialbook.allocation;

import java.util.List;
import java.util.stream.LongStream;
import org.trialbook.event.ArmCode;

/// The big stick of Soares and Wu (1983), for each stratum: chance alone decides among the arms that leave the
/// weights of all arms within the bound of each other. The draw is labelled `trialbook big-stick
/// v1|study|stratum|slot|1`.
public final class BigStick implements AllocationMethod {

    private final AllocationSeed seed;
    private final String stem;
    private final Ratio ratio;
    private final int bound;

    BigStick(AllocationSeed seed, String stem, Ratio ratio, int bound) {
        this.seed = seed;
        this.stem = stem;
        this.ratio = ratio;
        this.bound = bound;
    }

    @Override
    public ArmCode next(AllocationCounts earlier, Stratum stratum) {
        String label = stem + "|" + stratum.text() + "|" + earlier.slot(stratum);
        return ratio.oneOf(permitted(ratio, bound, earlier, stratum), seed, label + "|1");
    }

    /// The arms that the bound leaves open; never none, because the bound is greater than every arm's step.
    static List<ArmCode> permitted(Ratio ratio, int bound, AllocationCounts earlier, Stratum stratum) {
        return ratio.arms().stream()
                .filter(next -> {
                    LongStream weights = ratio.arms().stream()
                            .mapToLong(arm -> ratio.weight(arm, earlier.of(stratum, arm) + (arm.equals(next) ? 1 : 0)));
                    var summary = weights.summaryStatistics();
                    return summary.getMax() - summary.getMin() <= bound;
                })
                .toList();
    }
}
