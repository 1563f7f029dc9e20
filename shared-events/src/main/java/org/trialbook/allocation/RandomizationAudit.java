package org.trialbook.allocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.AllocationFinding.ChangedMethod;
import org.trialbook.allocation.AllocationFinding.ChangedShare;
import org.trialbook.allocation.AllocationFinding.DisclosedStranger;
import org.trialbook.allocation.AllocationFinding.LateCommitment;
import org.trialbook.allocation.AllocationFinding.MissingCommitment;
import org.trialbook.allocation.AllocationFinding.NoProtocol;
import org.trialbook.allocation.AllocationFinding.RandomizedTwice;
import org.trialbook.allocation.AllocationFinding.RepeatedCommitment;
import org.trialbook.allocation.AllocationFinding.RepeatedReveal;
import org.trialbook.allocation.AllocationFinding.SealedOtherwise;
import org.trialbook.allocation.AllocationFinding.Undisclosed;
import org.trialbook.allocation.AllocationFinding.WrongCount;
import org.trialbook.allocation.AllocationFinding.WrongNumber;
import org.trialbook.allocation.AllocationFinding.WrongStratum;
import org.trialbook.allocation.Recomputation.Allocated;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;

/// Whether a study was allocated as it said it would be: an outsider's check, from the record alone. Both
/// parties committed before the first subject, the revealed shares are those committed to, the method stayed,
/// every number and stratum is right, every arm is disclosed, and every arm follows from the seed.
///
/// It is shown the events of a record in order, and then asked for its report.
public final class RandomizationAudit {

    /// @param method the protocol's name of it; empty without a protocol
    /// @param subjects how many were randomized
    /// @param recomputed whether every arm could be computed once more; if not, the findings say why
    /// @param findings in the order of their positions; those that have none come first
    public record Report(String method, int subjects, boolean recomputed, List<AllocationFinding> findings) {
        public boolean sound() {
            return recomputed && findings.isEmpty();
        }
    }

    private record Randomization(long position, SubjectRandomized event) {}

    private final List<AllocationFinding> findings = new ArrayList<>();
    private final Map<SeedParty, String> commitments = new EnumMap<>(SeedParty.class);
    private final Map<SubjectId, Map<String, String>> levels = new HashMap<>();
    private final List<Randomization> randomizations = new ArrayList<>();
    private final Set<String> randomized = new HashSet<>();
    private final Map<String, ArmCode> disclosed = new HashMap<>();
    private @Nullable Protocol protocol;
    private @Nullable SeedRevealed revealed;
    private long revealedAt;

    /// The next event. Of a subject whose arm was opened, what was sealed is compared with what was disclosed.
    public void next(long position, TrialEvent event) {
        switch (event) {
            case ProtocolPublished published -> published(position, published);
            case SeedShareCommitted committed -> committed(position, committed);
            case EligibilityConfirmed confirmed -> levels.put(confirmed.subject(), confirmed.strata());
            case SubjectRandomized subject -> randomized(position, subject);
            case StudyUnblinded unblinded -> unblinded(position, unblinded);
            case AllocationDisclosed arms -> disclosed(position, arms);
            case SeedRevealed seed -> revealed(position, seed);
            default -> {
                // Nothing else has a part in the allocation.
            }
        }
    }

    /// What was found. Empty before the seed is revealed: until then nobody outside can recompute anything.
    public Optional<Report> report() {
        if (revealed == null) {
            return Optional.empty();
        }
        List<AllocationFinding> all = new ArrayList<>(findings);
        Optional<AllocationSeed> seed = seed(revealed, all);
        List<Allocated> allocated = allocated(all);
        boolean recomputable = false;
        if (protocol != null && seed.isPresent() && allocated.size() == randomizations.size()) {
            recomputable = true;
            new Recomputation(AllocationMethod.of(protocol, seed.get()), allocated)
                    .firstDifference()
                    .ifPresent(all::add);
        }
        all.sort(Comparator.comparingLong(finding -> finding.position().orElse(-1)));
        return Optional.of(new Report(
                protocol == null ? "" : protocol.allocation().method(),
                randomizations.size(),
                recomputable,
                List.copyOf(all)));
    }

    private void published(long position, ProtocolPublished event) {
        Protocol next = Protocols.of(event);
        if (protocol != null && !randomizations.isEmpty() && !next.allocatesAs(protocol)) {
            findings.add(new ChangedMethod(position, event.protocolVersion()));
        } else {
            protocol = next;
        }
    }

    private void committed(long position, SeedShareCommitted event) {
        Optional<SeedParty> party = SeedParty.named(event.party());
        if (party.isEmpty() || commitments.putIfAbsent(party.get(), event.commitment()) != null) {
            findings.add(new RepeatedCommitment(position, event.party()));
        } else if (!randomizations.isEmpty()) {
            findings.add(new LateCommitment(
                    position, party.get(), randomizations.getFirst().position()));
        }
    }

    private void randomized(long position, SubjectRandomized event) {
        if (protocol == null) {
            findings.add(new NoProtocol(position));
        }
        if (!randomized.add(event.subject().value())) {
            findings.add(new RandomizedTwice(position, event.subject()));
        }
        int number =
                randomizations.isEmpty() ? 1 : randomizations.getLast().event().randomizationNumber() + 1;
        if (event.randomizationNumber() != number) {
            findings.add(new WrongNumber(position, event.subject(), number, event.randomizationNumber()));
        }
        String stratum = stratum(event.subject());
        if (!event.stratum().equals(stratum)) {
            findings.add(new WrongStratum(position, event.subject(), stratum, event.stratum()));
        }
        randomizations.add(new Randomization(position, event));
    }

    /// What the subject's stratum has to be, by the answers recorded so far.
    private String stratum(SubjectId subject) {
        boolean bySite = protocol != null && protocol.allocation().stratifyBySite();
        return Stratum.of(levels.getOrDefault(subject, Map.of()), bySite ? subject.site() : null)
                .text();
    }

    private void unblinded(long position, StudyUnblinded event) {
        if (event.subjects() != randomizations.size()) {
            findings.add(new WrongCount(position, event.subjects(), randomizations.size()));
        }
    }

    private void disclosed(long position, AllocationDisclosed event) {
        event.arms().forEach((subject, arm) -> {
            if (!randomized.contains(subject) || disclosed.putIfAbsent(subject, arm) != null) {
                findings.add(new DisclosedStranger(position, subject));
            }
        });
    }

    private void revealed(long position, SeedRevealed event) {
        if (revealed != null) {
            findings.add(new RepeatedReveal(position));
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
                all.add(new MissingCommitment(party));
            } else if (share == null || !share.commitment(event.study(), party).equals(committed)) {
                String computed = share == null ? null : share.commitment(event.study(), party);
                all.add(new ChangedShare(revealedAt, party, committed, computed));
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
    private List<Allocated> allocated(List<AllocationFinding> all) {
        List<Allocated> allocated = new ArrayList<>();
        @Nullable Randomization withoutArm = null;
        for (Randomization randomization : randomizations) {
            SubjectRandomized event = randomization.event();
            ArmCode opened = event.arm() instanceof Sealed.Open<ArmCode>(ArmCode value) ? value : null;
            ArmCode known = disclosed.get(event.subject().value());
            if (opened != null && known != null && !opened.equals(known)) {
                all.add(new SealedOtherwise(randomization.position(), event.subject(), opened, known));
            }
            if (known == null && withoutArm == null) {
                withoutArm = randomization;
            }
            Stratum stratum = parsed(event.stratum());
            ArmCode arm = known != null ? known : opened;
            if (stratum != null && arm != null) {
                allocated.add(new Allocated(randomization.position(), event, stratum, arm));
            }
        }
        if (withoutArm != null) {
            all.add(new Undisclosed(withoutArm.position(), withoutArm.event().subject(), withoutArms()));
        }
        return allocated;
    }

    private int withoutArms() {
        return (int) randomized.stream()
                .filter(subject -> !disclosed.containsKey(subject))
                .count();
    }

    private static @Nullable Stratum parsed(String text) {
        try {
            return Stratum.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
