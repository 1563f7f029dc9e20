package org.trialbook.trial.crossover;

import java.util.List;
import java.util.Map;
import org.trialbook.event.ArmCode;
import org.trialbook.trial.act.Refusal;

/// Why a crossover is not requested, approved or denied. A reason by itself tells the arm: whatever names one is
/// sealed.
public sealed interface CrossoverRefusal extends Refusal {

    @Override
    default Map<String, String> evidence() {
        return Map.of();
    }

    record ReasonNotPermitted(String reason, ArmCode arm, List<String> permitted) implements CrossoverRefusal {
        @Override
        public String name() {
            return "crossover-reason-not-permitted";
        }

        @Override
        public String rule() {
            return "A crossover is requested for one of the protocol's reasons for the subject's allocated arm; adding"
                    + " a lead that the protocol permits in that arm is protocol treatment and no crossover.";
        }

        @Override
        public Map<String, String> sealedEvidence() {
            return Map.of("reason", reason, "arm", arm.value(), "permitted", String.join(", ", permitted));
        }
    }

    record RequestPending(int crossover) implements CrossoverRefusal {
        @Override
        public String name() {
            return "crossover-pending";
        }

        @Override
        public String rule() {
            return "A crossover that was requested is approved or denied before another is requested.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("crossover", Integer.toString(crossover));
        }
    }

    record AlreadyCrossedOver() implements CrossoverRefusal {
        @Override
        public String name() {
            return "already-crossed-over";
        }

        @Override
        public String rule() {
            return "A subject crosses over once.";
        }
    }

    /// @param asked the number that was to be answered
    record NothingPending(int asked) implements CrossoverRefusal {
        @Override
        public String name() {
            return "no-such-crossover-pending";
        }

        @Override
        public String rule() {
            return "Only a requested crossover that nobody has answered is approved or denied.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("crossover", Integer.toString(asked));
        }
    }

    record OwnRequest(String requestedBy) implements CrossoverRefusal {
        @Override
        public String name() {
            return "own-crossover-request";
        }

        @Override
        public String rule() {
            return "A crossover is approved or denied by somebody other than who requested it.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("requestedBy", requestedBy);
        }
    }
}
