package org.trialbook.allocation;

import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

/// Efron's biased coin, for each stratum: the arms furthest behind their share are preferred; when the ratio
/// holds exactly, chance alone decides. The draws are labelled `trialbook biased-coin
/// v1|study|stratum|slot|draw`.
public final class BiasedCoin implements AllocationMethod {

    private final AllocationSeed seed;
    private final StudyId study;
    private final Preference preference;

    BiasedCoin(AllocationSeed seed, StudyId study, Preference preference) {
        this.seed = seed;
        this.study = study;
        this.preference = preference;
    }

    @Override
    public ArmCode next(AllocationCounts earlier, Stratum stratum) {
        String label = "trialbook biased-coin v1|" + study.value() + "|" + stratum.text() + "|" + earlier.slot(stratum);
        return preference.drawn(preference.ratio().behind(arm -> earlier.of(stratum, arm)), seed, label);
    }
}
