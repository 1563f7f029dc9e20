package org.trialbook.allocation;

import org.trialbook.event.ArmCode;

/// Efron's biased coin, for each stratum: the arms furthest behind their share are preferred; when the ratio
/// holds exactly, chance alone decides. The draws are labelled `trialbook biased-coin
/// v1|study|stratum|slot|draw`.
public final class BiasedCoin implements AllocationMethod {

    private final AllocationSeed seed;
    private final String stem;
    private final Preference preference;

    BiasedCoin(AllocationSeed seed, String stem, Preference preference) {
        this.seed = seed;
        this.stem = stem;
        this.preference = preference;
    }

    @Override
    public ArmCode next(AllocationCounts earlier, Stratum stratum) {
        String label = stem + "|" + stratum.text() + "|" + earlier.slot(stratum);
        return preference.drawn(preference.ratio().behind(arm -> earlier.of(stratum, arm)), seed, label);
    }
}
