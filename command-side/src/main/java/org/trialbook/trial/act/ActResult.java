package org.trialbook.trial.act;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of an act, from the handler to the endpoint.
public sealed interface ActResult {

    /// The events are in the log, under the act's command key.
    ///
    /// @param repeated whether an earlier request with the same key had recorded them
    /// @param shownOnce what whoever acted is shown beside the receipt; empty for a repeat
    record Accepted(boolean repeated, Map<String, String> shownOnce) implements ActResult {}

    /// @param sealedEvidence for unblinded callers only
    /// @param hidden whether it is answered as if the target did not exist
    /// @param decidedAt when an earlier request with the same key was refused so, and recorded; null: just now
    record Declined(
            String name,
            String rule,
            Map<String, String> evidence,
            Map<String, String> sealedEvidence,
            boolean hidden,
            @Nullable Instant decidedAt)
            implements ActResult {
        public static Declined of(Refusal refusal) {
            return new Declined(
                    refusal.name(),
                    refusal.rule(),
                    refusal.evidence(),
                    refusal.sealedEvidence(),
                    refusal.reason().hidden(),
                    null);
        }
    }

    /// The idempotency key was used before, for a different request.
    record KeyReused() implements ActResult {}
}
