package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SAFETY_BOARD;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.SPONSOR;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.UNBLINDED_MONITOR;
import static org.trialbook.trial.HotCrt.by;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.visit.RecordVisit;

/// Two histories that are equal but for what is withheld from the blinded, its number and its dates: every act that
/// a blinded role may do is decided alike, refused or recorded, to the last word. Under each protocol there is.
class WithheldEventsMoveNothingForTheBlindedTest {

    private static final int PAIRS = 600;

    private static final List<String> PROTOCOLS = protocols();

    @Test
    void everyActOfTheBlindedIsDecidedAlike() {
        List<List<TrialEvent>> histories = histories();
        List<String> differing = new ArrayList<>();
        int recorded = 0;
        int refused = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String yaml = PROTOCOLS.get(seed % PROTOCOLS.size());
            List<TrialEvent> shown = HotCrt.under(yaml, under(yaml, histories, random));
            List<TrialEvent> one = WithheldEvents.into(shown, random);
            List<TrialEvent> other = WithheldEvents.into(shown, random);
            for (Asked<?, ?> act : acts(yaml, random)) {
                Outcome here = decided(act, one);
                Outcome there = decided(act, other);
                recorded += here instanceof Outcome.Recorded ? 1 : 0;
                refused += here instanceof Outcome.Refused ? 1 : 0;
                if (!told(here).equals(told(there))) {
                    differing.add("seed %d, %s: %s against %s".formatted(seed, act, here, there));
                }
            }
        }

        assertThat(differing).isEmpty();
        assertThat(recorded).isGreaterThan(PAIRS);
        assertThat(refused).isGreaterThan(PAIRS);
    }

    /// Which attempt it was, whoever is blind is not told, but that it was the first.
    private static Outcome told(Outcome outcome) {
        return outcome instanceof Outcome.Recorded(var events, var tags, var shown)
                        && events.getFirst() instanceof ImplantAttempted e
                        && e.attempt() > 1
                ? new Outcome.Recorded(
                        List.of(new ImplantAttempted(e.study(), e.subject(), e.site(), e.performedOn(), 2, e.detail())),
                        tags,
                        shown)
                : outcome;
    }

    @Test
    void everyActOfABlindedRoleIsTried() {
        Set<String> tried = acts(PROTOCOLS.getFirst(), new SplittableRandom(1)).stream()
                .map(asked -> asked.act().name())
                .collect(Collectors.toCollection(TreeSet::new));
        Protocol protocol = ProtocolFile.read("protocol", PROTOCOLS.getFirst());
        Set<String> open = DeclaredActs.all().stream()
                .filter(act -> ofTheBlinded(act, protocol))
                .map(Act::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried).isEqualTo(open);
    }

    /// The fault that this test is there for: a second attempt, entered later, for an earlier day.
    @Test
    void aSecondAttemptDatedBeforeTheFirstMovesNoWindow() {
        List<TrialEvent> shown = HotCrt.implanted();
        List<TrialEvent> more = HotCrt.and(
                shown,
                new ImplantAttempted(
                        STUDY, SUBJECT, SITE, IMPLANTED.minusDays(30), 2, Sealed.of(HotCrt.attempt("left-bundle"))));
        Asked<?, ?> visit = ask(
                RecordVisit.class, by(COORDINATOR), SUBJECT, new RecordVisit.Body("month-3", IMPLANTED.plusDays(91)));

        VisitDone done = Scenario.given(more).when(visit).recorded(VisitDone.class);

        assertThat(done).isEqualTo(Scenario.given(shown).when(visit).recorded(VisitDone.class));
        assertThat(done.daysOutside()).isZero();
    }

    /// Histories from every point of a trial; half of them with an implant, which in some comes before the
    /// randomization.
    private static List<List<TrialEvent>> histories() {
        List<List<TrialEvent>> fromEveryPoint = ActExamples.all().stream()
                .map(ActExample::given)
                .filter(history -> !history.isEmpty())
                .toList();
        List<List<TrialEvent>> implanted = List.of(
                HotCrt.implanted(),
                HotCrt.and(HotCrt.readRegistered(), HotCrt.implanted().getLast()),
                HotCrt.and(HotCrt.eligible(), HotCrt.implanted().getLast()));
        List<List<TrialEvent>> all = new ArrayList<>(fromEveryPoint);
        while (all.size() < 2 * fromEveryPoint.size()) {
            all.addAll(implanted);
        }
        return all;
    }

    /// One that can have been recorded by the protocol: some examples are of visits that others have.
    private static List<TrialEvent> under(String yaml, List<List<TrialEvent>> histories, SplittableRandom random) {
        Protocol protocol = ProtocolFile.read("protocol", yaml);
        while (true) {
            List<TrialEvent> history = histories.get(random.nextInt(histories.size()));
            if (history.stream().allMatch(event -> hasItsVisit(protocol, event))) {
                return history;
            }
        }
    }

    private static boolean hasItsVisit(Protocol protocol, TrialEvent event) {
        return switch (event) {
            case SubjectEvent.VisitDone done -> protocol.visit(done.visit()).isPresent();
            case SubjectEvent.VisitMissed missed ->
                protocol.visit(missed.visit()).isPresent();
            default -> true;
        };
    }

    /// Each as it is recorded, and of any day, at every visit there is.
    private static List<Asked<?, ?>> acts(String yaml, SplittableRandom random) {
        LocalDate day = IMPLANTED.plusDays(random.nextInt(260) - 40);
        Protocol protocol = ProtocolFile.read("protocol", yaml);
        List<Asked<?, ?>> acts = new ArrayList<>();
        ActExamples.all().stream()
                .map(ActExample::act)
                .filter(asked -> ofTheBlinded(asked.act(), protocol))
                .forEach(asked -> {
                    Caller actor = blinded(asked, protocol);
                    if (actor.equals(asked.context().actor())) {
                        acts.add(asked);
                    }
                    Asked<?, ?> dated = asked.on(onThatDay(asked, actor, day), day);
                    acts.add(dated);
                    protocol.visits().stream()
                            .filter(visit -> asked.names("visit"))
                            .forEach(visit -> acts.add(dated.with("visit", visit.code())));
                });
        return acts;
    }

    /// Somebody whom the protocol blinds and whose act it is.
    private static Caller blinded(Asked<?, ?> asked, Protocol protocol) {
        StudyBlinding blinding = StudyBlinding.NONE.and(protocol.blinding());
        return Stream.of(
                        asked.context().actor(),
                        COORDINATOR,
                        INVESTIGATOR,
                        IMPLANTER,
                        DATA_MANAGER,
                        SPONSOR,
                        UNBLINDED_MONITOR,
                        STATISTICIAN,
                        SAFETY_BOARD)
                .filter(actor -> asked.act().permission().openTo(actor.role())
                        && blinding.blinded(actor.role().storedName()))
                .findFirst()
                .orElseThrow();
    }

    /// An act whose body names the day is asked for today.
    private static CommandContext onThatDay(Asked<?, ?> asked, Caller actor, LocalDate day) {
        if (asked.namesADay()) {
            return by(actor);
        }
        return asked.act().happensWhenRecorded() ? HotCrt.at(actor, day) : by(actor, day);
    }

    private static Outcome decided(Asked<?, ?> act, List<TrialEvent> history) {
        return Scenario.decide(act, history);
    }

    private static boolean ofTheBlinded(Act<?, ?, ?> act, Protocol protocol) {
        StudyBlinding blinding = StudyBlinding.NONE.and(protocol.blinding());
        return Arrays.stream(Role.values())
                .anyMatch(role ->
                        blinding.blinded(role.storedName()) && act.permission().openTo(role));
    }

    private static List<String> protocols() {
        try (Stream<Path> files = Files.list(Path.of("..", "protocols"))) {
            List<String> contents = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                contents.add(Files.readString(file));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
