package org.trialbook.trial.subject;

import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.activated;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.at;
import static org.trialbook.trial.HotCrt.awaiting;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.VersionActivated;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.SubjectMovedToVersion;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.randomization.RandomizeSubject;
import org.trialbook.trial.withdrawal.WithdrawSubject;

/// What may be recorded at a site, the version says that holds there; whom the study takes, the newest.
class VersionsBySiteTest {

    private static final String MORE_REASONS = amended(
            "  - {code: moved-away, label: Moved away}\n",
            "  - {code: moved-away, label: Moved away}\n  - {code: war, label: War}\n");

    private static final Asked<?, ?> WITHDRAW = ask(
            WithdrawSubject.class,
            by(INVESTIGATOR),
            SUBJECT,
            new WithdrawSubject.Body(REGISTERED.plusDays(30), "war", "none"));

    private static final Asked<?, ?> RANDOMIZE =
            ask(RandomizeSubject.class, at(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body());

    @Test
    void aPublishedVersionIsNotYetTheSites() {
        given(registered(), awaiting("2", MORE_REASONS)).when(WITHDRAW).thenRefused("unknown-code", reasons());
    }

    @Test
    void itIsOnceItIsActivated() {
        given(registered(), awaiting("2", MORE_REASONS), activated("2"))
                .when(WITHDRAW)
                .recorded(SubjectDiscontinued.class);
    }

    @Test
    void anotherSitesActivationIsNotThisOnes() {
        VersionActivated elsewhere = new VersionActivated(STUDY, new SiteId("02"), "2", REGISTERED, "EC 2026/117");
        given(registered(), awaiting("2", MORE_REASONS), elsewhere)
                .when(WITHDRAW)
                .thenRefused("unknown-code", reasons());
    }

    /// As every version of earlier releases does.
    @Test
    void aVersionThatWaitsForNobodyHoldsAtOnce() {
        given(registered(), published("2", MORE_REASONS)).when(WITHDRAW).recorded(SubjectDiscontinued.class);
    }

    @Test
    void aSiteThatOpensLaterBeginsUnderTheNewest() {
        List<TrialEvent> history = HotCrt.and(
                List.of(published(), awaiting("2", MORE_REASONS), HotCrt.opened()), HotCrt.registered(SUBJECT));
        given(history).when(WITHDRAW).recorded(SubjectDiscontinued.class);
    }

    @Test
    void theTargetIsTheNewestVersionsEverywhere() {
        List<TrialEvent> history = HotCrt.and(
                eligible(),
                randomized(new SubjectId("01-002"), "aetiology=ischaemic;site=01", 1, BVP),
                awaiting("2", amended("target: 100", "target: 1")));
        given(history).when(RANDOMIZE).thenRefused("target-reached", Map.of("target", "1", "randomized", "1"));
    }

    /// Nobody is allocated to an arm that their site's protocol does not know, or no longer to one that was closed.
    @Test
    void nobodyIsRandomizedBetweenTwoPlans() {
        String closing = amended("block-sizes: [4, 6]", "block-sizes: [4, 8]");
        given(eligible(), awaiting("2", closing))
                .when(RANDOMIZE)
                .thenRefused("arms-await-activation", Map.of("version", "2", "holds", "1"));
        given(eligible(), awaiting("2", closing), activated("2"))
                .when(RANDOMIZE)
                .thenRefused("arms-await-activation", Map.of("version", "2", "holds", "1"));
        given(
                        eligible(),
                        awaiting("2", closing),
                        activated("2"),
                        new SubjectMovedToVersion(STUDY, SUBJECT, SITE, "2", RANDOMIZED, "3.0"))
                .when(RANDOMIZE)
                .recorded(SubjectRandomized.class);
        given(eligible(), awaiting("2", MORE_REASONS)).when(RANDOMIZE).recorded(SubjectRandomized.class);
    }

    private static Map<String, String> reasons() {
        return Map.of(
                "kind",
                "withdrawal reason",
                "code",
                "war",
                "known",
                "consent-withdrawn, lost-to-follow-up, death, physician-decision, moved-away, other");
    }
}
