package org.trialbook.allocation;

import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.AllocationPlan;
import org.trialbook.protocol.Protocol;

/// How a study allocates: the next arm follows from the seed, the subject's stratum and who was allocated
/// before, and from nothing else. `docs/format.md` describes every method well enough to be written again.
public sealed interface AllocationMethod permits PermutedBlocks, BiasedCoin, BigStick, Minimization {

    /// The arm of the study's next subject.
    ///
    /// @param earlier every allocation before it
    ArmCode next(AllocationCounts earlier, Stratum stratum);

    /// The method of a protocol that has passed its rules.
    static AllocationMethod of(Protocol protocol, AllocationSeed seed) {
        return of(protocol.plan(), seed);
    }

    /// The method of a plan that has passed its rules.
    static AllocationMethod of(AllocationPlan plan, AllocationSeed seed) {
        StudyId study = plan.study();
        Protocol.Allocation allocation = plan.allocation();
        return switch (allocation.method()) {
            case Protocol.Allocation.PERMUTED_BLOCKS ->
                new PermutedBlocks(seed, study, plan.shares(), allocation.blockSizes());
            case Protocol.Allocation.BIASED_COIN ->
                new BiasedCoin(seed, study, new Preference(Ratio.of(plan), allocation.leaning()));
            case Protocol.Allocation.BIG_STICK -> new BigStick(seed, study, Ratio.of(plan), allocation.bound());
            case Protocol.Allocation.MINIMIZATION ->
                new Minimization(seed, study, Marginal.of(plan), new Preference(Ratio.of(plan), allocation.leaning()));
            default -> throw new IllegalArgumentException("no method of allocation: " + allocation.method());
        };
    }
}
