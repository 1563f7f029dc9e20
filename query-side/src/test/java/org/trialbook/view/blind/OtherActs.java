package org.trialbook.view.blind;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.Crossover;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;

/// The same trial with other acts of a kind: some are left out, others put in, and every other event happens when it
/// happened before.
final class OtherActs {

    private final RandomGenerator random;
    private final Predicate<TrialEvent> kind;
    private final Function<List<TrialEvent>, List<Deed>> more;
    private final List<Deed> deeds = new ArrayList<>();
    private final List<TrialEvent> seen = new ArrayList<>();
    private int left;

    private OtherActs(RandomGenerator random, Predicate<TrialEvent> kind, Function<List<TrialEvent>, List<Deed>> more) {
        this.random = random;
        this.kind = kind;
        this.more = more;
    }

    /// @param kind which acts may go
    /// @param more acts of that kind which may come, after what has happened so far
    static List<Deed> of(
            List<Deed> deeds,
            RandomGenerator random,
            Predicate<TrialEvent> kind,
            Function<List<TrialEvent>, List<Deed>> more) {
        OtherActs other = new OtherActs(random, kind, more);
        deeds.forEach(other::next);
        return List.copyOf(other.deeds);
    }

    private void next(Deed deed) {
        left += deed.pause();
        if (kind.test(deed.event()) && random.nextInt(3) > 0) {
            return;
        }
        if (random.nextInt(3) == 0) {
            more.apply(seen).forEach(this::record);
        }
        deeds.add(deed.after(left));
        left = 0;
        seen.add(deed.event());
    }

    /// Some time before the next that was there.
    private void record(Deed deed) {
        int pause = random.nextInt(left + 1);
        left -= pause;
        deeds.add(deed.after(pause));
    }

    /// What is withheld from the blinded, of some subject whose implant was tried.
    static List<Deed> withheld(List<TrialEvent> seen, RandomGenerator random, Predicate<SubjectId> whose) {
        List<SubjectId> subjects = seen.stream()
                .filter(SubjectEvent.ImplantAttempted.class::isInstance)
                .map(event -> event.aboutSubject().orElseThrow())
                .filter(whose)
                .toList();
        if (subjects.isEmpty()) {
            return List.of();
        }
        SubjectId subject = subjects.get(random.nextInt(subjects.size()));
        EventLine.Actor implanter = People.at(Role.IMPLANTER, subject.site().value());
        return switch (random.nextInt(4)) {
            case 0 -> List.of(done(implanter, attempt(subject, 2 + random.nextInt(3), random)));
            case 1 ->
                List.of(done(
                        implanter,
                        new ActRefused(
                                Story.STUDY,
                                "request-crossover",
                                subject,
                                "crossover-reason-not-permitted",
                                "a crossover needs a reason of the allocated arm",
                                new TreeMap<>(),
                                Sealed.of(new TreeMap<>(Map.of("arm", "CSP"))),
                                false)));
            case 2 -> List.of(done(implanter, asked(subject)), done(implanter, decided(subject, random.nextBoolean())));
            default ->
                List.of(done(
                        People.central(Role.INSPECTOR),
                        new StudyEvent.AllocationAccessed(Story.STUDY, "unblinded-subject", List.of(subject))));
        };
    }

    private static TrialEvent attempt(SubjectId subject, int attempt, RandomGenerator random) {
        return new SubjectEvent.ImplantAttempted(
                Story.STUDY,
                subject,
                subject.site(),
                LocalDate.of(2026, 3, 20).plusDays(random.nextInt(60)),
                attempt,
                Sealed.of(new ImplantAttemptVersion1(
                                "his", "his-distal", true, null, 160, 118, null, null, false, "", "once more")
                        .converted()));
    }

    private static TrialEvent asked(SubjectId subject) {
        return new SubjectEvent.CrossoverRequested(
                Story.STUDY,
                subject,
                subject.site(),
                1,
                "implanter",
                Sealed.of(new Crossover(new ArmCode("CSP"), new ArmCode("BVP"), "qrs-not-narrowed", "")));
    }

    private static TrialEvent decided(SubjectId subject, boolean approved) {
        return approved
                ? new SubjectEvent.CrossoverApproved(Story.STUDY, subject, subject.site(), 1, "i", Sealed.of("yes"))
                : new SubjectEvent.CrossoverDenied(Story.STUDY, subject, subject.site(), 1, "i", Sealed.of("no"));
    }

    /// What the core lab does with some read that was registered.
    static List<Deed> ofTheCoreLab(List<TrialEvent> seen, RandomGenerator random) {
        List<ReadingEvent.ReadRegistered> reads = seen.stream()
                .filter(ReadingEvent.ReadRegistered.class::isInstance)
                .map(ReadingEvent.ReadRegistered.class::cast)
                .toList();
        if (reads.isEmpty()) {
            return List.of();
        }
        ReadingEvent.ReadRegistered of = reads.get(random.nextInt(reads.size()));
        String reader = "reader-" + (1 + random.nextInt(3));
        ReadCode further = new ReadCode("R-%08d".formatted(random.nextInt(100_000_000)));
        boolean evaluable = random.nextBoolean();
        return List.of(
                done(
                        People.central(Role.DATA_MANAGER),
                        new ReadingEvent.FurtherReadRegistered(
                                Story.STUDY,
                                further,
                                of.read(),
                                of.modality(),
                                random.nextBoolean() ? "second" : "adjudication")),
                done(People.central(Role.DATA_MANAGER), new ReadingEvent.ReadAssigned(Story.STUDY, of.read(), reader)),
                done(
                        People.central(Role.MONITOR),
                        new ReadingEvent.ReadSubmitted(
                                Story.STUDY,
                                random.nextBoolean() ? of.read() : further,
                                reader,
                                evaluable
                                        ? new TreeMap<>(Map.of(
                                                "qrs-duration", new ItemValue("" + random.nextInt(90, 200), "ms")))
                                        : new TreeMap<>(),
                                evaluable ? null : "poor-quality",
                                Sealed.of(new ArmGuess(null, null)),
                                null)));
    }

    private static Deed done(EventLine.Actor by, TrialEvent event) {
        return new Deed(event, by, null, null, 0);
    }
}
