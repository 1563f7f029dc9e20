package org.trialbook.trial.randomization;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.trialbook.allocation.AllocationCounts;
import org.trialbook.allocation.AllocationPeriod;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.AllocationPlan;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.RecruitmentCaps.StratumCap;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.StudyWide;

/// The randomizations of the study so far, and the period in which the next one falls.
final class PriorAllocations extends StudyWide {
    /// One criterion: the protocols are asked for beside it by whoever needs them all, and not left out there.
    static final Boundary OF_THE_STUDY = Boundary.none()
            .and(new Boundary.Criterion(Set.of(SubjectRandomized.class, ProtocolPublished.class), Set.of()));

    private PMap<SubjectId, Integer> numbers = HashTreePMap.empty();
    private PMap<SiteId, Integer> atSites = HashTreePMap.empty();
    private PMap<String, Integer> inStrata = HashTreePMap.empty();
    /// Of the period alone.
    private AllocationCounts counts = new AllocationCounts();
    private @Nullable AllocationPeriod period;
    /// An arm that whoever is asked for may not know; null while all are open.
    private @Nullable Sealed<ArmCode> closed;

    @Override
    public Boundary boundary() {
        return OF_THE_STUDY;
    }

    @Override
    protected StudyWide empty() {
        return new PriorAllocations();
    }

    @Override
    protected void goOnFrom(StudyWide earlier) {
        PriorAllocations known = (PriorAllocations) earlier;
        numbers = known.numbers;
        atSites = known.atSites;
        inStrata = known.inStrata;
        counts = known.counts.copy();
        period = known.period;
        closed = known.closed;
    }

    @Override
    protected void take(RecordedEvent recorded) {
        if (recorded.event() instanceof ProtocolPublished published) {
            published(Protocols.of(published).plan());
        } else if (recorded.event() instanceof SubjectRandomized event) {
            numbers = numbers.plus(event.subject(), event.randomizationNumber());
            atSites = atSites.plus(event.site(), count(event.site()) + 1);
            inStrata = inStrata.plus(event.stratum(), inStrata.getOrDefault(event.stratum(), 0) + 1);
            if (event.arm() instanceof Sealed.Open<ArmCode> arm) {
                counts.add(Stratum.parse(event.stratum()), arm.opened());
            } else {
                closed = event.arm();
            }
        }
    }

    private void published(AllocationPlan plan) {
        AllocationPeriod before = period;
        AllocationPeriod now = before == null
                ? AllocationPeriod.first(plan)
                : before.after(plan, !numbers.isEmpty()).orElse(before);
        if (before != null && now.number() != before.number()) {
            counts = new AllocationCounts();
        }
        period = now;
    }

    /// In which the next subject is allocated.
    AllocationPeriod period() {
        return Objects.requireNonNull(period);
    }

    int count() {
        return numbers.size();
    }

    /// How many the site has randomized.
    int count(SiteId site) {
        return atSites.getOrDefault(site, 0);
    }

    /// How many with these levels are randomized, at all sites.
    int count(StratumCap cap) {
        return inStrata.entrySet().stream()
                .filter(stratum -> cap.counts(Stratum.parse(stratum.getKey()).levels()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// The subject's randomization number; empty when it has none.
    Optional<Integer> numberOf(SubjectId subject) {
        return Optional.ofNullable(numbers.get(subject));
    }

    /// What a method of allocation needs to know of those of the period.
    ///
    /// @throws org.trialbook.blinding.StillSealedException when their arms are closed to whom it is asked for
    AllocationCounts tally() {
        if (closed != null) {
            closed.opened();
        }
        return counts;
    }
}
