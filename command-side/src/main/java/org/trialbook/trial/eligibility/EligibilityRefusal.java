package org.trialbook.trial.eligibility;

import java.time.LocalDate;
import java.util.Map;
import org.trialbook.access.Act;
import org.trialbook.trial.act.Refusal;

/// Why the eligibility is not answered anew.
sealed interface EligibilityRefusal extends Refusal {

    /// @param on the day of the assessment that stands
    record AlreadyConfirmed(LocalDate on) implements EligibilityRefusal {
        @Override
        public String name() {
            return "already-recorded";
        }

        @Override
        public String rule() {
            return ("Eligibility is confirmed once. Until the subject is randomized, a wrong answer is corrected by %s with"
                            + " all answers and, as 'because', the reason.")
                    .formatted(Act.CONFIRM_ELIGIBILITY);
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("recorded", "%s on %s".formatted(Act.CONFIRM_ELIGIBILITY, on));
        }
    }

    record Randomized(LocalDate on) implements EligibilityRefusal {
        @Override
        public String name() {
            return "already-randomized";
        }

        @Override
        public String rule() {
            return "The answers by which a subject was randomized stay. What was wrong with them is told by %s."
                    .formatted(Act.RECORD_DEVIATION);
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("randomizedOn", on.toString());
        }
    }
}
