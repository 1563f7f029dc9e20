package org.trialbook.trial.allocationseed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// What the parties have committed to so far: the first commitment of each counts.
public record SeedCommitments(Map<SeedParty, String> byParty) {
    private static final Reason NOT_COMMITTED = Reason.of(
            "seed-not-committed",
            "Subjects are allocated after both parties have committed to their shares of the seed.");
    /// This process was not given the share.
    private static final Reason SHARE_MISSING = Reason.of(
            "seed-share-missing",
            "The process that allocates holds both shares of the seed; it never draws one itself.");
    private static final Reason SHARE_DIFFERS = Reason.of(
            "seed-share-differs", "Subjects are allocated from the shares that were committed to, and from no others.");

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
                return NOT_COMMITTED.with("party", party.storedName());
            }
            if (shares.of(party).isEmpty()) {
                return SHARE_MISSING.with("party", party.storedName());
            }
            if (!shares.match(study, party, commitment)) {
                return SHARE_DIFFERS.with("party", party.storedName());
            }
        }
        return null;
    }
}
