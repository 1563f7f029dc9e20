package org.trialbook.trial.preparedlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.LIST;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.trialbook.allocation.AllocationList;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.StudyEvent.PreparedListRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.randomization.RandomizeSubject;

/// A list that was prepared elsewhere is used in its order, without a seed, and shown once the study is unblinded.
class AllocatingFromAPreparedListTest implements ActExamples {

    private static final StudyUnblinded UNBLINDED = new StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 1);
    private static final String STRATUM = "aetiology=ischaemic;site=01";
    private static final Asked<?, ?> RANDOMIZE =
            ask(RandomizeSubject.class, HotCrt.at(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body());
    private static final RevealPreparedList.Body BODY = new RevealPreparedList.Body(LIST.commitment());
    private static final Asked<?, ?> REVEAL = ask(RevealPreparedList.class, by(STATISTICIAN), STUDY, BODY);

    private static String byList(String commitment) {
        return HotCrt.YAML
                .replace(
                        "method: permuted-blocks\n  block-sizes: [4, 6]",
                        "method: prepared-list\n  list: " + commitment)
                .replace("path: allocation.block-sizes", "path: allocation.method");
    }

    /// Without a seed.
    private static List<TrialEvent> listed(List<? extends TrialEvent> history) {
        return HotCrt.under(byList(LIST.commitment()), history).stream()
                .filter(event -> !(event instanceof SeedShareCommitted))
                .toList();
    }

    private static TrialEvent other(int number) {
        return randomized(new SubjectId("01-00" + (number + 1)), STRATUM, number, BVP);
    }

    private static SubjectRandomized randomizing(int number, org.trialbook.event.ArmCode arm) {
        return new SubjectRandomized(STUDY, SUBJECT, SITE, RANDOMIZED, STRATUM, number, Sealed.of(arm));
    }

    @Test
    void theArmsOfAStratumStandInItsOrder() {
        given(listed(eligible())).when(RANDOMIZE).thenRecorded(randomizing(1, BVP));
        given(listed(eligible()), other(1)).when(RANDOMIZE).thenRecorded(randomizing(2, BVP));
        given(listed(eligible()), other(1), other(2)).when(RANDOMIZE).thenRecorded(randomizing(3, CSP));
    }

    @Test
    void nobodyIsAllocatedBeyondTheEndOfTheList() {
        given(listed(eligible()), other(1), other(2), other(3))
                .when(RANDOMIZE)
                .thenRefused("allocation-list-exhausted", Map.of("stratum", STRATUM));
    }

    @Test
    void anAmendmentGoesOnWithAnotherListFromItsBeginning() {
        given(listed(eligible()), other(1), published("2", byList(LIST.commitment())))
                .when(RANDOMIZE)
                .thenRecorded(randomizing(2, BVP));
        AllocationList next =
                AllocationList.read(LIST.text().replace("a5a5", "b6a5").replaceFirst("BVP", "CSP"));
        TrialEvent amended = published("2", byList(next.commitment()));

        assertThat(randomizedFrom(PreparedLists.of(LIST, next), HotCrt.and(listed(eligible()), other(1), amended)))
                .isEqualTo(Outcome.recorded(randomizing(2, CSP)));
    }

    @Test
    void aProcessWithoutTheListRandomizesNobody() {
        assertThat(refusal(PreparedLists.none(), listed(eligible())))
                .isEqualTo("allocation-list-missing {list=%s}".formatted(LIST.commitment()));
        AllocationList strangers = AllocationList.read(LIST.text().replaceFirst("BVP", "HIS"));
        assertThat(refusal(PreparedLists.of(strangers), HotCrt.under(byList(strangers.commitment()), eligible())))
                .startsWith("allocation-list-missing");
        AllocationList others = AllocationList.read(LIST.text().replaceFirst("HOT-CRT", "COLD-CRT"));
        assertThat(refusal(PreparedLists.of(others), HotCrt.under(byList(others.commitment()), eligible())))
                .startsWith("allocation-list-missing");
    }

    private static Outcome randomizedFrom(PreparedLists lists, List<TrialEvent> history) {
        return Scenario.decide(
                new Asked<>(
                        new RandomizeSubject(SeedShares.none(), lists),
                        new Command<>(HotCrt.at(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body())),
                history);
    }

    private static String refusal(PreparedLists lists, List<TrialEvent> history) {
        Outcome outcome = randomizedFrom(lists, history);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        var refusal = ((Outcome.Refused) outcome).refusal();
        return refusal.name() + " " + refusal.evidence();
    }

    @Test
    void theListIsShownOnceTheStudyIsUnblinded() {
        given(listed(randomized(BVP)), UNBLINDED)
                .when(REVEAL)
                .thenRecorded(new PreparedListRevealed(STUDY, LIST.commitment(), 1, 1, LIST.text()));
    }

    @Test
    void aLongListIsShownInParts() {
        AllocationList list = AllocationList.read(LIST.text() + (STRATUM + " CSP\n").repeat(2_000));
        Outcome outcome = Scenario.decide(
                new Asked<>(
                        new RevealPreparedList(PreparedLists.of(list)),
                        new Command<>(by(STATISTICIAN), STUDY, new RevealPreparedList.Body(list.commitment()))),
                HotCrt.and(List.of(published("1", byList(list.commitment()))), UNBLINDED));

        assertThat(((Outcome.Recorded) outcome)
                        .events().stream()
                                .map(PreparedListRevealed.class::cast)
                                .map(PreparedListRevealed::text)
                                .reduce("", String::concat))
                .isEqualTo(list.text());
        assertThat(((Outcome.Recorded) outcome).events()).hasSize(3);
    }

    @Test
    void nothingIsShownBefore() {
        given(listed(randomized(BVP))).when(REVEAL).thenRefused("study-still-blinded", Map.of());
    }

    @Test
    void noOtherListIsShownAndNoneTwice() {
        Map<String, String> evidence = Map.of("list", LIST.commitment());
        given(randomized(BVP), UNBLINDED).when(REVEAL).thenRefused("no-such-commitment", evidence);
        given(listed(randomized(BVP)), UNBLINDED, new PreparedListRevealed(STUDY, LIST.commitment(), 1, 1, LIST.text()))
                .when(REVEAL)
                .thenRefused("list-already-revealed", evidence);
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        RevealPreparedList.class,
                        by(STATISTICIAN),
                        STUDY,
                        BODY,
                        HotCrt.and(listed(randomized(BVP)), UNBLINDED))
                .once(AllocatingFromAPreparedListTest::unblindedTrial)
                .wrong("list", "", 400, "invalid-field")
                .wrong("list", "AB".repeat(32), 400, "invalid-field")
                .refused("study-still-blinded", listed(randomized(BVP)))
                .refused("no-such-commitment", randomized(BVP), UNBLINDED)
                .refused(
                        "list-already-revealed",
                        listed(randomized(BVP)),
                        UNBLINDED,
                        new PreparedListRevealed(STUDY, LIST.commitment(), 1, 1, LIST.text()))
                .refused(
                        "list-not-held",
                        new RevealPreparedList.Body("ab".repeat(32)),
                        List.of(published("1", byList("ab".repeat(32)))),
                        UNBLINDED));
    }

    private static Trial unblindedTrial() {
        Trial trial = new Trial(TrialServer.start(HandedOver.class));
        trial.server()
                .recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", byList(LIST.commitment())));
        trial.open("01");
        trial.randomized("01");
        trial.locked();
        trial.unblindedForAll();
        return trial;
    }

    /// What whoever prepared the list has handed over.
    @Configuration(proxyBeanMethods = false)
    static class HandedOver {
        @Bean
        @Primary
        PreparedLists handedOver() {
            return PreparedLists.of(LIST);
        }
    }
}
