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
}
