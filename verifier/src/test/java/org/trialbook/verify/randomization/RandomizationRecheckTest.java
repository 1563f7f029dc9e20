package org.trialbook.verify.randomization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.allocation.SimulatedStudy.BLOCKS;
import static org.trialbook.allocation.SimulatedStudy.COIN;
import static org.trialbook.allocation.SimulatedStudy.RANGE;
import static org.trialbook.allocation.SimulatedStudy.STICK;
import static org.trialbook.allocation.SimulatedStudy.STUDY;
import static org.trialbook.allocation.SimulatedStudy.VARIANCE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.allocation.AllocationCounts;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SimulatedStudy;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;

/// A sound record of each method, and every way in which it could have been tampered with.
class RandomizationRecheckTest {

    private static final List<Stratum> ARRIVALS = SimulatedStudy.arrivals(200, 3, 11);
    private static final ArmCode A = new ArmCode("A");
    private static final ArmCode B = new ArmCode("B");

    static List<String> methods() {
        return List.of(BLOCKS, COIN, STICK, RANGE, VARIANCE);
    }

    private static RandomizationReport audit(List<TrialEvent> record) {
        RandomizationRecheck audit = new RandomizationRecheck();
        for (int position = 0; position < record.size(); position++) {
            audit.next(position, record.get(position));
        }
        return audit.report().orElseThrow();
    }

    private static List<TrialEvent> record(String method) {
        return SimulatedStudy.of(method).record(ARRIVALS);
    }

    private static List<TrialEvent> tampered(UnaryOperator<TrialEvent> with) {
        return record(BLOCKS).stream().map(with).toList();
    }

    private static AllocationFinding only(RandomizationReport report) {
        assertThat(report.sound()).isFalse();
        assertThat(report.findings()).hasSize(1);
        return report.findings().getFirst();
    }

    /// Where the subject with this number was randomized: behind the protocol, two commitments and its own
    /// eligibility.
    private static long positionOf(int number) {
        return 2 + 2L * number;
    }

    private static SubjectRandomized randomization(List<TrialEvent> record, int number) {
        return (SubjectRandomized) record.get((int) positionOf(number));
    }

    private static ArmCode other(ArmCode arm) {
        return arm.equals(A) ? B : A;
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aRecordThatKeptItsPromiseIsSound(String method) {
        RandomizationReport report = audit(record(method));
        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.subjects()).isEqualTo(200);
        assertThat(method).contains(report.method());
    }

    /// How long it takes is printed: by any method, in many strata and in few.
    @ParameterizedTest
    @MethodSource("methods")
    void tenThousandSubjectsAreRecomputed(String method) {
        for (int sites : new int[] {30, 2}) {
            List<TrialEvent> record = SimulatedStudy.of(method).record(SimulatedStudy.arrivals(10_000, sites, 3));
            long start = System.nanoTime();
            RandomizationReport report = audit(record);
            System.err.printf(
                    "%d subjects in %d strata, %s: recomputed in %d ms%n",
                    report.subjects(), 2 * sites, report.method(), (System.nanoTime() - start) / 1_000_000);
            assertThat(report.findings()).isEmpty();
            assertThat(report.subjects()).isEqualTo(10_000);
        }
    }

    @Test
    void unequalArmsAreRecomputedToo() {
        for (String method : List.of("method: permuted-blocks\n  block-sizes: [6, 9]", COIN, STICK, RANGE)) {
            assertThat(audit(SimulatedStudy.of(method, 2, 1).record(ARRIVALS)).sound())
                    .as(method)
                    .isTrue();
        }
    }

    @Test
    void beforeTheRevealThereIsNothingToReport() {
        RandomizationRecheck audit = new RandomizationRecheck();
        List<TrialEvent> record = record(BLOCKS);
        record.subList(0, record.size() - 1).forEach(event -> audit.next(0, event));
        assertThat(audit.report()).isEmpty();
    }

    @Test
    void aStudyWithoutSubjectsIsSound() {
        assertThat(audit(SimulatedStudy.of(BLOCKS).record(List.of())).sound()).isTrue();
    }

    // ---- the arms

    /// Two subjects with different arms, the first of them number 41.
    private static int[] aPair(List<ArmCode> arms) {
        int later = IntStream.range(60, 200)
                .filter(i -> !arms.get(i).equals(arms.get(40)))
                .findFirst()
                .orElseThrow();
        return new int[] {40, later};
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneSwappedAllocationIsFoundAndNamed(String method) {
        SimulatedStudy study = SimulatedStudy.of(method);
        List<ArmCode> arms = new ArrayList<>(study.allocate(ARRIVALS));
        int[] pair = aPair(arms);
        ArmCode first = arms.get(pair[0]);
        arms.set(pair[0], arms.get(pair[1]));
        arms.set(pair[1], first);

        List<TrialEvent> record = study.record(ARRIVALS, arms);
        AllocationFinding finding = only(audit(record));

        assertThat(finding.code()).isEqualTo("swapped-allocation");
        assertThat(finding.position()).hasValue(positionOf(41));
        assertThat(finding.evidence())
                .contains("number 41, in the stratum '" + ARRIVALS.get(40) + "'")
                .contains("but the seed gives " + first)
                .contains(randomization(record, pair[1] + 1).subject() + ", number " + (pair[1] + 1));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneSkippedSlotIsFoundAndNamed(String method) {
        SimulatedStudy study = SimulatedStudy.of(method);
        AllocationMethod allocation = study.method();
        AllocationCounts tally = new AllocationCounts();
        List<ArmCode> arms = new ArrayList<>();
        for (int i = 0; i < ARRIVALS.size(); i++) {
            if (i == 50) {
                tally.skip(ARRIVALS.get(i));
            }
            ArmCode arm = allocation.next(tally, ARRIVALS.get(i));
            tally.add(ARRIVALS.get(i), arm);
            arms.add(arm);
        }
        List<ArmCode> untouched = study.allocate(ARRIVALS);
        int first = IntStream.range(0, 200)
                .filter(i -> !arms.get(i).equals(untouched.get(i)))
                .findFirst()
                .orElseThrow();
        assertThat(first).isGreaterThanOrEqualTo(50);

        AllocationFinding finding = only(audit(study.record(ARRIVALS, arms)));

        assertThat(finding.code()).isEqualTo("skipped-slot");
        assertThat(finding.position()).hasValue(positionOf(first + 1));
        assertThat(finding.evidence()).contains("number " + (first + 1));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneArmWrittenOverIsFound(String method) {
        SimulatedStudy study = SimulatedStudy.of(method);
        List<ArmCode> arms = new ArrayList<>(study.allocate(ARRIVALS));
        arms.set(77, other(arms.get(77)));

        AllocationFinding finding = only(audit(study.record(ARRIVALS, arms)));

        assertThat(finding.code()).isEqualTo("other-arm");
        assertThat(finding.position()).hasValue(positionOf(78));
        assertThat(finding.evidence()).endsWith("nobody else differs");
    }

    @Test
    void aListFromSomewhereElseIsFoundAtItsFirstDifference() {
        SimulatedStudy study = SimulatedStudy.of(BLOCKS);
        List<ArmCode> untouched = study.allocate(ARRIVALS);
        List<ArmCode> arms = new SimulatedStudy(study.yaml(), study.statistician(), study.sponsor()).allocate(ARRIVALS);
        int first = IntStream.range(0, 200)
                .filter(i -> !arms.get(i).equals(untouched.get(i)))
                .findFirst()
                .orElseThrow();

        AllocationFinding finding = only(audit(study.record(ARRIVALS, arms)));

        assertThat(finding.code()).isEqualTo("other-arm");
        assertThat(finding.position()).hasValue(positionOf(first + 1));
        assertThat(finding.evidence()).containsPattern("[0-9]{2,3} more differ");
    }

    /// The last arm of a stratum follows as well once a slot is left out; nobody can tell, so the simpler is said.
    @ParameterizedTest
    @MethodSource("methods")
    void theLastArmThatDiffersIsNoSkippedSlot(String method) {
        SimulatedStudy study = SimulatedStudy.of(method);
        AllocationMethod allocation = study.method();
        List<ArmCode> untouched = study.allocate(ARRIVALS);
        int last = IntStream.range(100, 200)
                .filter(i -> {
                    AllocationCounts tally = new AllocationCounts();
                    for (int j = 0; j < i; j++) {
                        tally.add(ARRIVALS.get(j), untouched.get(j));
                    }
                    tally.skip(ARRIVALS.get(i));
                    return !allocation.next(tally, ARRIVALS.get(i)).equals(untouched.get(i));
                })
                .findFirst()
                .orElseThrow();
        List<Stratum> arrivals = ARRIVALS.subList(0, last + 1);
        List<ArmCode> arms = new ArrayList<>(untouched.subList(0, last + 1));
        arms.set(last, other(arms.get(last)));

        AllocationFinding finding = only(audit(study.record(arrivals, arms)));

        assertThat(finding.code()).isEqualTo("other-arm");
        assertThat(finding.position()).hasValue(positionOf(last + 1));
    }

    @Test
    void whatWasSealedOtherwiseThanDisclosedIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        SubjectRandomized event = randomization(record, 9);
        record.set(
                (int) positionOf(9),
                with(
                        event,
                        event.randomizationNumber(),
                        event.stratum(),
                        other(event.arm().opened())));

        AllocationFinding finding = only(audit(record));

        assertThat(finding.code()).isEqualTo("sealed-otherwise");
        assertThat(finding.position()).hasValue(positionOf(9));
    }

    @Test
    void whereTheSealsAreClosedTheDisclosedArmsAreRecomputed() {
        List<TrialEvent> closed = record(BLOCKS).stream()
                .map(event -> event instanceof SubjectRandomized r
                        ? (TrialEvent) new SubjectRandomized(
                                r.study(),
                                r.subject(),
                                r.site(),
                                r.randomizedOn(),
                                r.stratum(),
                                r.randomizationNumber(),
                                new Sealed.Closed<>("key", new byte[60]))
                        : event)
                .toList();
        assertThat(audit(closed).sound()).isTrue();
    }

    // ---- the seed

    @Test
    void oneChangedSeedShareIsFoundAndNamed() {
        String another =
                SimulatedStudy.share("neither the one nor the other...").hex();
        SimulatedStudy study = SimulatedStudy.of(BLOCKS);
        for (SeedParty party : SeedParty.values()) {
            boolean sponsor = party == SeedParty.SPONSOR;
            RandomizationReport report = audit(tampered(event -> event instanceof SeedRevealed
                    ? new SeedRevealed(
                            STUDY,
                            sponsor ? another : study.sponsor().hex(),
                            sponsor ? study.statistician().hex() : another)
                    : event));

            AllocationFinding finding = only(report);
            assertThat(finding.code()).isEqualTo("changed-seed-share");
            assertThat(finding.evidence()).startsWith("the %s committed to".formatted(party.storedName()));
            assertThat(report.recomputed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "zz", "AB", "000"})
    void whatIsNoShareAtAllIsFound(String nonsense) {
        AllocationFinding finding = only(audit(tampered(event -> event instanceof SeedRevealed revealed
                ? new SeedRevealed(STUDY, revealed.sponsorShare(), nonsense.repeat(32))
                : event)));
        assertThat(finding.code()).isEqualTo("changed-seed-share");
        assertThat(finding.evidence()).contains("statistician", "no share of 32 bytes");
    }

    @Test
    void aCommitmentIsWrittenInLowerCase() {
        AllocationFinding finding = only(audit(tampered(event -> event instanceof SeedShareCommitted committed
                        && committed.party().equals("sponsor")
                ? new SeedShareCommitted(
                        STUDY, "sponsor", committed.commitment().toUpperCase(Locale.ROOT))
                : event)));
        assertThat(finding.code()).isEqualTo("changed-seed-share");
        assertThat(finding.evidence()).startsWith("the sponsor committed to");
    }

    @Test
    void bothSharesOfOnePartyAreNoTwoShares() {
        // The statistician says what the sponsor has said.
        SimulatedStudy study = SimulatedStudy.of(BLOCKS);
        AllocationFinding finding = only(audit(tampered(event -> switch (event) {
            case SeedShareCommitted committed ->
                new SeedShareCommitted(STUDY, committed.party(), study.sponsor().commitment(STUDY, SeedParty.SPONSOR));
            case SeedRevealed ignored ->
                new SeedRevealed(STUDY, study.sponsor().hex(), study.sponsor().hex());
            default -> event;
        })));
        assertThat(finding.code()).isEqualTo("changed-seed-share");
        assertThat(finding.evidence()).contains("statistician");
    }

    @Test
    void aCommitmentAfterTheFirstRandomizationIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        TrialEvent commitment = record.remove(2);
        record.add(10, commitment);

        AllocationFinding finding = only(audit(record));

        assertThat(finding.code()).isEqualTo("late-commitment");
        assertThat(finding.position()).hasValue(10);
        assertThat(finding.evidence()).contains("the statistician").contains("at position 3");
    }

    @Test
    void aCommitmentThatIsMissingOrRepeatedIsFound() {
        List<TrialEvent> without = new ArrayList<>(record(BLOCKS));
        without.remove(1);
        assertThat(only(audit(without)).code()).isEqualTo("missing-commitment");

        List<TrialEvent> twice = new ArrayList<>(record(BLOCKS));
        twice.add(
                3,
                SimulatedStudy.committed(
                        SeedParty.SPONSOR, SimulatedStudy.of(BLOCKS).statistician()));
        assertThat(only(audit(twice)).code()).isEqualTo("repeated-commitment");

        List<TrialEvent> stranger = new ArrayList<>(record(BLOCKS));
        stranger.add(3, new SeedShareCommitted(STUDY, "operator", "00".repeat(32)));
        assertThat(only(audit(stranger)).evidence()).startsWith("'operator' is no party");
        assertThat(only(audit(stranger)).code()).isEqualTo("repeated-commitment");

        List<TrialEvent> neither = new ArrayList<>(record(BLOCKS));
        neither.removeIf(SeedShareCommitted.class::isInstance);
        assertThat(audit(neither).findings())
                .hasSize(2)
                .allMatch(finding -> finding.code().equals("missing-commitment")
                        && finding.position().isEmpty());
    }

    @Test
    void aSecondCommitmentIsRepeatedAndNotLate() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        record.add(10, record.get(2));
        AllocationFinding finding = only(audit(record));
        assertThat(finding.code()).isEqualTo("repeated-commitment");
        assertThat(finding.position()).hasValue(10);
    }

    @Test
    void aSecondRevealIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        record.add(record.getLast());
        assertThat(only(audit(record)).code()).isEqualTo("repeated-reveal");
    }

    // ---- who, as what number, in which stratum

    private static SubjectRandomized with(SubjectRandomized event, int number, String stratum, ArmCode arm) {
        return new SubjectRandomized(
                event.study(), event.subject(), event.site(), event.randomizedOn(), stratum, number, Sealed.of(arm));
    }

    @Test
    void aWrongNumberIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        SubjectRandomized last = randomization(record, 200);
        record.set(
                (int) positionOf(200),
                with(last, 201, last.stratum(), last.arm().opened()));

        AllocationFinding finding = only(audit(record));

        assertThat(finding.code()).isEqualTo("wrong-number");
        assertThat(finding.position()).hasValue(positionOf(200));
        assertThat(finding.evidence()).contains("number 201 where 200 is next");
    }

    /// Otherwise, whoever left out one would have spoilt all numbers behind it.
    @Test
    void numbersAreCountedFromTheOneBefore() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        for (int number = 100; number <= 200; number++) {
            SubjectRandomized event = randomization(record, number);
            record.set(
                    (int) positionOf(number),
                    with(event, number + 7, event.stratum(), event.arm().opened()));
        }
        AllocationFinding finding = only(audit(record));
        assertThat(finding.code()).isEqualTo("wrong-number");
        assertThat(finding.position()).hasValue(positionOf(100));
    }

    @Test
    void aRandomizationThatIsMissingIsFoundByItsNumberAndItsSlot() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        record.remove((int) positionOf(30));

        assertThat(audit(record).findings().stream().map(AllocationFinding::code))
                .contains("wrong-number", "wrong-count", "disclosed-stranger");
        assertThat(audit(record).findings().getFirst().position()).hasValue(positionOf(31) - 1);
    }

    @Test
    void aStratumThatIsNotThatOfTheAnswersIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        SubjectRandomized last = randomization(record, 200);
        EligibilityConfirmed before = (EligibilityConfirmed) record.get((int) positionOf(200) - 1);
        String wrong = "one".equals(before.strata().get("cause")) ? "two" : "one";
        record.set(
                (int) positionOf(200) - 1,
                new EligibilityConfirmed(
                        STUDY, last.subject(), last.site(), before.confirmedOn(), Map.of(), Map.of("cause", wrong)));

        AllocationFinding finding = only(audit(record));

        assertThat(finding.code()).isEqualTo("wrong-stratum");
        assertThat(finding.position()).hasValue(positionOf(200));
    }

    private static EligibilityConfirmed confirmed(SubjectRandomized of, Map<String, String> answers, String level) {
        return new EligibilityConfirmed(
                STUDY,
                of.subject(),
                of.site(),
                of.randomizedOn(),
                SimulatedStudy.answers(answers),
                Map.of("cause", level));
    }

    private static String levelOf(SubjectRandomized event) {
        return event.stratum().contains("cause=one") ? "one" : "two";
    }

    /// The record says consistently what the answers do not.
    @Test
    void theAnswersDecideAndNotWhatTheyWereSaidToComeTo() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        SubjectRandomized last = randomization(record, 200);
        String level = levelOf(last);
        for (String answer : List.of(level.equals("one") ? "two" : "one", "three", "")) {
            record.set((int) positionOf(200) - 1, confirmed(last, Map.of("cause", answer), level));
            RandomizationReport report = audit(record);
            AllocationFinding finding = only(report);
            assertThat(finding.code()).isEqualTo("wrong-stratum");
            assertThat(finding.position()).hasValue(positionOf(200));
            assertThat(report.recomputed()).isTrue();
        }
    }

    @Test
    void levelsThatTheAnswersDoNotGiveAreFoundWhereTheSubjectIsRandomized() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        SubjectRandomized last = randomization(record, 200);
        String level = levelOf(last);
        record.set((int) positionOf(200) - 1, confirmed(last, Map.of("cause", level), "neither"));
        RandomizationReport report = audit(record);
        assertThat(only(report).code()).isEqualTo("wrong-stratum");
        assertThat(only(report).position()).hasValue(positionOf(200));
        assertThat(only(report).evidence()).endsWith("the levels recorded with the answers are others");
        assertThat(report.recomputed()).isTrue();
    }

    @Test
    void theLastConfirmationBeforeTheRandomizationCounts() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        SubjectRandomized last = randomization(record, 200);
        String other = levelOf(last).equals("one") ? "two" : "one";
        EligibilityConfirmed wrong = confirmed(last, Map.of("cause", other), other);
        record.add((int) positionOf(200) + 1, wrong);
        assertThat(audit(record).sound()).isTrue();
        record.add((int) positionOf(200) - 1, wrong);
        assertThat(audit(record).sound()).isTrue();
        record.add((int) positionOf(200) + 1, wrong);
        assertThat(only(audit(record)).code()).isEqualTo("wrong-stratum");
    }

    @Test
    void theProtocolInForceAtTheConfirmationSaysWhatTheAnswersComeTo() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        String yaml = SimulatedStudy.of(BLOCKS).yaml();
        TrialEvent without =
                new ProtocolPublished(STUDY, "0", "", yaml.replaceFirst("  factors:\n.*\n", "  factors: []\n"));
        SubjectRandomized first = randomization(record, 1);
        // Both subjects have their levels by the one protocol; only the first is confirmed before the other.
        TrialEvent protocol = record.removeFirst();
        record.set(
                2,
                new EligibilityConfirmed(
                        STUDY, first.subject(), first.site(), first.randomizedOn(), Map.of(), Map.of()));
        record.add(3, protocol);
        record.addFirst(without);
        record.set(5, with(first, 1, "site=" + first.site(), first.arm().opened()));
        assertThat(audit(record).findings().stream().map(AllocationFinding::code))
                .doesNotContain("wrong-stratum", "changed-method", "unreadable-event");
        // Once the other protocol is in force, the same answers come to nothing.
        record.add(1, record.remove(4));
        assertThat(audit(record).findings().stream()
                        .filter(finding -> finding.code().equals("wrong-stratum")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.position()).hasValue(5));
    }

    @Test
    void aStratumWhoseFactorsStandInAnotherOrderIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        SubjectRandomized last = randomization(record, 200);
        String turned = last.stratum().replaceAll("(.*);(.*)", "$2;$1");
        record.set((int) positionOf(200), with(last, 200, turned, last.arm().opened()));

        RandomizationReport report = audit(record);

        assertThat(only(report).code()).isEqualTo("wrong-stratum");
        assertThat(report.recomputed()).isFalse();
    }

    @Test
    void aSubjectRandomizedTwiceIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        SubjectRandomized first = randomization(record, 1);
        record.set(
                (int) positionOf(200),
                with(first, 200, first.stratum(), first.arm().opened()));
        assertThat(audit(record).findings().stream().map(AllocationFinding::code))
                .contains("randomized-twice", "disclosed-stranger");
    }

    // ---- what was disclosed

    @Test
    void aSubjectThatIsMissingInTheDisclosureIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        String subject = randomization(record, 7).subject().value();
        List<TrialEvent> without = record.stream()
                .map(event -> event instanceof AllocationDisclosed(var study, Map<String, ArmCode> arms)
                        ? (TrialEvent) new AllocationDisclosed(study, without(arms, subject))
                        : event)
                .toList();

        AllocationFinding finding = only(audit(without));

        assertThat(finding.code()).isEqualTo("undisclosed-allocation");
        assertThat(finding.position()).hasValue(positionOf(7));
        assertThat(finding.evidence()).startsWith(subject + " was randomized");
    }

    @Test
    void ofAllThatAreMissingTheFirstIsNamed() {
        RandomizationReport report = audit(tampered(
                event -> event instanceof AllocationDisclosed ? new AllocationDisclosed(STUDY, Map.of()) : event));
        assertThat(only(report).code()).isEqualTo("undisclosed-allocation");
        assertThat(only(report).position()).hasValue(positionOf(1));
        assertThat(only(report).evidence()).endsWith("no arm is disclosed of this and 199 others");
    }

    @Test
    void whatIsDisclosedBeforeTheRandomizationDoesNotCount() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        int at = record.size() - 2;
        assertThat(record.get(at)).isInstanceOf(AllocationDisclosed.class);
        AllocationDisclosed disclosed = (AllocationDisclosed) record.remove(at);
        String early = randomization(record, 3).subject().value();
        Map<String, ArmCode> rest = new TreeMap<>(disclosed.arms());
        ArmCode arm = rest.remove(early);
        assertThat(arm).isNotNull();
        record.add(at, new AllocationDisclosed(STUDY, rest));
        record.add(3, new AllocationDisclosed(STUDY, Map.of(early, arm == null ? A : arm)));
        assertThat(audit(record).findings().stream().map(AllocationFinding::code))
                .containsExactly("disclosed-stranger", "undisclosed-allocation");
    }

    private static Map<String, ArmCode> without(Map<String, ArmCode> arms, String subject) {
        Map<String, ArmCode> rest = new TreeMap<>(arms);
        rest.remove(subject);
        return rest;
    }

    @Test
    void anArmOfSomebodyWhoWasNotRandomizedIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        record.add(record.size() - 1, new AllocationDisclosed(STUDY, Map.of("99-001", A)));
        assertThat(only(audit(record)).code()).isEqualTo("disclosed-stranger");
    }

    @Test
    void aCountThatIsNotThatOfTheSubjectsIsFound() {
        AllocationFinding finding = only(audit(tampered(event -> event instanceof StudyUnblinded unblinded
                ? new StudyUnblinded(STUDY, unblinded.approvedBy(), 199)
                : event)));
        assertThat(finding.code()).isEqualTo("wrong-count");
    }

    // ---- the protocol

    @Test
    void anAmendmentOfTheMethodAfterTheFirstRandomizationIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        String amended = SimulatedStudy.of("method: permuted-blocks\n  block-sizes: [4, 8]")
                .yaml();
        record.add(20, new ProtocolPublished(STUDY, "2", "0".repeat(64), amended));

        AllocationFinding finding = only(audit(record));

        assertThat(finding.code()).isEqualTo("changed-method");
        assertThat(finding.position()).hasValue(20);
    }

    @Test
    void anAmendmentOfAnythingElseIsNone() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        String amended = SimulatedStudy.of(BLOCKS).yaml().replace("target: 20", "target: 200");
        record.add(20, new ProtocolPublished(STUDY, "2", "0".repeat(64), amended));
        assertThat(audit(record).sound()).isTrue();
    }

    @Test
    void everyRandomizationBeforeTheProtocolIsFound() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        TrialEvent published = record.removeFirst();
        record.add(6, published);
        RandomizationReport report = audit(record);
        assertThat(report.findings().stream().map(AllocationFinding::code))
                .containsExactly("no-protocol", "wrong-stratum", "no-protocol", "wrong-stratum");
        assertThat(report.findings().getFirst().position()).hasValue(3);
        assertThat(report.findings().getLast().position()).hasValue(5);
        // The protocol that came then decides.
        assertThat(report.recomputed()).isTrue();
    }

    @Test
    void withoutAnyProtocolNothingIsRecomputed() {
        List<TrialEvent> record = new ArrayList<>(record(BLOCKS));
        record.removeFirst();
        RandomizationReport report = audit(record);
        assertThat(report.recomputed()).isFalse();
        assertThat(report.findings().stream().map(AllocationFinding::code))
                .contains("no-protocol")
                .doesNotContain("other-arm");
    }

    @Test
    void whereNobodyWasRandomizedNoProtocolIsMissing() {
        List<TrialEvent> record = new ArrayList<>(SimulatedStudy.of(BLOCKS).record(List.of()));
        record.removeFirst();
        assertThat(audit(record).sound()).isTrue();
    }
}
