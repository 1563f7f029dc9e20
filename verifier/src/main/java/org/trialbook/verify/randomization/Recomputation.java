package org.trialbook.verify.randomization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trialbook.allocation.AllocationCounts;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.PreparedList;
import org.trialbook.allocation.Stratum;
import org.trialbook.event.ArmCode;
import org.trialbook.verify.randomization.AllocationFinding.BeyondTheList;
import org.trialbook.verify.randomization.AllocationFinding.OtherArm;
import org.trialbook.verify.randomization.AllocationFinding.OtherArm.Difference;
import org.trialbook.verify.randomization.AllocationFinding.OtherArm.Kind;

/// Every allocation once more from the seed, and the first that is not as recorded.
record Recomputation(List<Allocated> allocated) {

    /// A randomization and the arm it is said to have given.
    ///
    /// @param period number of the period, in which nobody of an earlier one counts
    /// @param method of the period
    record Allocated(
            long position, Difference subject, Stratum stratum, ArmCode arm, int period, AllocationMethod method) {

        /// The arm that follows; nothing where a prepared list has come to its end.
        Optional<ArmCode> next(AllocationCounts earlier) {
            return method instanceof PreparedList list && !list.goesOn(earlier, stratum)
                    ? Optional.empty()
                    : Optional.of(method.next(earlier, stratum));
        }
    }

    private record Departure(int index, ArmCode recomputed) {}

    /// The first subject for whom a prepared list has no arm, whoever got which.
    Optional<AllocationFinding> firstBeyondTheList() {
        AllocationCounts tally = new AllocationCounts();
        for (int i = 0; i < allocated.size(); i++) {
            Allocated next = allocated.get(i);
            tally = begins(i) ? new AllocationCounts() : tally;
            if (next.method() instanceof PreparedList list && !list.goesOn(tally, next.stratum())) {
                return Optional.of(new BeyondTheList(
                        next.position(),
                        next.subject().subject(),
                        next.stratum().text()));
            }
            tally.skip(next.stratum());
        }
        return Optional.empty();
    }

    private boolean begins(int i) {
        return i > 0 && allocated.get(i).period() != allocated.get(i - 1).period();
    }

    /// The first allocation that differs.
    Optional<AllocationFinding> firstDifference() {
        List<Departure> untouched = departuresFromTheUntouchedSequence();
        if (untouched.isEmpty()) {
            return Optional.empty();
        }
        Departure first = untouched.getFirst();
        Allocated at = allocated.get(first.index());
        List<Difference> others = untouched.stream()
                .skip(1)
                .map(departure -> allocated.get(departure.index()).subject())
                .toList();
        Kind kind = untouched.size() == 1
                ? Kind.OTHER
                : exchanged(untouched) ? Kind.SWAPPED : skipped(first.index()) ? Kind.SKIPPED : Kind.OTHER;
        return Optional.of(new OtherArm(
                at.position(), kind, at.subject(), at.stratum().text(), first.recomputed(), at.arm(), others));
    }

    /// Recomputes as if every subject had got the recomputed arm, so that only an arm that was overwritten
    /// differs.
    private List<Departure> departuresFromTheUntouchedSequence() {
        List<Departure> departures = new ArrayList<>();
        AllocationCounts tally = new AllocationCounts();
        for (int i = 0; i < allocated.size(); i++) {
            Allocated next = allocated.get(i);
            tally = begins(i) ? new AllocationCounts() : tally;
            ArmCode arm = next.next(tally).orElseThrow();
            if (!arm.equals(next.arm())) {
                departures.add(new Departure(i, arm));
            }
            tally.add(next.stratum(), arm);
        }
        return departures;
    }

    private boolean exchanged(List<Departure> departures) {
        return departures.size() == 2
                && allocated
                        .get(departures.getFirst().index())
                        .arm()
                        .equals(departures.getLast().recomputed())
                && allocated
                        .get(departures.getLast().index())
                        .arm()
                        .equals(departures.getFirst().recomputed());
    }

    /// Whether everything follows from the seed once a slot before this subject is left out. The subject really
    /// got its arm then, and what comes after follows from it.
    private boolean skipped(int index) {
        AllocationCounts tally = new AllocationCounts();
        for (int i = 0; i < allocated.size(); i++) {
            Allocated next = allocated.get(i);
            tally = begins(i) ? new AllocationCounts() : tally;
            if (i == index) {
                tally.skip(next.stratum());
            }
            if (i >= index && !next.next(tally).equals(Optional.of(next.arm()))) {
                return false;
            }
            tally.add(next.stratum(), next.arm());
        }
        return true;
    }
}
