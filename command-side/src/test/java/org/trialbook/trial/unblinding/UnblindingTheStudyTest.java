package org.trialbook.trial.unblinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.SAFETY_BOARD;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.SPONSOR;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.envelopes;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyEvent.UnblindingApproved;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.act.Outcome;

/// Everybody is told at once, after two people in two roles have agreed; until then, envelopes lie at the sites.
class UnblindingTheStudyTest implements ActExamples {

    private static final StudyLocked LOCKED = new StudyLocked(STUDY, "the last visit is done");
    private static final SubjectId SECOND = new SubjectId("02-001");

    private static Asked<?, ?> approve(Caller who) {
        return ask(ApproveUnblinding.class, by(who), STUDY, new ApproveUnblinding.Body());
    }

    private static UnblindingApproved approved(Caller who) {
        return new UnblindingApproved(STUDY, who.role().storedName(), who.id());
    }

    private static List<TrialEvent> locked() {
        return and(randomized(BVP), HotCrt.randomized(SECOND, "site=02", 2, CSP), LOCKED);
    }

    @Test
    void theFirstApprovalTellsNobodyAnything() {
        given(locked()).when(approve(STATISTICIAN)).thenRecorded(approved(STATISTICIAN));
    }

    @Test
    void theSecondTellsEverybodyEverythingInTheSameAct() {
        given(locked(), approved(STATISTICIAN))
                .when(approve(SPONSOR))
                .thenRecorded(
                        approved(SPONSOR),
                        new StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 2),
                        new AllocationDisclosed(STUDY, Map.of("01-001", BVP, "02-001", CSP)));
    }

    @Test
    void aStudyThatIsNotLockedIsNotUnblinded() {
        given(randomized(BVP)).when(approve(STATISTICIAN)).thenRefused("study-not-locked", Map.of());
    }

    @Test
    void nobodyApprovesTwiceAndNoRoleDoes() {
        given(locked(), approved(STATISTICIAN))
                .when(approve(STATISTICIAN))
                .thenRefused("approved-by-the-same", Map.of("approvedBy", "statistician"));
        given(locked(), approved(STATISTICIAN))
                .when(approve(new Caller("statistician-2", "Stig", Role.STATISTICIAN, null)))
                .thenRefused("approved-in-the-same-role", Map.of("role", "statistician"));
        given(locked(), approved(STATISTICIAN))
                .when(approve(new Caller(STATISTICIAN.id(), "Stina", Role.SAFETY_BOARD, null)))
                .thenRefused("approved-by-the-same", Map.of("approvedBy", "statistician"));
    }

    @Test
    void aStudyIsUnblindedOnce() {
        given(locked(), approved(STATISTICIAN), approved(SPONSOR), new StudyUnblinded(STUDY, List.of("a", "b"), 2))
                .when(approve(SAFETY_BOARD))
                .thenRefused("already-recorded", Map.of("recorded", "the study is unblinded"));
    }

    @Test
    void aStudyWithNobodyRandomizedHasNothingToDisclose() {
        given(openSite(), LOCKED, approved(STATISTICIAN))
                .when(approve(SPONSOR))
                .thenRecorded(approved(SPONSOR), new StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 0));
    }

    @Test
    void manyAllocationsAreDisclosedFiveHundredAnEvent() {
        List<TrialEvent> history = new ArrayList<>(openSite());
        Map<String, ArmCode> arms = new TreeMap<>();
        for (int i = 1; i <= 1201; i++) {
            SubjectId subject = new SubjectId("01-%04d".formatted(i));
            history.add(HotCrt.randomized(subject, "site=01", i, i % 3 == 0 ? CSP : BVP));
            arms.put(subject.value(), i % 3 == 0 ? CSP : BVP);
        }
        history.add(LOCKED);
        history.add(approved(STATISTICIAN));

        Outcome.Recorded outcome =
                (Outcome.Recorded) given(history).when(approve(SPONSOR)).outcome();

        Map<String, ArmCode> disclosed = new TreeMap<>();
        List<Integer> sizes = new ArrayList<>();
        for (TrialEvent event : outcome.events()) {
            if (event instanceof AllocationDisclosed part) {
                sizes.add(part.arms().size());
                disclosed.putAll(part.arms());
            }
        }
        assertThat(sizes).containsExactly(500, 500, 201);
        assertThat(disclosed).isEqualTo(arms);
    }

    // ---- envelopes

    private static Asked<?, ?> issue() {
        return ask(IssueEnvelopes.class, by(STATISTICIAN), SITE, new IssueEnvelopes.Body());
    }

    @Test
    void anIssueOfEnvelopesIsForEverybodyRandomizedAtTheSite() {
        SubjectId third = new SubjectId("01-003");
        given(and(
                        randomized(BVP),
                        HotCrt.randomized(third, "site=01", 2, CSP),
                        HotCrt.randomized(SECOND, "site=02", 3, CSP)))
                .when(issue())
                .thenRecorded(new EnvelopesIssued(STUDY, SITE, 1, List.of(SUBJECT, third)));
    }

    @Test
    void aFurtherIssueHoldsAllOfThemAgain() {
        given(randomized(BVP), envelopes(1, SUBJECT)).when(issue()).thenRecorded(envelopes(2, SUBJECT));
    }

    @Test
    void anIssueNeedsASiteSomebodyRandomizedAndABlind() {
        given().when(issue()).thenRefused("no-protocol", Map.of());
        given(HotCrt.published()).when(issue()).thenRefused("site-not-open", Map.of("site", "01"));
        given(consented()).when(issue()).thenRefused("nobody-randomized", Map.of("site", "01"));
        given(randomized(BVP), new StudyUnblinded(STUDY, List.of("a", "b"), 1))
                .when(issue())
                .thenRefused("study-is-unblinded", Map.of());
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        ApproveUnblinding.Body body = new ApproveUnblinding.Body();
        return List.of(example(
                        ApproveUnblinding.class,
                        by(STATISTICIAN),
                        STUDY,
                        body,
                        List.of(HotCrt.published(), new StudyLocked(STUDY, "done")))
                .once(() -> {
                    Trial trial = SharedServer.fresh();
                    trial.locked();
                    return trial;
                })
                .refused("study-not-locked", randomized(BVP))
                .refused(
                        "approved-by-the-same",
                        by(new Caller(STATISTICIAN.id(), STATISTICIAN.name(), Role.SAFETY_BOARD, null)),
                        body,
                        randomized(BVP),
                        LOCKED,
                        approved(STATISTICIAN))
                .refused(
                        "approved-in-the-same-role",
                        by(new Caller("statistician-2", "Stig Sten", Role.STATISTICIAN, null)),
                        body,
                        randomized(BVP),
                        LOCKED,
                        approved(STATISTICIAN)));
    }
}
