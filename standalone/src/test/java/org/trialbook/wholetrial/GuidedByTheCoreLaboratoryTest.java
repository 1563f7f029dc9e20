package org.trialbook.wholetrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyId;
import org.trialbook.simulation.Answer;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;
import tools.jackson.databind.JsonNode;

/// The imaging-guided trial, over HTTP: the implanter of a guided subject asks before the implant where to aim, and
/// aims there; of the others nothing is told, and nobody else at a site is told anything.
class GuidedByTheCoreLaboratoryTest {
    private static final int SUBJECTS = 6;

    @Test
    void theImplanterOfAGuidedSubjectAimsWhereTheCoreLaboratorySays() throws Exception {
        String yaml = Files.readString(Path.of("..", "protocols", "imaging-guided-lv-lead.yaml"));
        try (WholeServer server = new WholeServer(new StudyId("IMAGING-GUIDED-LV-LEAD"))) {
            SimulationReport report =
                    Simulation.run(SimulationPlan.of(server.root(), yaml, SUBJECTS, 5), server.demo(), line -> {});
            assertThat(report.unexpected()).isEmpty();

            List<JsonNode> record = record(server);
            Map<String, String> arms = new HashMap<>();
            of(record, "SubjectRandomized")
                    .forEach(event -> arms.put(
                            event.at("/payload/subject").asString(),
                            event.at("/payload/arm").asString()));
            assertThat(arms).hasSize(SUBJECTS);
            assertThat(new TreeSet<>(arms.values())).containsExactly("GUIDED", "USUAL");
            int aimed = 0;
            for (Map.Entry<String, String> subject : arms.entrySet()) {
                boolean guided = subject.getValue().equals("GUIDED");
                JsonNode told = asked(server, "implanter@", subject.getKey()).json();
                assertThat(told.get("results").size()).as("%s", told).isEqualTo(guided ? 1 : 0);
                String segment =
                        told.at("/results/0/final/values/latest-segment/value").asString("");
                List<String> targets = of(record, "ImplantAttempted").stream()
                        .filter(event -> event.at("/payload/subject").asString().equals(subject.getKey()))
                        .map(event ->
                                event.at("/payload/detail/values/target/value").asString())
                        .toList();
                assertThat(targets).isNotEmpty();
                if (guided && !segment.isEmpty()) {
                    aimed++;
                    assertThat(targets).containsOnly(segment);
                }
                for (String blind : List.of("investigator@", "coordinator@", "programmer@")) {
                    assertThat(asked(server, blind, subject.getKey()).status())
                            .as(blind)
                            .isEqualTo(403);
                }
                // Before the first attempt, it was recorded that the implanter was told.
                assertThat(firstTold(record, subject.getKey())).isBetween(0L, firstTried(record, subject.getKey()));
            }
            assertThat(aimed).isPositive();
        }
    }

    private static Answer asked(WholeServer server, String post, String subject) throws IOException {
        return server.get(post + subject.substring(0, 2), "/unblinded/subjects/" + subject + "/core-lab-results");
    }

    private static List<JsonNode> record(WholeServer server) throws IOException {
        Answer page = server.get("inspector", "/unblinded/record?limit=1000");
        assertThat(page.status()).as(page.inWords()).isEqualTo(200);
        return page.json().get("events").valueStream().toList();
    }

    private static List<JsonNode> of(List<JsonNode> record, String type) {
        return record.stream()
                .filter(event -> event.path("type").asString().endsWith(type))
                .toList();
    }

    private static long firstTold(List<JsonNode> record, String subject) {
        return of(record, "AllocationExposed").stream()
                .filter(event -> event.at("/payload/view").asString().equals("unblinded-core-lab-results"))
                .filter(event -> event.at("/payload/subjects").toString().contains(subject))
                .mapToLong(event -> event.path("position").asLong())
                .findFirst()
                .orElse(-1);
    }

    private static long firstTried(List<JsonNode> record, String subject) {
        return of(record, "ImplantAttempted").stream()
                .filter(event -> event.at("/payload/subject").asString().equals(subject))
                .mapToLong(event -> event.path("position").asLong())
                .findFirst()
                .orElse(-1);
    }
}
