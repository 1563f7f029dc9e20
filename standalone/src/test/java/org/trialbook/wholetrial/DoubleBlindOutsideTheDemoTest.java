package org.trialbook.wholetrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyId;
import org.trialbook.simulation.Answer;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;

/// A double-blind protocol is published in the demo alone; a record that holds one opens elsewhere, and goes on.
class DoubleBlindOutsideTheDemoTest {

    @Test
    void aRecordThatHoldsOneGoesOnAndTakesNoOther() throws Exception {
        String yaml = Files.readString(Path.of("..", "protocols", "miracle.yaml"));
        try (OwnProvider provider = new OwnProvider();
                WholeServer server = new WholeServer(new StudyId("MIRACLE"))) {
            SimulationReport report =
                    Simulation.run(SimulationPlan.of(server.root(), yaml, 2, 11), server.demo(), line -> {});
            assertThat(report.unexpected()).isEmpty();

            server.reopenOutsideTheDemo(provider);

            assertThat(server.get(provider, "inspector", "/replay")
                            .json()
                            .path("sound")
                            .booleanValue())
                    .isTrue();
            Answer again = server.act(
                    provider,
                    "data-manager",
                    "/acts/publish-protocol",
                    Map.of("protocol", yaml.replace("version: \"1\"", "version: \"2\"")));
            assertThat(again.inWords()).startsWith("422 ").contains("urn:trialbook:refusal:blinding-not-kept");
            assertThat(again.inWords()).contains("\"shown\":\"implanter,investigator\"");
            Answer registered = server.act(
                    provider,
                    "coordinator@01",
                    "/sites/01/acts/register-subject",
                    Map.of("registeredOn", "2025-06-02", "birthYear", 1955, "sex", "female"));
            assertThat(registered.status()).as(registered.inWords()).isEqualTo(201);
            String subject = "/subjects/" + registered.text("subject") + "/acts/";
            acts(
                    server,
                    provider,
                    "investigator@01",
                    subject + "sign-consent",
                    Map.of("signedOn", "2025-06-02", "consentVersion", "1"));
            Answer early = server.act(provider, "investigator@01", subject + "randomize", Map.of());
            assertThat(early.inWords()).contains("out-of-order").contains("record-implant-attempt");
            acts(server, provider, "data-manager", "/acts/lock-study", Map.of("reason", "The trial has ended."));
            acts(server, provider, "sponsor", "/acts/approve-unblinding", Map.of());
            acts(server, provider, "statistician", "/acts/approve-unblinding", Map.of());
            acts(server, provider, "statistician", "/acts/reveal-seed", Map.of());
        }
    }

    private static void acts(
            WholeServer server, OwnProvider provider, String person, String path, Map<String, Object> body)
            throws Exception {
        Answer answer = server.act(provider, person, path, body);
        assertThat(answer.status()).as(path + ": " + answer.inWords()).isEqualTo(201);
    }
}
