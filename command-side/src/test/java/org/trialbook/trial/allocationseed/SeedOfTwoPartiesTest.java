package org.trialbook.trial.allocationseed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.SHARES;
import static org.trialbook.trial.HotCrt.SPONSOR;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.committed;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.access.Caller;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;

/// Both parties commit before the first subject, once; both shares are shown after the study is unblinded, once.
class SeedOfTwoPartiesTest implements ActExamples {

    private static final StudyUnblinded UNBLINDED = new StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 1);

    private static Asked<?, ?> commit(SeedParty party) {
        return commit(party, committed(party).commitment());
    }

    private static Asked<?, ?> commit(SeedParty party, String commitment) {
        Caller caller = party == SeedParty.SPONSOR ? SPONSOR : STATISTICIAN;
        return ask(CommitSeedShare.class, by(caller), STUDY, new CommitSeedShare.Body(commitment));
    }

    private static final Asked<?, ?> REVEAL = ask(RevealSeed.class, by(STATISTICIAN), STUDY, new RevealSeed.Body());

    @ParameterizedTest
    @EnumSource(SeedParty.class)
    void eachPartyCommitsToItsOwnShare(SeedParty party) {
        given(published()).when(commit(party)).thenRecorded(committed(party));
    }

    @Test
    void thePartiesMayCommitBeforeThereIsAProtocol() {
        given().when(commit(SeedParty.SPONSOR)).thenRecorded(committed(SeedParty.SPONSOR));
    }

    @Test
    void theSecondPartyCommitsAsTheFirstDid() {
        given(committed(SeedParty.SPONSOR))
                .when(commit(SeedParty.STATISTICIAN))
                .thenRecorded(committed(SeedParty.STATISTICIAN));
    }

    @ParameterizedTest
    @EnumSource(SeedParty.class)
    void noPartyCommitsTwice(SeedParty party) {
        given(committed(party))
                .when(commit(party))
                .thenRefused("already-committed", Map.of("party", party.storedName()));
    }

    @Test
    void nobodyCommitsAfterTheFirstSubject() {
        given(HotCrt.opened(), randomized(HotCrt.SUBJECT, "aetiology=ischaemic;site=01", 1, BVP))
                .when(commit(SeedParty.STATISTICIAN))
                .thenRefused("too-late-to-commit", Map.of("randomized", "1"));
    }

    @Test
    void aMistypedCommitmentIsNotTakenWhereTheShareIsHere() {
        given().when(commit(SeedParty.SPONSOR, "ab".repeat(32)))
                .thenRefused("commitment-of-another-share", Map.of("party", "sponsor"));
        // The same share, but committed to for the other party.
        given().when(commit(SeedParty.SPONSOR, committed(SeedParty.STATISTICIAN).commitment()))
                .thenRefused("commitment-of-another-share", Map.of("party", "sponsor"));
    }

    @Test
    void beforeTheSharesAreHandedOverAnyCommitmentIsTaken() {
        String commitment = "ab".repeat(32);
        assertThat(Scenario.decide(
                        new Asked<>(
                                new CommitSeedShare(SeedShares.none()),
                                new Command<>(by(SPONSOR), STUDY, new CommitSeedShare.Body(commitment))),
                        List.of()))
                .isEqualTo(Outcome.recorded(new SeedShareCommitted(STUDY, "sponsor", commitment)));
    }

    @Test
    void bothSharesAreShownOnceTheStudyIsUnblinded() {
        given(randomized(BVP), UNBLINDED)
                .when(REVEAL)
                .thenRecorded(new SeedRevealed(
                        STUDY,
                        SHARES.of(SeedParty.SPONSOR).orElseThrow().hex(),
                        SHARES.of(SeedParty.STATISTICIAN).orElseThrow().hex()));
    }

    @Test
    void nothingIsShownBefore() {
        given(randomized(BVP)).when(REVEAL).thenRefused("study-not-unblinded", Map.of());
    }

    @Test
    void nothingIsShownTwice() {
        given(randomized(BVP), UNBLINDED, new SeedRevealed(STUDY, "00".repeat(32), "11".repeat(32)))
                .when(REVEAL)
                .thenRefused("already-revealed", Map.of());
    }

    @Test
    void otherSharesThanTheCommittedOnesAreNotShown() {
        SeedShares turned = SeedShares.of(
                SHARES.of(SeedParty.STATISTICIAN).orElseThrow(),
                SHARES.of(SeedParty.SPONSOR).orElseThrow());
        List<TrialEvent> history = HotCrt.and(randomized(BVP), UNBLINDED);

        assertThat(refusal(revealed(turned, history))).isEqualTo("seed-share-differs {party=sponsor}");
        assertThat(refusal(revealed(SeedShares.none(), history))).isEqualTo("seed-share-missing {party=sponsor}");
        assertThat(refusal(revealed(SHARES, List.of(UNBLINDED, committed(SeedParty.SPONSOR)))))
                .isEqualTo("seed-not-committed {party=statistician}");
    }

    private static String refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        var refusal = ((Outcome.Refused) outcome).refusal();
        return refusal.name() + " " + refusal.evidence();
    }

    private static Outcome revealed(SeedShares shares, List<TrialEvent> history) {
        return Scenario.decide(
                new Asked<>(new RevealSeed(shares), new Command<>(by(STATISTICIAN), STUDY, new RevealSeed.Body())),
                history);
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(
                example(
                                CommitSeedShare.class,
                                by(SPONSOR),
                                STUDY,
                                new CommitSeedShare.Body(
                                        committed(SeedParty.SPONSOR).commitment()),
                                List.of(published()))
                        .once(() -> new Trial(TrialServer.start()))
                        .sending(trial -> Map.of("commitment", trial.commitment(SeedParty.SPONSOR)))
                        .wrong("commitment", "", 400, "invalid-field")
                        .wrong("commitment", "AB".repeat(32), 400, "invalid-field")
                        .wrong("commitment", "ab".repeat(31), 400, "invalid-field")
                        .wrong("commitment", "ab".repeat(32), 422, "already-committed")
                        .refused("already-committed", List.of(committed(SeedParty.SPONSOR)))
                        .refused("too-late-to-commit", List.of(randomized(BVP).getLast()))
                        .refused(
                                "commitment-of-another-share",
                                new CommitSeedShare.Body(
                                        committed(SeedParty.STATISTICIAN).commitment()),
                                List.of(published())),
                example(
                                RevealSeed.class,
                                by(STATISTICIAN),
                                STUDY,
                                new RevealSeed.Body(),
                                HotCrt.and(randomized(BVP), UNBLINDED))
                        .once(() -> {
                            Trial trial = SharedServer.fresh();
                            trial.locked();
                            trial.unblindedForAll();
                            return trial;
                        })
                        .wrong("occurredAt", "2026-03-05T10:00:00+01:00", 422, "study-not-unblinded")
                        .refused("study-not-unblinded", randomized(BVP))
                        .refused(
                                "already-revealed",
                                randomized(BVP),
                                UNBLINDED,
                                new SeedRevealed(STUDY, "00".repeat(32), "11".repeat(32))));
    }
}
