package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.trial.TrialServer.Answer;

class RandomizedAfterBothCommitmentsTest {

    @Test
    void beforeBothPartiesHaveCommittedNobodyIsRandomized() {
        Trial trial = new Trial(TrialServer.start());
        try (TrialServer server = trial.server()) {
            server.recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", HotCrt.YAML));
            trial.open("01");
            String subject = trial.eligible("01");

            Answer refused = server.act("coordinator@01", subject + "/acts/randomize", Map.of());

            assertThat(refused.status() + " " + refused.problem()).isEqualTo("422 seed-not-committed");
            assertThat(refused.json().at("/evidence/party").asString()).isEqualTo("sponsor");
            trial.commitSeed();
            server.recorded("coordinator@01", subject + "/acts/randomize", Map.of());
        }
    }
}
