package org.trialbook.trial.randomization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CONFIRMED;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SEED;
import static org.trialbook.trial.HotCrt.SHARES;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.committed;
import static org.trialbook.trial.HotCrt.confirmed;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.allocation.AllocationCounts;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.PermutedBlocks;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SeedShares;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;

class RandomizingASubjectTest {

    private static final String STRATUM = "aetiology=ischaemic;site=01";
    private static final Asked<?, ?> RANDOMIZE =
            ask(RandomizeSubject.class, HotCrt.at(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body());

    @Test
    void anEligibleSubjectGetsTheNextArmOfItsStratum() {
        given(eligible())
                .when(RANDOMIZE)
                .thenRecorded(new SubjectRandomized(
                        STUDY, SUBJECT, SITE, RANDOMIZED, STRATUM, 1, Sealed.of(list().arm(STRATUM, 0))));
    }

    @Test
    void theArmsOfAStratumAreThoseOfItsPermutedBlocks() {
        List<TrialEvent> history = new ArrayList<>(openSite());
        List<ArmCode> arms = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SubjectId subject = new SubjectId("01-%03d".formatted(i + 1));
            history.addAll(List.of(registered(subject), HotCrt.consented(subject), confirmed(subject)));
            SubjectRandomized event = given(history)
                    .when(ask(
                            RandomizeSubject.class,
                            HotCrt.at(INVESTIGATOR, RANDOMIZED),
                            subject,
                            new RandomizeSubject.Body()))
                    .recorded(SubjectRandomized.class);
            assertThat(event.randomizationNumber()).isEqualTo(i + 1);
            assertThat(event.stratum()).isEqualTo(STRATUM);
            arms.add(event.arm().opened());
            history.add(event);
        }

        for (int i = 0; i < arms.size(); i++) {
            assertThat(arms.get(i)).as("subject %d", i + 1).isEqualTo(list().arm(STRATUM, i));
        }
        assertThat(arms).contains(CSP, BVP);
    }

    @Test
    void theArmsDoNotDependOnTheLocaleOfTheMachine() {
        List<ArmCode> expected =
                IntStream.range(0, 40).mapToObj(i -> list().arm(STRATUM, i)).toList();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(IntStream.range(0, 40).mapToObj(i -> list().arm(STRATUM, i)))
                    .containsExactlyElementsOf(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void otherStrataCountForTheNumberButNotForTheArm() {
        given(
                        eligible(),
                        randomized(new SubjectId("02-001"), "aetiology=ischaemic;site=02", 1, CSP),
                        randomized(new SubjectId("01-002"), "aetiology=non-ischaemic;site=01", 2, CSP),
                        randomized(new SubjectId("01-003"), STRATUM, 3, CSP))
                .when(RANDOMIZE)
                .thenRecorded(new SubjectRandomized(
                        STUDY, SUBJECT, SITE, RANDOMIZED, STRATUM, 4, Sealed.of(list().arm(STRATUM, 1))));
    }

    @Test
    void nobodyIsRandomizedTwice() {
        given(randomized(CSP))
                .when(RANDOMIZE)
                .thenRefused("already-randomized", Map.of("subject", "01-001", "randomizationNumber", "1"));
    }

    @Test
    void nobodyIsRandomizedBeforeBeingEligible() {
        given(consented())
                .when(RANDOMIZE)
                .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "confirm-eligibility"));
    }

    @Test
    void nobodyIsRandomizedOnADayBeforeEligibility() {
        given(eligible())
                .when(ask(
                        RandomizeSubject.class,
                        HotCrt.at(INVESTIGATOR, CONFIRMED.minusDays(1)),
                        SUBJECT,
                        new RandomizeSubject.Body()))
                .thenRefused(
                        "too-early",
                        Map.of("date", "2026-03-03", "after", "confirm-eligibility", "earliest", "2026-03-04"));
    }

    @Test
    void theHundredthIsRandomized() {
        assertThat(given(eligible(), others(99))
                        .when(RANDOMIZE)
                        .recorded(SubjectRandomized.class)
                        .randomizationNumber())
                .isEqualTo(100);
    }

    @Test
    void theHundredAndFirstIsNot() {
        given(eligible(), others(100))
                .when(RANDOMIZE)
                .thenRefused("target-reached", Map.of("target", "100", "randomized", "100"));
    }

    @Test
    void nobodyIsRandomizedBeforeBothPartiesHaveCommitted() {
        List<TrialEvent> none = eligible().stream()
                .filter(event -> !(event instanceof SeedShareCommitted))
                .toList();
        given(none).when(RANDOMIZE).thenRefused("seed-not-committed", Map.of("party", "sponsor"));
        given(none, committed(SeedParty.SPONSOR))
                .when(RANDOMIZE)
                .thenRefused("seed-not-committed", Map.of("party", "statistician"));
    }

    @Test
    void aProcessWithoutBothCommittedSharesRandomizesNobody() {
        SeedShare sponsors = SHARES.of(SeedParty.SPONSOR).orElseThrow();
        SeedShare statisticians = SHARES.of(SeedParty.STATISTICIAN).orElseThrow();

        assertThat(refusalWith(SeedShares.none())).isEqualTo("seed-share-missing {party=sponsor}");
        assertThat(refusalWith(new SeedShares(Map.of(SeedParty.SPONSOR, sponsors))))
                .isEqualTo("seed-share-missing {party=statistician}");
        assertThat(refusalWith(SeedShares.of(statisticians, statisticians)))
                .isEqualTo("seed-share-differs {party=sponsor}");
        assertThat(refusalWith(SeedShares.of(sponsors, sponsors))).isEqualTo("seed-share-differs {party=statistician}");
    }

    private static String refusalWith(SeedShares shares) {
        Outcome outcome = Scenario.decide(
                new Asked<>(
                        new RandomizeSubject(shares, PreparedLists.none()),
                        new Command<>(HotCrt.at(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body())),
                eligible());
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal refusal = ((Outcome.Refused) outcome).refusal();
        return refusal.name() + " " + refusal.evidence();
    }

    /// Sites 01 and 02 take turns; what the method allocates is what a pass over the whole study gives.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "method: biased-coin\n  probability: 0.67",
                "method: big-stick\n  imbalance: 3",
                "method: minimization\n  probability: 0.8",
                "method: minimization\n  probability: 0.8\n  measure: variance"
            })
    void theProtocolsMethodAllocates(String method) {
        String yaml = HotCrt.YAML
                .replace("method: permuted-blocks\n  block-sizes: [4, 6]", method)
                .replace("path: allocation.block-sizes", "path: allocation.method");
        List<TrialEvent> history = new ArrayList<>(openSite());
        history.set(0, published("1", yaml));
        history.add(new SiteOpened(STUDY, new SiteId("02"), "Elsewhere", "Europe/Berlin"));
        AllocationMethod expected = AllocationMethod.of(ProtocolFile.read("p", yaml), SEED);
        AllocationCounts tally = new AllocationCounts();
        List<ArmCode> arms = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SubjectId subject = new SubjectId("0%d-%03d".formatted(1 + i % 2, i + 1));
            history.addAll(List.of(registered(subject), HotCrt.consented(subject), confirmed(subject)));
            SubjectRandomized event = given(history)
                    .when(ask(
                            RandomizeSubject.class,
                            HotCrt.at(INVESTIGATOR, RANDOMIZED),
                            subject,
                            new RandomizeSubject.Body()))
                    .recorded(SubjectRandomized.class);
            Stratum stratum = Stratum.parse("aetiology=ischaemic;site=0" + (1 + i % 2));
            assertThat(event.stratum()).isEqualTo(stratum.text());
            assertThat(event.arm().opened()).isEqualTo(expected.next(tally, stratum));
            tally.add(stratum, event.arm().opened());
            arms.add(event.arm().opened());
            history.add(event);
        }
        assertThat(arms).contains(CSP, BVP);
    }

    /// A study is folded again for every act.
    @Test
    void aStudyOfManyThousandsIsFolded() {
        PriorAllocations prior = new PriorAllocations();
        for (int i = 0; i < 50_000; i++) {
            SubjectId subject = new SubjectId("%03d-%04d".formatted(100 + i / 9_000, 1 + i % 9_000));
            prior.apply(Scenario.recorded(randomized(subject, STRATUM, i + 1, i % 2 == 0 ? CSP : BVP), i));
        }

        assertThat(prior.count()).isEqualTo(50_000);
        assertThat(prior.tally().slot(Stratum.parse(STRATUM))).isEqualTo(50_000);
        assertThat(prior.numberOf(new SubjectId("101-0001"))).contains(9_001);
    }

    /// Two decisions may go on from one that came before both.
    @Test
    void whatAnEarlierDecisionKnewStaysAsItWas() {
        PriorAllocations earlier = new PriorAllocations();
        earlier.apply(Scenario.recorded(randomized(new SubjectId("01-001"), STRATUM, 1, CSP), 0));

        PriorAllocations later = new PriorAllocations();
        later.goOnFrom(earlier);
        later.apply(Scenario.recorded(randomized(new SubjectId("01-002"), STRATUM, 2, BVP), 1));

        assertThat(earlier.count()).isEqualTo(1);
        assertThat(earlier.tally().slot(Stratum.parse(STRATUM))).isEqualTo(1);
        assertThat(later.tally().slot(Stratum.parse(STRATUM))).isEqualTo(2);
    }

    @Test
    void aRefusalIsItselfRecorded() {
        assertThat(RANDOMIZE.act().recordsRefusals()).isTrue();
    }

    private static TrialEvent[] others(int count) {
        TrialEvent[] events = new TrialEvent[count];
        for (int i = 0; i < count; i++) {
            events[i] =
                    randomized(new SubjectId("02-%03d".formatted(i + 1)), "aetiology=ischaemic;site=02", i + 1, CSP);
        }
        return events;
    }

    private static PermutedBlocks list() {
        Map<ArmCode, Integer> ratio = new LinkedHashMap<>();
        ratio.put(CSP, 1);
        ratio.put(BVP, 1);
        return new PermutedBlocks(SEED, STUDY, ratio, List.of(4, 6));
    }
}
