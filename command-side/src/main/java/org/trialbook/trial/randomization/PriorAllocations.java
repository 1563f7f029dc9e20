package org.trialbook.trial.randomization;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.trialbook.allocation.AllocationCounts;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.StudyWide;

/// The randomizations of the study so far.
final class PriorAllocations extends StudyWide {
    private PMap<SubjectId, Integer> numbers = HashTreePMap.empty();
    private AllocationCounts counts = new AllocationCounts();
    /// An arm that whoever is asked for may not know; null while all are open.
    private @Nullable Sealed<ArmCode> closed;

    @Override
    public Boundary boundary() {
        return Boundary.none().andTypes(SubjectRandomized.class);
    }

    @Override
    protected StudyWide empty() {
        return new PriorAllocations();
    }

    @Override
    protected void goOnFrom(StudyWide earlier) {
        PriorAllocations known = (PriorAllocations) earlier;
        numbers = known.numbers;
        counts = known.counts.copy();
        closed = known.closed;
    }

    @Override
    protected void take(RecordedEvent recorded) {
        if (recorded.event() instanceof SubjectRandomized event) {
            numbers = numbers.plus(event.subject(), event.randomizationNumber());
            if (event.arm() instanceof Sealed.Open<ArmCode> arm) {
                counts.add(Stratum.parse(event.stratum()), arm.opened());
            } else {
                closed = event.arm();
            }
        }
    }

    int count() {
        return numbers.size();
    }

    /// The subject's randomization number; empty when it has none.
    Optional<Integer> numberOf(SubjectId subject) {
        return Optional.ofNullable(numbers.get(subject));
    }

    /// What a method of allocation needs to know of them.
    ///
    /// @throws org.trialbook.blinding.StillSealedException when their arms are closed to whom it is asked for
    AllocationCounts tally() {
        if (closed != null) {
            closed.opened();
        }
        return counts;
    }
}
