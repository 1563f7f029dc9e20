package org.trialbook.allocation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.trialbook.event.StudyId;

/// The shares that this process was given: both, one, or none of them. Without both it allocates nobody.
public record SeedShares(Map<SeedParty, SeedShare> byParty) {

    public SeedShares {
        byParty = Map.copyOf(byParty);
    }

    public static SeedShares none() {
        return new SeedShares(Map.of());
    }

    public static SeedShares of(SeedShare sponsor, SeedShare statistician) {
        Map<SeedParty, SeedShare> both = new EnumMap<>(SeedParty.class);
        both.put(SeedParty.SPONSOR, sponsor);
        both.put(SeedParty.STATISTICIAN, statistician);
        return new SeedShares(both);
    }

    public Optional<SeedShare> of(SeedParty party) {
        return Optional.ofNullable(byParty.get(party));
    }

    /// Whether the party's share is here and is the one committed to.
    public boolean match(StudyId study, SeedParty party, String commitment) {
        return of(party)
                .filter(share -> share.commitment(study, party).equals(commitment))
                .isPresent();
    }

    /// The seed, where both shares are here.
    public Optional<AllocationSeed> seed(StudyId study) {
        return of(SeedParty.SPONSOR)
                .flatMap(sponsor -> of(SeedParty.STATISTICIAN)
                        .map(statistician -> AllocationSeed.of(study, sponsor, statistician)));
    }
}
