package org.trialbook.wholetrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyId;
import org.trialbook.simulation.Answer;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;

/// A double-blind trial outside the demo: at its sites the programmer is told the arm, and nobody else is. A record of
/// an earlier release, whose protocol names a kind of blinding and no role, opens and goes on as it was.
class DoubleBlindOutsideTheDemoTest {

    @Test
    void atASiteOfMiracleTheProgrammerAloneIsTold() throws Exception {
        String yaml = miracle();
        try (OwnProvider provider = new OwnProvider();
                WholeServer server = new WholeServer(new StudyId("MIRACLE"))) {
            runs(server, yaml);

            server.reopenOutsideTheDemo(provider);

            assertThat(told(server, provider, "programmer@01")).startsWith("200 ");
            assertThat(told(server, provider, "statistician")).startsWith("200 ");
            for (String blind : List.of("investigator@01", "implanter@01", "coordinator@01", "unblinded-monitor")) {
                assertThat(told(server, provider, blind)).as(blind).startsWith("403 ");
            }
            acts(
                    server,
                    provider,
                    "data-manager",
                    "/acts/publish-protocol",
                    Map.of("protocol", yaml.replace("version: \"1\"", "version: \"2\"")));
            whoIsUnblindedIsMarked(server, provider);
            goesOn(server, provider);
        }
    }

    /// It meant the roles of that time, which today's protocols name one by one. Such a protocol is in the record, and
    /// would not be published any more.
    @Test
    void aProtocolThatNamesNoRoleMeansWhatItMeant() throws Exception {
        String yaml = miracle();
        String bare = yaml.replace(
                yaml.substring(yaml.indexOf("blinding:"), yaml.indexOf("target:")), "blinding: single-blind\n");
        try (OwnProvider provider = new OwnProvider();
                WholeServer server = new WholeServer(new StudyId("MIRACLE"))) {
            runs(server, bare);

            server.reopenOutsideTheDemo(provider);

            assertThat(told(server, provider, "investigator@01")).startsWith("200 ");
            assertThat(told(server, provider, "programmer@01")).startsWith("403 ");
            Answer again = server.act(
                    provider,
                    "data-manager",
                    "/acts/publish-protocol",
                    Map.of("protocol", yaml.replace("version: \"1\"", "version: \"2\"")));
            assertThat(again.inWords())
                    .startsWith("422 ")
                    .contains("opens-what-was-sealed", "blinding.roles.programmer.allocation");
            goesOn(server, provider);
        }
    }

    /// In the subject's later acts of the one who was shown the arm, and in nobody else's.
    private static void whoIsUnblindedIsMarked(WholeServer server, OwnProvider provider) throws Exception {
        String subject = told(server, provider, "statistician").replaceAll("(?s).*?\"subject\":\"([^\"]+)\".*", "$1");
        String site = subject.substring(0, 2);
        String acts = "/subjects/" + subject + "/acts/";
        Answer unblinded = server.act(
                provider,
                "investigator@" + site,
                acts + "unblind-subject",
                Map.of("reason", "other", "recipient", "Dr. N. Night", "note", "at once"));
        assertThat(unblinded.inWords()).startsWith("201 ").contains("CRT-O");
        for (String person : List.of("investigator@" + site, "investigator-2@" + site)) {
            acts(
                    server,
                    provider,
                    person,
                    acts + "record-deviation",
                    Map.of("deviation", "other", "on", "2025-06-02", "note", person));
        }
        String deviations = server.get(provider, "inspector", "/record?from=" + (server.size() - 2))
                .inWords();
        assertThat(deviations).containsOnlyOnce("[\"unblinded\",\"1\"]");
        assertThat(deviations.indexOf("[\"unblinded\",\"1\"]")).isLessThan(deviations.indexOf("investigator-2@"));
        assertThat(told(server, provider, "investigator@" + site)).startsWith("403 ");
    }

    private static String miracle() throws IOException {
        return Files.readString(Path.of("..", "protocols", "miracle.yaml"));
    }

    private static void runs(WholeServer server, String yaml) throws IOException {
        SimulationReport report =
                Simulation.run(SimulationPlan.of(server.root(), yaml, 2, 11), server.demo(), line -> {});
        assertThat(report.unexpected()).isEmpty();
    }

    private static String told(WholeServer server, OwnProvider provider, String person) throws Exception {
        return server.get(provider, person, "/unblinded/allocation").inWords();
    }

    private static void goesOn(WholeServer server, OwnProvider provider) throws Exception {
        assertThat(server.get(provider, "inspector", "/replay")
                        .json()
                        .path("sound")
                        .booleanValue())
                .isTrue();
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
        acts(server, provider, "data-manager", "/acts/lock-study", Map.of("reason", "The trial has ended."));
        acts(server, provider, "sponsor", "/acts/approve-unblinding", Map.of());
        acts(server, provider, "statistician", "/acts/approve-unblinding", Map.of());
        acts(server, provider, "statistician", "/acts/reveal-seed", Map.of());
    }

    private static void acts(
            WholeServer server, OwnProvider provider, String person, String path, Map<String, Object> body)
            throws Exception {
        Answer answer = server.act(provider, person, path, body);
        assertThat(answer.status()).as(path + ": " + answer.inWords()).isEqualTo(201);
    }
}
