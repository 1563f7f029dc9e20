package org.trialbook.trial.site;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.YAML;
import static org.trialbook.trial.HotCrt.activated;
import static org.trialbook.trial.HotCrt.awaiting;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyEvent.VersionActivated;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UrgentVersionEvent.LateApprovalRecorded;
import org.trialbook.event.UrgentVersionEvent.VersionActivatedAtOnce;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;

class ActivatingAVersionTest implements ActExamples {
    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final LocalDate APPROVED = LocalDate.of(2026, 4, 20);
    private static final List<TrialEvent> AMENDED = HotCrt.and(openSite(), awaiting("2", version("2")));

    @Test
    void aVersionHoldsOnceItsEthicsCommitteeHasApprovedIt() {
        given(AMENDED)
                .when(activate("2"))
                .thenRecorded(new VersionActivated(STUDY, SITE, "2", APPROVED, "EC 2026/117"));
    }

    @Test
    void aSiteMayPassAVersionBy() {
        given(AMENDED, awaiting("3", version("3"))).when(activate("3")).recorded(VersionActivated.class);
    }

    @Test
    void aSiteDoesNotGoBack() {
        given(AMENDED, awaiting("3", version("3")), activated("2"))
                .when(activate("1"))
                .thenRefused("unknown-code", Map.of("kind", "version", "code", "1", "known", "3"));
    }

    @Test
    void nothingIsActivatedWhereTheNewestHolds() {
        given(AMENDED, activated("2")).when(activate("2")).thenRefused("nothing-to-activate", Map.of("site", "01"));
        given(openSite(), published("2", version("2")))
                .when(activate("2"))
                .thenRefused("nothing-to-activate", Map.of("site", "01"));
    }

    @Test
    void aSiteThatOpensLaterBeginsWithTheNewest() {
        given(published(), awaiting("2", version("2")), HotCrt.opened())
                .when(activate("2"))
                .thenRefused("nothing-to-activate", Map.of("site", "01"));
    }

    @Test
    void nothingIsActivatedAtASiteThatIsNotOpen() {
        given(published(), awaiting("2", version("2")))
                .when(activate("2"))
                .thenRefused("site-not-open", Map.of("site", "01"));
    }

    @Test
    void theApprovalIsNotAheadOfUs() {
        given(AMENDED)
                .when(activate(SITE_BODY_TOMORROW))
                .thenRefused("in-the-future", Map.of("date", TODAY.plusDays(1).toString(), "today", TODAY.toString()));
    }

    @Test
    void aHazardIsNoReasonToWaitForTheCommittee() {
        given(AMENDED)
                .when(activate(urgent("Leads of one lot break")))
                .thenRecorded(new VersionActivatedAtOnce(STUDY, SITE, "2", "Leads of one lot break"));
        given(AMENDED, atOnce("2"))
                .when(activate(urgent("Leads of one lot break")))
                .thenRefused("nothing-to-activate", Map.of("site", "01"));
    }

    @Test
    void aVersionIsApprovedOrUrgentAndNotBoth() {
        given(AMENDED)
                .when(activate(new ActivateVersion.Body("2", APPROVED, "EC 2026/117", "Leads break")))
                .thenRefused("approved-or-urgent", Map.of());
        given(AMENDED)
                .when(activate(new ActivateVersion.Body("2", APPROVED, null, null)))
                .thenRefused("approved-or-urgent", Map.of());
        given(AMENDED)
                .when(activate(new ActivateVersion.Body("2", null, null, null)))
                .thenRefused("approved-or-urgent", Map.of());
    }

    @Test
    void theApprovalIsRecordedAfterwardsOnce() {
        LateApprovalRecorded approved = new LateApprovalRecorded(STUDY, SITE, "2", APPROVED, "EC 2026/118");
        given(AMENDED, atOnce("2")).when(approve("2", APPROVED)).thenRecorded(approved);
        given(AMENDED, atOnce("2"), approved)
                .when(approve("2", APPROVED))
                .thenRefused("awaits-no-approval", Map.of("site", "01", "version", "2"));
    }

    @Test
    void whatWasApprovedFirstAwaitsNoApproval() {
        given(AMENDED, activated("2"))
                .when(approve("2", APPROVED))
                .thenRefused("awaits-no-approval", Map.of("site", "01", "version", "2"));
        given(AMENDED, atOnce("2"))
                .when(approve("3", APPROVED))
                .thenRefused("awaits-no-approval", Map.of("site", "01", "version", "3"));
        given(AMENDED, atOnce("2"))
                .when(approve("2", TODAY.plusDays(1)))
                .thenRefused("in-the-future", Map.of("date", TODAY.plusDays(1).toString(), "today", TODAY.toString()));
    }

    private static VersionActivatedAtOnce atOnce(String version) {
        return new VersionActivatedAtOnce(STUDY, SITE, version, "Leads of one lot break");
    }

    private static ActivateVersion.Body urgent(String hazard) {
        return new ActivateVersion.Body("2", null, null, hazard);
    }

    private static Asked<?, ?> approve(String version, LocalDate day) {
        return ask(
                RecordLateApproval.class,
                by(DATA_MANAGER),
                SITE,
                new RecordLateApproval.Body(version, day, "EC 2026/118"));
    }

    private static final ActivateVersion.Body SITE_BODY_TOMORROW =
            new ActivateVersion.Body("2", TODAY.plusDays(1), "EC 2026/117");

    private static Asked<?, ?> activate(String version) {
        return activate(body(version));
    }

    private static Asked<?, ?> activate(ActivateVersion.Body body) {
        return ask(ActivateVersion.class, by(DATA_MANAGER), SITE, body);
    }

    private static ActivateVersion.Body body(String version) {
        return new ActivateVersion.Body(version, APPROVED, "EC 2026/117");
    }

    private static String version(String version) {
        return YAML.replace("version: \"1\"", "version: \"%s\"".formatted(version));
    }

    /// Publishes one more version, in the same words.
    private static String another(Trial trial) {
        String next = "site-" + NEXT.getAndIncrement();
        trial.server()
                .recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", SharedServer.version(next)));
        return next;
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(
                example(ActivateVersion.class, by(DATA_MANAGER), SITE, body("2"), AMENDED)
                        .on(trial -> {
                            another(trial);
                            // No other example activates anything there.
                            return "/sites/03";
                        })
                        .sending(trial -> Map.of(
                                "version",
                                another(trial),
                                "approvedOn",
                                APPROVED.toString(),
                                "approval",
                                "EC 2026/117"))
                        .wrong("version", "1", 422, "unknown-code")
                        .wrong("version", " ", 400, "invalid-field")
                        .wrong("version", "x".repeat(65), 400, "invalid-field")
                        .wrong("approvedOn", "2100-01-01", 422, "in-the-future")
                        .wrong("approvedOn", "2026-02-30", 400, "wrong-type")
                        .wrong("approval", " ", 400, "invalid-field")
                        .wrong("approval", "x".repeat(201), 400, "invalid-field")
                        .refused("nothing-to-activate", openSite())
                        .wrong("hazard", "Leads break", 422, "approved-or-urgent")
                        .wrong("hazard", " ", 400, "invalid-field")
                        .wrong("hazard", "x".repeat(501), 400, "invalid-field")
                        .refused("unknown-code", body("3"), AMENDED)
                        .refused("approved-or-urgent", new ActivateVersion.Body("2", null, null, null), AMENDED),
                example(
                                RecordLateApproval.class,
                                by(DATA_MANAGER),
                                SITE,
                                new RecordLateApproval.Body("2", APPROVED, "EC 2026/118"),
                                HotCrt.and(AMENDED, atOnce("2")))
                        .on(trial -> "/sites/02")
                        .sending(trial -> {
                            String version = another(trial);
                            trial.server()
                                    .recorded(
                                            "data-manager",
                                            "/sites/02/acts/activate-version",
                                            Map.of("version", version, "hazard", "Leads of one lot break"));
                            return Map.of(
                                    "version", version, "approvedOn", APPROVED.toString(), "approval", "EC 2026/118");
                        })
                        .wrong("version", "1", 422, "awaits-no-approval")
                        .wrong("version", " ", 400, "invalid-field")
                        .wrong("version", "x".repeat(65), 400, "invalid-field")
                        .wrong("approvedOn", "2100-01-01", 422, "in-the-future")
                        .wrong("approvedOn", "2026-02-30", 400, "wrong-type")
                        .wrong("approval", " ", 400, "invalid-field")
                        .wrong("approval", "x".repeat(201), 400, "invalid-field")
                        .refused("awaits-no-approval", AMENDED));
    }
}
