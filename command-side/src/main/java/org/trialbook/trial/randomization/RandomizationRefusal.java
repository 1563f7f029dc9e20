package org.trialbook.trial.randomization;

import java.util.Map;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Refusal;

/// Why a subject is not randomized.
public sealed interface RandomizationRefusal extends Refusal {

    /// A wrongly randomized subject stays randomized; nobody is randomized twice.
    record AlreadyRandomized(SubjectId subject, int randomizationNumber) implements RandomizationRefusal {
        @Override
        public String name() {
            return "already-randomized";
        }

        @Override
        public String rule() {
            return "A subject is randomized once, irreversibly.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("subject", subject.value(), "randomizationNumber", Integer.toString(randomizationNumber));
        }
    }

    record TargetReached(int target) implements RandomizationRefusal {
        @Override
        public String name() {
            return "target-reached";
        }

        @Override
        public String rule() {
            return "The study randomizes as many subjects as its protocol says, and not one more.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("target", Integer.toString(target), "randomized", Integer.toString(target));
        }
    }

    /// The seed in this process's keystore is not the one committed to when the protocol was published.
    record SeedNotCommitted() implements RandomizationRefusal {
        @Override
        public String name() {
            return "seed-not-committed";
        }

        @Override
        public String rule() {
            return "Subjects are allocated from the seed that was committed to with the protocol, and from no other.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of();
        }
    }
}
