package org.trialbook.allocation;

import org.trialbook.event.ArmCode;

/// Minimization after Pocock and Simon: the arms that leave the study most balanced are preferred, never
/// certain. The draws are labelled `trialbook minimization v1|study|slot|draw`, the slot being that of the
/// whole study.
public final class Minimization implements AllocationMethod {

    private final AllocationSeed seed;
    private final String stem;
    private final Marginal marginal;
    private final Preference preference;

    Minimization(AllocationSeed seed, String stem, Marginal marginal, Preference preference) {
        this.seed = seed;
        this.stem = stem;
        this.marginal = marginal;
        this.preference = preference;
    }

    @Override
    public ArmCode next(AllocationCounts earlier, Stratum stratum) {
        String label = stem + "|" + earlier.slot();
        return preference.drawn(marginal.preferred(earlier, stratum), seed, label);
    }
}
