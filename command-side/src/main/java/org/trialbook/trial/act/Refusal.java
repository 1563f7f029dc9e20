package org.trialbook.trial.act;

import java.util.Map;

/// Why an act is not recorded.
public interface Refusal {

    /// The stable name: the last part of `urn:trialbook:refusal:<name>`. It must not tell the arm.
    String name();

    /// The rule that stands against the act, in words that do not tell the arm.
    String rule();

    /// What everybody who may see the refusal may see.
    Map<String, String> evidence();

    /// What tells the arm: shown to unblinded callers only, sealed in the record.
    default Map<String, String> sealedEvidence() {
        return Map.of();
    }

    /// Whether the refusal is recorded whatever the act: somebody asked for what they must not know, or must not do.
    default boolean recorded() {
        return false;
    }
}
