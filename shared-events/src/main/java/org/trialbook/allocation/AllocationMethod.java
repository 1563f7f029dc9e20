package org.trialbook.allocation;

import org.trialbook.event.ArmCode;
import org.trialbook.protocol.Allocation;
import org.trialbook.protocol.AllocationPlan;
import org.trialbook.protocol.Protocol;

/// How a study allocates: the next arm follows from the seed, the subject's stratum and who was allocated
/// before, and from nothing else. `docs/format.md` describes every method well enough to be written again.
public sealed interface AllocationMethod permits PermutedBlocks, BiasedCoin, BigStick, Minimization, PreparedList {

    /// The arm of the study's next subject.
    ///
    /// @param earlier every allocation of its period before it
    ArmCode next(AllocationCounts earlier, Stratum stratum);

    /// The method of a protocol that has passed its rules, in the first period.
    static AllocationMethod of(Protocol protocol, AllocationSeed seed) {
        return of(AllocationPeriod.first(protocol.plan()), seed);
    }

    /// The method of a plan that has passed its rules, and draws.
    static AllocationMethod of(AllocationPeriod period, AllocationSeed seed) {
        Allocation allocation = period.plan().allocation();
        Ratio ratio = Ratio.of(period.plan());
        return switch (allocation.method()) {
            case Allocation.PERMUTED_BLOCKS ->
                new PermutedBlocks(
                        seed, period.label("allocation"), period.plan().shares(), allocation.blockSizes());
            case Allocation.BIASED_COIN ->
                new BiasedCoin(seed, period.label("biased-coin"), new Preference(ratio, allocation.leaning()));
            case Allocation.BIG_STICK -> new BigStick(seed, period.label("big-stick"), ratio, allocation.bound());
            case Allocation.MINIMIZATION ->
                new Minimization(
                        seed,
                        period.label("minimization"),
                        Marginal.of(period.plan()),
                        new Preference(ratio, allocation.leaning()));
            default -> throw new IllegalArgumentException("no method that draws: " + allocation.method());
        };
    }

    /// Whether arms stand in a list that was prepared elsewhere, and none is drawn.
    static boolean prepared(AllocationPlan plan) {
        return plan.allocation().method().equals(Allocation.PREPARED_LIST);
    }
}
