package org.trialbook.trial.randomization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

/// A bound on the subjects of a site or of a kind: who is refused, and what the refusal says.
class RecruitmentCapsTest {

    private static final Asked<?, ?> RANDOMIZE =
            ask(RandomizeSubject.class, HotCrt.at(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body());

    private static TrialEvent capped(String caps) {
        return published("2", HotCrt.YAML.replace("\neligibility:\n", "\ncaps: " + caps + "\neligibility:\n"));
    }

    private static TrialEvent other(String subject, String aetiology, int number, ArmCode arm) {
        SubjectId who = new SubjectId(subject);
        return randomized(who, "aetiology=%s;site=%s".formatted(aetiology, who.site()), number, arm);
    }

    private static void isTaken(String caps, TrialEvent... others) {
        assertThat(given(HotCrt.and(eligible(), capped(caps)), others)
                        .when(RANDOMIZE)
                        .recorded(SubjectRandomized.class)
                        .randomizationNumber())
                .isEqualTo(others.length + 1);
    }

    private static void isRefused(String caps, String refusal, Map<String, String> evidence, TrialEvent... others) {
        given(HotCrt.and(eligible(), capped(caps)), others).when(RANDOMIZE).thenRefused(refusal, evidence);
    }

    @Test
    void aSiteRandomizesAsManyAsItsCapSaysAndNotOneMore() {
        isTaken("{each-site: 2}", other("01-002", "ischaemic", 1, CSP), other("02-001", "ischaemic", 2, CSP));
        isRefused(
                "{each-site: 2}",
                "site-cap-reached",
                Map.of("site", "01", "most", "2"),
                other("01-002", "ischaemic", 1, CSP),
                other("01-003", "non-ischaemic", 2, BVP));
    }

    @Test
    void aSitesOwnCapStandsInPlaceOfTheOneForEach() {
        isTaken("{each-site: 1, sites: {\"01\": 2}}", other("01-002", "ischaemic", 1, CSP));
        isRefused("{each-site: 9, sites: {\"01\": 0}}", "site-cap-reached", Map.of("site", "01", "most", "0"));
        isTaken("{sites: {\"02\": 0}}");
    }

    @Test
    void aKindIsCountedAtAllSitesAndWhateverItsOtherLevels() {
        String caps = "{strata: [{of: {aetiology: ischaemic}, most: 2}]}";
        isTaken(caps, other("01-002", "ischaemic", 1, CSP), other("02-001", "non-ischaemic", 2, CSP));
        isRefused(
                caps,
                "stratum-cap-reached",
                Map.of("stratum", "aetiology=ischaemic", "most", "2"),
                other("01-002", "ischaemic", 1, CSP),
                other("02-001", "ischaemic", 2, BVP));
        isTaken("{strata: [{of: {aetiology: non-ischaemic}, most: 0}]}");
    }

    /// Whoever is refused learns the same, whatever the arms of those who fill the cap.
    @Test
    void theRefusalIsTheSameWhateverTheArms() {
        for (ArmCode arm : List.of(CSP, BVP)) {
            isRefused(
                    "{strata: [{of: {aetiology: ischaemic}, most: 1}]}",
                    "stratum-cap-reached",
                    Map.of("stratum", "aetiology=ischaemic", "most", "1"),
                    other("02-001", "ischaemic", 1, arm));
        }
    }

    @Test
    void theVersionInForceSaysTheCap() {
        given(
                        HotCrt.and(eligible(), capped("{each-site: 1}")),
                        other("01-002", "ischaemic", 1, CSP),
                        published("3", HotCrt.YAML))
                .when(RANDOMIZE)
                .recorded(SubjectRandomized.class);
    }
}
