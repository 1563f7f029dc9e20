package org.trialbook.verify.randomization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.AllocationList;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.AllocationPeriod;
import org.trialbook.allocation.AllocationSeed;
import org.trialbook.allocation.KitList;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SeedShares;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.KitEvent.KitAccounted;
import org.trialbook.event.KitEvent.KitsShipped;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.PreparedListRevealed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.KitDispensed;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TextMissingException;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.AllocationPlan;
import org.trialbook.protocol.AllocationPlanFile;
import org.trialbook.verify.randomization.AllocationFinding.ChangedMethod;
import org.trialbook.verify.randomization.AllocationFinding.ChangedSeedShare;
import org.trialbook.verify.randomization.AllocationFinding.DisclosedStranger;
import org.trialbook.verify.randomization.AllocationFinding.LateCommitment;
import org.trialbook.verify.randomization.AllocationFinding.MissingCommitment;
import org.trialbook.verify.randomization.AllocationFinding.NoProtocol;
import org.trialbook.verify.randomization.AllocationFinding.OtherArm.Difference;
import org.trialbook.verify.randomization.AllocationFinding.RandomizedTwice;
import org.trialbook.verify.randomization.AllocationFinding.RepeatedCommitment;
import org.trialbook.verify.randomization.AllocationFinding.RepeatedReveal;
import org.trialbook.verify.randomization.AllocationFinding.SealedOtherwise;
import org.trialbook.verify.randomization.AllocationFinding.UndisclosedAllocation;
import org.trialbook.verify.randomization.AllocationFinding.UnreadableEvent;
import org.trialbook.verify.randomization.AllocationFinding.WrongCount;
import org.trialbook.verify.randomization.AllocationFinding.WrongNumber;
import org.trialbook.verify.randomization.AllocationFinding.WrongStratum;
import org.trialbook.verify.randomization.Recomputation.Allocated;

/// Whether a study was allocated as it said it would be: an outsider's check, from the record alone. Both
/// parties committed before the first subject, the revealed shares are those committed to, the method stayed,
/// every number and stratum is right, every arm is disclosed, and every arm follows from the seed.
///
/// It is shown the events of a record in order, and then asked for its report.
public final class RandomizationRecheck {

    /// As many as a person reads; the first ones, in the order of their positions.
    private static final int MOST_FINDINGS = 1_000;

    /// @param opened the arm that was sealed, where it was opened
    private record Randomization(
            long position,
            Difference subject,
            String stratum,
            @Nullable ArmCode opened,
            @Nullable AllocationPeriod period) {}

    /// What the answers of a subject came to.
    ///
    /// @param levels factor → level, without the site; null when the answers give none
    /// @param confirmed whether the event says the same
    private record Answered(@Nullable Map<String, String> levels, boolean confirmed) {
        static final Answered NOTHING = new Answered(Map.of(), true);
    }

    private final List<AllocationFinding> findings = new ArrayList<>();
    private final Map<SeedParty, String> commitments = new EnumMap<>(SeedParty.class);
    private final List<AllocationFinding> unreadable = new ArrayList<>();
    private final Map<SubjectId, Answered> answered = new HashMap<>();
    /// Few subjects differ in their answers, so equal answers are kept once.
    private final Map<Answered, Answered> known = new HashMap<>();
    private final List<Randomization> randomizations = new ArrayList<>();
    private final Set<String> randomized = new HashSet<>();
    private final Map<String, ArmCode> disclosed = new HashMap<>();
    private final RevealedLists lists = new RevealedLists();
    private final KitRecheck kits = new KitRecheck();
    /// The commitments of all versions.
    private final SortedSet<String> kitLists = new TreeSet<>();
    /// In which the next subject is allocated.
    private @Nullable AllocationPeriod period;
    /// The first there was, for whoever was randomized before any.
    private @Nullable AllocationPeriod first;
    private @Nullable SeedRevealed revealed;
    private long revealedAt;

    /// The next event. Of a subject whose arm was opened, what was sealed is compared with what was disclosed.
    public void next(long position, TrialEvent event) {
        switch (event) {
            case ProtocolPublished published -> published(position, published);
            case SeedShareCommitted committed -> committed(position, committed);
            case EligibilityConfirmed confirmed -> confirmed(confirmed);
            case SubjectRandomized subject -> randomized(position, subject);
            case StudyUnblinded unblinded -> unblinded(position, unblinded);
            case AllocationDisclosed arms -> disclosed(position, arms);
            case SeedRevealed seed -> revealed(position, seed);
            case PreparedListRevealed list -> lists.next(position, list);
            case KitsShipped _, KitDispensed _, KitAccounted _ -> kits.next(position, event);
            default -> {
                // Nothing else has a part in the allocation.
            }
        }
    }

    /// An event of the study that has a part in the allocation and is not as it has to be.
    public void unreadable(long position, String reason) {
        add(unreadable, new UnreadableEvent(position, reason));
    }

    private static void add(List<AllocationFinding> findings, AllocationFinding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    /// What was found. Empty before the seed is revealed: until then nobody outside can recompute anything. Where
    /// something can't be read, that is all there is to say: whatever else was found could come of it.
    public Optional<RandomizationReport> report() {
        if (!unreadable.isEmpty()) {
            return Optional.of(report(false, unreadable));
        }
        if (missing().isPresent()) {
            return Optional.empty();
        }
        List<AllocationFinding> all = new ArrayList<>(findings);
        StudyId study = first == null ? null : first.plan().study();
        if (study != null) {
            all.addAll(lists.findings(plansOfLists(), kitLists, study));
        }
        Optional<AllocationSeed> seed = revealed == null ? Optional.empty() : seed(revealed, all);
        List<Allocated> allocated = allocated(all, seed);
        boolean recomputable = (fromLists() || seed.isPresent())
                && (period != null || randomizations.isEmpty())
                && allocated.size() == randomizations.size();
        if (recomputable) {
            Recomputation recomputation = new Recomputation(allocated);
            Optional<AllocationFinding> beyond = recomputation.firstBeyondTheList();
            recomputable = beyond.isEmpty();
            beyond.or(recomputation::firstDifference).ifPresent(all::add);
        }
        if (study != null && kits.dispensed()) {
            seed.ifPresent(known -> all.addAll(kits.findings(known, kits(study), arms(allocated))));
        }
        all.sort(Comparator.comparingLong(finding -> finding.position().orElse(-1)));
        return Optional.of(report(recomputable, all));
    }

    /// What is not revealed yet, so that nobody can recompute anything.
    Optional<String> missing() {
        if (fromLists() && !listsRevealed()) {
            return Optional.of("list");
        }
        if (revealed == null && (!fromLists() || kits.dispensed())) {
            return Optional.of("seed");
        }
        return kits.dispensed() && kitLists.stream().noneMatch(lists::has) ? Optional.of("kit list") : Optional.empty();
    }

    /// Number → kit, of every list of kits that was revealed as it was committed to.
    private Map<String, KitList.Kit> kits(StudyId study) {
        Map<String, KitList.Kit> all = new HashMap<>();
        kitLists.forEach(commitment ->
                lists.kits(commitment, study).ifPresent(list -> list.kits().forEach(all::putIfAbsent)));
        return all;
    }

    private static Map<SubjectId, ArmCode> arms(List<Allocated> allocated) {
        Map<SubjectId, ArmCode> arms = new HashMap<>();
        allocated.forEach(each -> arms.put(each.subject().subject(), each.arm()));
        return arms;
    }

    /// Whether arms stand in lists that were prepared elsewhere: then nothing depends on the seed.
    boolean fromLists() {
        return period != null && AllocationMethod.prepared(period.plan());
    }

    private List<AllocationPlan> plansOfLists() {
        return randomizations.stream()
                .map(this::period)
                .flatMap(Optional::stream)
                .map(AllocationPeriod::plan)
                .filter(AllocationMethod::prepared)
                .distinct()
                .toList();
    }

    private boolean listsRevealed() {
        return plansOfLists().stream()
                .allMatch(plan -> lists.has(plan.allocation().commitment()));
    }

    /// Of a subject who was randomized before any protocol, the first one behind it decides.
    private Optional<AllocationPeriod> period(Randomization randomization) {
        return Optional.ofNullable(randomization.period() == null ? first : randomization.period());
    }

    /// The method of the period, where what it needs was revealed as it was committed to.
    private Optional<AllocationMethod> method(AllocationPeriod of, Optional<AllocationSeed> seed) {
        return AllocationMethod.prepared(of.plan())
                ? lists.list(of.plan()).map(AllocationList::method)
                : seed.map(known -> AllocationMethod.of(of, known));
    }

    private RandomizationReport report(boolean recomputed, List<AllocationFinding> all) {
        return new RandomizationReport(
                period == null ? "" : period.plan().allocation().method(),
                randomizations.size(),
                recomputed,
                List.copyOf(all.subList(0, Math.min(all.size(), MOST_FINDINGS))));
    }

    private void published(long position, ProtocolPublished event) {
        AllocationPlan next;
        try {
            next = AllocationPlanFile.read(event.content());
            AllocationPlanFile.kitList(event.content()).ifPresent(kitLists::add);
        } catch (TextMissingException missing) {
            unreadable(position, "'content' stands beside the log, and is not there");
            return;
        } catch (IllegalArgumentException invalid) {
            unreadable(position, new UnreadableEventException("'content' " + invalid.getMessage()).reason());
            return;
        }
        if (!next.study().equals(event.study())) {
            unreadable(position, "'content' is the protocol of another study");
        } else if (period == null) {
            period = AllocationPeriod.first(next);
            first = period;
        } else {
            period.after(next, !randomizations.isEmpty())
                    .ifPresentOrElse(
                            following -> period = following,
                            () -> add(findings, new ChangedMethod(position, event.protocolVersion())));
        }
    }

    private void committed(long position, SeedShareCommitted event) {
        Optional<SeedParty> party = SeedParty.named(event.party());
        if (party.isEmpty() || commitments.putIfAbsent(party.get(), event.commitment()) != null) {
            add(findings, new RepeatedCommitment(position, event.party()));
        } else if (!randomizations.isEmpty()) {
            add(
                    findings,
                    new LateCommitment(
                            position, party.get(), randomizations.getFirst().position()));
        }
    }

    /// What the answers say by the protocol that is in force; before there is one, nothing is asked for a stratum.
    private void confirmed(EligibilityConfirmed event) {
        Map<String, String> levels = period == null
                ? Map.of()
                : period.plan()
                        .levels(event.answers())
                        .<Map<String, String>>map(Map::copyOf)
                        .orElse(null);
        Answered now = new Answered(levels, event.strata().equals(levels));
        answered.put(event.subject(), known.computeIfAbsent(now, same -> same));
    }

    private void randomized(long position, SubjectRandomized event) {
        if (period == null) {
            add(findings, new NoProtocol(position));
        }
        if (!randomized.add(event.subject().value())) {
            add(findings, new RandomizedTwice(position, event.subject()));
        }
        long number = randomizations.isEmpty()
                ? 1
                : randomizations.getLast().subject().number() + 1L;
        if (event.randomizationNumber() != number) {
            add(findings, new WrongNumber(position, event.subject(), number, event.randomizationNumber()));
        }
        Answered answers = answered.getOrDefault(event.subject(), Answered.NOTHING);
        String stratum = stratum(event.subject(), answers);
        if (!event.stratum().equals(stratum) || !answers.confirmed()) {
            add(findings, new WrongStratum(position, event.subject(), stratum, answers.confirmed(), event.stratum()));
        }
        randomizations.add(new Randomization(
                position,
                new Difference(event.randomizationNumber(), event.subject()),
                event.stratum(),
                event.arm() instanceof Sealed.Open<ArmCode>(ArmCode arm) ? arm : null,
                period));
    }

    /// What the subject's stratum has to be, by the answers recorded so far; null when they give none.
    private @Nullable String stratum(SubjectId subject, Answered answers) {
        boolean bySite = period != null && period.plan().allocation().stratifyBySite();
        return answers.levels() == null
                ? null
                : Stratum.of(answers.levels(), bySite ? subject.site() : null).text();
    }

    private void unblinded(long position, StudyUnblinded event) {
        if (event.subjects() != randomizations.size()) {
            add(findings, new WrongCount(position, event.subjects(), randomizations.size()));
        }
    }

    private void disclosed(long position, AllocationDisclosed event) {
        event.arms().forEach((subject, arm) -> {
            if (!randomized.contains(subject) || disclosed.putIfAbsent(subject, arm) != null) {
                add(findings, new DisclosedStranger(position, subject));
            }
        });
    }

    private void revealed(long position, SeedRevealed event) {
        if (revealed != null) {
            add(findings, new RepeatedReveal(position));
        } else {
            revealed = event;
            revealedAt = position;
        }
    }

    /// The seed, if what was revealed is what both parties had committed to.
    private Optional<AllocationSeed> seed(SeedRevealed event, List<AllocationFinding> all) {
        Map<SeedParty, SeedShare> shares = new EnumMap<>(SeedParty.class);
        for (SeedParty party : SeedParty.values()) {
            SeedShare share = share(party == SeedParty.SPONSOR ? event.sponsorShare() : event.statisticianShare());
            String committed = commitments.get(party);
            if (committed == null) {
                if (!fromLists()) {
                    all.add(new MissingCommitment(party));
                }
            } else if (share == null || !share.commitment(event.study(), party).equals(committed)) {
                String computed = share == null ? null : share.commitment(event.study(), party);
                all.add(new ChangedSeedShare(revealedAt, party, committed, computed));
            } else {
                shares.put(party, share);
            }
        }
        return new SeedShares(shares).seed(event.study());
    }

    private static @Nullable SeedShare share(String hex) {
        try {
            return SeedShare.ofHex(hex);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Every randomization with its arm: the disclosed one, or the opened one where none is disclosed.
    private List<Allocated> allocated(List<AllocationFinding> all, Optional<AllocationSeed> seed) {
        List<Allocated> allocated = new ArrayList<>();
        List<AllocationFinding> otherwise = new ArrayList<>();
        Map<String, Optional<Stratum>> strata = new HashMap<>();
        Map<AllocationPeriod, Optional<AllocationMethod>> methods = new HashMap<>();
        @Nullable Randomization withoutArm = null;
        for (Randomization randomization : randomizations) {
            SubjectId subject = randomization.subject().subject();
            ArmCode opened = randomization.opened();
            ArmCode known = disclosed.get(subject.value());
            if (opened != null && known != null && !opened.equals(known)) {
                add(otherwise, new SealedOtherwise(randomization.position(), subject, opened, known));
            }
            if (known == null && withoutArm == null) {
                withoutArm = randomization;
            }
            ArmCode arm = known != null ? known : opened;
            Optional<Stratum> stratum = strata.computeIfAbsent(randomization.stratum(), Stratum::written);
            Optional<AllocationPeriod> during = period(randomization);
            Optional<AllocationMethod> method =
                    during.flatMap(it -> methods.computeIfAbsent(it, of -> method(of, seed)));
            if (arm != null && stratum.isPresent() && method.isPresent()) {
                allocated.add(new Allocated(
                        randomization.position(),
                        randomization.subject(),
                        stratum.get(),
                        arm,
                        during.orElseThrow().number(),
                        method.get()));
            }
        }
        all.addAll(otherwise);
        if (withoutArm != null) {
            all.add(new UndisclosedAllocation(
                    withoutArm.position(), withoutArm.subject().subject(), withoutArms()));
        }
        return allocated;
    }

    private int withoutArms() {
        return (int) randomized.stream()
                .filter(subject -> !disclosed.containsKey(subject))
                .count();
    }
}
