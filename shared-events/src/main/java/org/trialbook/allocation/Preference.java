package org.trialbook.allocation;

import java.math.BigDecimal;
import java.util.List;
import org.trialbook.event.ArmCode;

/// Chance that leans towards some arms. An arm that is not preferred is allocated with a probability in
/// proportion to its share, which leaves `probability` for the arm with the smallest share when it alone is
/// preferred: the biased coin of Efron (1971) for two equal arms, and the biased-coin minimization of Han, Enas
/// and McEntegart (2009) for unequal ones, where the probability may not be the same for each arm or the ratio
/// would not hold on average.
///
/// @param probability between 1/2 and 1, an exact decimal
record Preference(Ratio ratio, BigDecimal probability) {

    /// @param preferred in the protocol's order
    /// @param label of the draw; draw 0 says whether the preference is followed, draw 1 which of several arms
    ///     it is
    ArmCode drawn(List<ArmCode> preferred, AllocationSeed seed, String label) {
        List<ArmCode> others =
                ratio.arms().stream().filter(arm -> !preferred.contains(arm)).toList();
        if (!others.isEmpty()) {
            BigDecimal exact = probability.stripTrailingZeros();
            long whole = BigDecimal.TEN.pow(Math.max(exact.scale(), 0)).longValueExact();
            long against = whole - exact.multiply(BigDecimal.valueOf(whole)).longValueExact();
            long left = Draws.below(seed, label + "|0", whole * (ratio.sum() - ratio.smallest()));
            for (ArmCode other : others) {
                left -= ratio.share(other) * against;
                if (left < 0) {
                    return other;
                }
            }
        }
        return ratio.oneOf(preferred, seed, label + "|1");
    }
}
