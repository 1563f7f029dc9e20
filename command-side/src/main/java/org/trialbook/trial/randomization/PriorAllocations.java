package org.trialbook.trial.randomization;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.AllocationCounts;
import org.trialbook.allocation.Stratum;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;

/// The randomizations of the study so far, in the record's order.
final class PriorAllocations {
    private final List<SubjectRandomized> events = new ArrayList<>();

    void add(SubjectRandomized event) {
        events.add(event);
    }

    int count() {
        return events.size();
    }

    /// The subject's randomization number; null when it has none.
    @Nullable
    Integer numberOf(SubjectId subject) {
        return events.stream()
                .filter(event -> event.subject().equals(subject))
                .map(SubjectRandomized::randomizationNumber)
                .findFirst()
                .orElse(null);
    }

    /// What a method of allocation needs to know of them. Their arms must be open.
    AllocationCounts tally() {
        AllocationCounts tally = new AllocationCounts();
        events.forEach(
                event -> tally.add(Stratum.parse(event.stratum()), event.arm().opened()));
        return tally;
    }
}
