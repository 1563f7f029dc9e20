package org.trialbook.trial.publication;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.SAFETY_BOARD;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.UNBLINDED_MONITOR;
import static org.trialbook.trial.HotCrt.YAML;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.event.StudyEvent.AmendmentApproved;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.SharedServer;

/// What touches the blind is seen by two people before it is published, and one of them may know the arms.
class ApprovingAnAmendmentTest implements ActExamples {
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    /// It seals the NYHA class.
    static final String SEALING =
            amended("        label: NYHA class\n", "        label: NYHA class\n        reveals-the-arm: true\n");

    /// It blinds the implanter's device data; the rest stays.
    private static final String OPEN_TO_FEWER = YAML.replace("version: \"1\"", "version: \"2\"")
            .replace("    inspector: {allocation: always, device-data: always, core-lab-results: always}\n", "");

    @Test
    void somebodyWhoMayKnowApprovesAFile() {
        given(published()).when(approve(STATISTICIAN, SEALING)).thenRecorded(approved(SEALING, STATISTICIAN));
    }

    @Test
    void whoeverIsBlindCannotJudgeIt() {
        given(published())
                .when(approve(UNBLINDED_MONITOR, SEALING))
                .thenRefused("approver-is-blind", Map.of("role", "unblinded-monitor"));
    }

    @Test
    void oneApprovesAFileOnce() {
        given(published(), approved(SEALING, STATISTICIAN))
                .when(approve(STATISTICIAN, SEALING))
                .thenRefused("already-recorded", Map.of("recorded", "approved by statistician"));
        given(published(), approved(SEALING, STATISTICIAN))
                .when(approve(SAFETY_BOARD, SEALING))
                .recorded(AmendmentApproved.class);
    }

    @Test
    void whatIsPublishedIsApprovedNoMore() {
        given(published())
                .when(approve(STATISTICIAN, YAML))
                .thenRefused("not-an-amendment", Map.of("study", "HOT-CRT", "version", "1"));
    }

    @Test
    void whatSealsMoreWaitsForTheApproval() {
        given(published())
                .when(publish(DATA_MANAGER, SEALING))
                .thenRefused("amendment-not-approved", Map.of("nyha/nyha-class", "the item is sealed"));
        given(published(), approved(SEALING, STATISTICIAN))
                .when(publish(DATA_MANAGER, SEALING))
                .recorded(ProtocolPublished.class);
    }

    @Test
    void whatBlindsSomebodyWaitsForTheApproval() {
        given(published())
                .when(publish(DATA_MANAGER, OPEN_TO_FEWER))
                .thenRefused(
                        "amendment-not-approved",
                        Map.of("blinding.roles.inspector", "the role may know something else"));
        given(published(), approved(OPEN_TO_FEWER, SAFETY_BOARD))
                .when(publish(DATA_MANAGER, OPEN_TO_FEWER))
                .recorded(ProtocolPublished.class);
    }

    @Test
    void anApprovalIsOfTheVeryFile() {
        given(published(), approved(SEALING + "# another word\n", STATISTICIAN))
                .when(publish(DATA_MANAGER, SEALING))
                .thenRefused("amendment-not-approved", Map.of("nyha/nyha-class", "the item is sealed"));
    }

    /// An account whose role was changed in between is still one person.
    @Test
    void nobodyPublishesWhatTheyApprovedThemselves() {
        AmendmentApproved own = new AmendmentApproved(STUDY, "2", SentProtocol.sha256(SEALING), DATA_MANAGER.id());
        given(published(), own)
                .when(publish(DATA_MANAGER, SEALING))
                .thenRefused("approved-by-the-publisher", Map.of("approvedBy", "data-manager"));
        given(published(), own, approved(SEALING, STATISTICIAN))
                .when(publish(DATA_MANAGER, SEALING))
                .recorded(ProtocolPublished.class);
    }

    @Test
    void whatTouchesNothingSealedNeedsNoApproval() {
        given(published())
                .when(publish(DATA_MANAGER, amended("target: 100", "target: 110")))
                .recorded(ProtocolPublished.class);
    }

    @Test
    void theFirstVersionNeedsNoApproval() {
        given().when(publish(DATA_MANAGER, YAML)).recorded(ProtocolPublished.class);
    }

    static AmendmentApproved approved(String yaml, Caller by) {
        return new AmendmentApproved(STUDY, "2", SentProtocol.sha256(yaml), by.id());
    }

    private static Asked<?, ?> approve(Caller by, String yaml) {
        return ask(ApproveAmendment.class, by(by), STUDY, new ApproveAmendment.Body(yaml));
    }

    private static Asked<?, ?> publish(Caller by, String yaml) {
        return ask(PublishProtocol.class, by(by), STUDY, new PublishProtocol.Body(yaml));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        ApproveAmendment.class,
                        by(STATISTICIAN),
                        STUDY,
                        new ApproveAmendment.Body(SEALING),
                        List.of(published()))
                .sending(trial -> Map.of("protocol", SharedServer.version("approved-" + NEXT.getAndIncrement())))
                .wrong("protocol", "study: [", 400, "invalid-protocol")
                .wrong("protocol", YAML, 422, "not-an-amendment")
                .refused(
                        "approver-is-blind",
                        by(UNBLINDED_MONITOR),
                        new ApproveAmendment.Body(SEALING),
                        List.of(published()))
                .refused("not-an-amendment", new ApproveAmendment.Body(YAML), List.of(published()))
                .refused("already-recorded", List.of(published(), approved(SEALING, STATISTICIAN))));
    }
}
