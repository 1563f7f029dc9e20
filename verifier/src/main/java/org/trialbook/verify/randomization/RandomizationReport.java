package org.trialbook.verify.randomization;

import java.util.List;
import org.trialbook.verify.randomization.AllocationFinding.UnreadableEvent;

/// What came of checking how a study was allocated.
///
/// @param method the protocol's name of it; empty without a protocol
/// @param subjects how many were randomized
/// @param recomputed whether every arm could be computed once more; if not, the findings say why
/// @param findings in the order of their positions; those that have none come first
public record RandomizationReport(String method, int subjects, boolean recomputed, List<AllocationFinding> findings) {
    public boolean sound() {
        return recomputed && findings.isEmpty();
    }

    /// Whether an event that has a part in the allocation can't be read.
    public boolean unreadable() {
        return findings.stream().anyMatch(UnreadableEvent.class::isInstance);
    }
}
