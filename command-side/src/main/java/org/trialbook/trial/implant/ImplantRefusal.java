package org.trialbook.trial.implant;

import java.util.List;
import java.util.Map;
import org.trialbook.trial.act.Refusal;

/// Why an implant attempt is not recorded.
public sealed interface ImplantRefusal extends Refusal {

    /// What was tried tells the arm, so what is wrong with it is told to unblinded callers only.
    record InvalidAttempt(List<String> problems) implements ImplantRefusal {
        @Override
        public String name() {
            return "invalid-implant-attempt";
        }

        @Override
        public String rule() {
            return "An attempt names a lead, a target, an outcome and measurements that the protocol knows.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of();
        }

        @Override
        public Map<String, String> sealedEvidence() {
            return Map.of("problems", String.join("; ", problems));
        }
    }
}
