package org.trialbook.trial.allocationseed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.allocationseed.SeedRefusal.SeedNotCommitted;
import org.trialbook.trial.allocationseed.SeedRefusal.SeedShareDiffers;
import org.trialbook.trial.allocationseed.SeedRefusal.SeedShareMissing;

/// What the parties have committed to so far: the first commitment of each counts.
public record SeedCommitments(Map<SeedParty, String> byParty) {

    public static SeedCommitments none() {
        return new SeedCommitments(Map.of());
    }

    public SeedCommitments and(SeedShareCommitted event) {
        Map<SeedParty, String> more = new HashMap<>(byParty);
        SeedParty.named(event.party()).ifPresent(party -> more.putIfAbsent(party, event.commitment()));
        return new SeedCommitments(Map.copyOf(more));
    }

    Optional<String> of(SeedParty party) {
        return Optional.ofNullable(byParty.get(party));
    }

    /// Why the seed of these shares is not the one that both parties committed to; null when it is.
    public @Nullable Refusal refuse(SeedShares shares, StudyId study) {
        for (SeedParty party : SeedParty.values()) {
            String commitment = byParty.get(party);
            if (commitment == null) {
                return new SeedNotCommitted(party);
            }
            if (shares.of(party).isEmpty()) {
                return new SeedShareMissing(party);
            }
            if (!shares.match(study, party, commitment)) {
                return new SeedShareDiffers(party);
            }
        }
        return null;
    }
}
