package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
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
import org.trialbook.event.StudyEvent.ProtocolPublished;
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
            List<TrialEvent> shown = under(yaml, histories.get(random.nextInt(histories.size())));
            List<TrialEvent> one = WithheldEvents.into(shown, random);
            List<TrialEvent> other = WithheldEvents.into(shown, random);
            for (Asked<?, ?> act : acts(yaml, random)) {
                Outcome here = decided(act, one);
                Outcome there = decided(act, other);
                recorded += here instanceof Outcome.Recorded ? 1 : 0;
                refused += here instanceof Outcome.Refused ? 1 : 0;
                if (!here.equals(there)) {
                    differing.add("seed %d, %s: %s against %s".formatted(seed, act, here, there));
                }
            }
        }

        assertThat(differing).isEmpty();
        assertThat(recorded).isGreaterThan(PAIRS);
        assertThat(refused).isGreaterThan(PAIRS);
    }

    @Test
    void everyActOfABlindedRoleIsTried() {
        Set<String> tried = acts(PROTOCOLS.getFirst(), new SplittableRandom(1)).stream()
                .map(asked -> asked.act().name())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> open = DeclaredActs.all().stream()
                .filter(WithheldEventsMoveNothingForTheBlindedTest::ofTheBlinded)
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

    private static List<TrialEvent> under(String yaml, List<TrialEvent> history) {
        return history.stream()
                .map(event -> event instanceof ProtocolPublished ? HotCrt.published("1", yaml) : event)
                .toList();
    }

    /// Each as it is recorded, and of any day, at every visit there is.
    private static List<Asked<?, ?>> acts(String yaml, SplittableRandom random) {
        LocalDate day = IMPLANTED.plusDays(random.nextInt(260) - 40);
        Protocol protocol = ProtocolFile.read("protocol", yaml);
        List<Asked<?, ?>> acts = new ArrayList<>();
        ActExamples.all().stream()
                .map(ActExample::act)
                .filter(asked -> ofTheBlinded(asked.act()))
                .forEach(asked -> {
                    acts.add(asked);
                    Asked<?, ?> dated = asked.on(onThatDay(asked, day), day);
                    acts.add(dated);
                    protocol.visits().stream()
                            .filter(visit -> asked.names("visit"))
                            .forEach(visit -> acts.add(dated.with("visit", visit.code())));
                });
        return acts;
    }

    /// By somebody blinded, if one may: an act whose body names the day is asked for today.
    private static CommandContext onThatDay(Asked<?, ?> asked, LocalDate day) {
        Caller actor = asked.act().permission().openTo(Role.COORDINATOR)
                ? COORDINATOR
                : asked.context().actor();
        if (asked.namesADay()) {
            return by(actor);
        }
        return asked.act().happensWhenRecorded() ? HotCrt.at(actor, day) : by(actor, day);
    }

    private static Outcome decided(Asked<?, ?> act, List<TrialEvent> history) {
        return Scenario.decide(act, history);
    }

    private static boolean ofTheBlinded(Act<?, ?, ?> act) {
        return Arrays.stream(Role.values())
                .anyMatch(role -> role.blinded() && act.permission().openTo(role));
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
