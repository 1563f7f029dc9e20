package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.JsonNode;

/// The first subject of a new site, from the opening of the site to the withdrawal.
@ExtendWith(SharedServer.class)
class FirstSubjectsJourneyTest {

    @Test
    void fromTheOpeningOfTheSiteToTheWithdrawal(Trial trial) {
        TrialServer server = trial.server();
        trial.open("41");
        assertThat(trial.registered("41")).isEqualTo("/subjects/41-001");
        Answer tooEarly = server.act("investigator@41", "/subjects/41-001/acts/randomize", "{}");
        assertThat(tooEarly.status()).isEqualTo(422);
        assertThat(tooEarly.problem()).isEqualTo("out-of-order");
        assertThat(tooEarly.json().get("evidence").get("missing").asString())
                .isEqualTo("sign-consent, confirm-eligibility");

        String subject = trial.implanted("41");
        assertThat(subject).isEqualTo("/subjects/41-002");
        JsonNode visit = server.recorded(
                "coordinator@41", subject + "/acts/record-visit", Map.of("visit", "week-2", "doneOn", "2026-03-23"));
        assertThat(visit.get("subject").asString()).isEqualTo("41-002");
        server.recorded(
                "investigator@41",
                subject + "/acts/withdraw",
                Map.of("withdrawnOn", "2026-04-01", "reason", "moved-away", "note", ""));
        Answer after = server.act(
                "coordinator@41", subject + "/acts/record-visit", Map.of("visit", "month-3", "doneOn", "2026-06-08"));
        assertThat(after.problem()).isEqualTo("subject-has-withdrawn");
    }

    @Test
    void aScreeningFailureIsARecordedFactAndNotARefusal(Trial trial) {
        String subject = trial.consented("02");

        JsonNode receipt = trial.server()
                .recorded(
                        "coordinator@02",
                        subject + "/acts/confirm-eligibility",
                        Map.of(
                                "assessedOn",
                                "2026-03-04",
                                "answers",
                                Trial.json(HotCrt.with(
                                        HotCrt.eligibleAnswers(),
                                        "pregnancy",
                                        org.trialbook.event.ItemValue.of("true")))));

        assertThat(receipt.get("eligible").asBoolean()).isFalse();
        assertThat(receipt.get("events").get(0).get("type").asString()).isEqualTo("EligibilityNotMet");
    }
}
