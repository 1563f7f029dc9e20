package org.trialbook.trial.allocationseed;

import java.util.Map;
import org.trialbook.allocation.SeedParty;
import org.trialbook.trial.act.Refusal;

/// Why the seed is not committed to, not used, or not revealed.
public sealed interface SeedRefusal extends Refusal {

    @Override
    default Map<String, String> evidence() {
        return Map.of();
    }

    // ---- committing

    record AlreadyCommitted(SeedParty party) implements SeedRefusal {
        @Override
        public String name() {
            return "already-committed";
        }

        @Override
        public String rule() {
            return "Each party commits to its share once: whoever could change it might choose the allocation.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("party", party.storedName());
        }
    }

    record TooLateToCommit(int randomized) implements SeedRefusal {
        @Override
        public String name() {
            return "too-late-to-commit";
        }

        @Override
        public String rule() {
            return "The seed is fixed before the first subject is randomized.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("randomized", Integer.toString(randomized));
        }
    }

    /// A mistyped commitment could never be corrected.
    record CommitmentOfAnotherShare(SeedParty party) implements SeedRefusal {
        @Override
        public String name() {
            return "commitment-of-another-share";
        }

        @Override
        public String rule() {
            return "Where the party's share has been handed over already, its commitment is taken and no other.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("party", party.storedName());
        }
    }

    // ---- using

    record SeedNotCommitted(SeedParty party) implements SeedRefusal {
        @Override
        public String name() {
            return "seed-not-committed";
        }

        @Override
        public String rule() {
            return "Subjects are allocated after both parties have committed to their shares of the seed.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("party", party.storedName());
        }
    }

    /// This process was not given the share.
    record SeedShareMissing(SeedParty party) implements SeedRefusal {
        @Override
        public String name() {
            return "seed-share-missing";
        }

        @Override
        public String rule() {
            return "The process that allocates holds both shares of the seed; it never draws one itself.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("party", party.storedName());
        }
    }

    record SeedShareDiffers(SeedParty party) implements SeedRefusal {
        @Override
        public String name() {
            return "seed-share-differs";
        }

        @Override
        public String rule() {
            return "Subjects are allocated from the shares that were committed to, and from no others.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("party", party.storedName());
        }
    }

    // ---- revealing

    record StudyNotUnblinded() implements SeedRefusal {
        @Override
        public String name() {
            return "study-not-unblinded";
        }

        @Override
        public String rule() {
            return "The seed gives every arm away: it is revealed after the study was unblinded.";
        }
    }

    record AlreadyRevealed() implements SeedRefusal {
        @Override
        public String name() {
            return "already-revealed";
        }

        @Override
        public String rule() {
            return "The seed is revealed once.";
        }
    }
}
