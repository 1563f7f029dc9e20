package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.id;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What an amendment changes and whom it touches; and what a subject's endpoints come to as they are defined since.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsAndEndpointsOverHttpTest {

    private static final String SECOND = Story.hotCrt()
                    .replace("version: \"1\"", "version: \"2\"")
                    .replace(
                            "label: Body weight, type: decimal, unit: kg, min: 25, max: 300, decimals: 1, required: true}\n      - {code: systolic",
                            "label: Weight of the body, type: decimal, unit: kg, min: 25, max: 300, decimals: 1, required: true}\n      - {code: systolic")
            + """

            endpoints:
              - {code: d-lvesv, label: Change of the volume, kind: change, form: echo, item: lvesv, from: pre-implant, to: month-6}
              - {code: d-threshold, label: Change of the threshold, kind: change, form: device, item: capture-threshold, from: month-3, to: month-6}
            """;

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        Story story = server.story().published().then(opened("01")).then(opened("02"));
        for (String subject : new String[] {"01-001", "01-002", "02-001"}) {
            story.then(registered(subject)).then(consented(subject));
        }
        story.then(recorded("01-001", "month-3", "clinical", "weight", "81", null))
                .then(recorded("02-001", "month-3", "clinical", "weight", "82", null))
                .then(recorded("01-002", "pre-implant", "echo", "lvesv", "180", null))
                .then(recorded("01-002", "month-6", "echo", "lvesv", "144", null))
                .then(recorded("01-002", "month-3", "device", "battery", "80", "1"))
                .then(recorded("01-002", "month-6", "device", "battery", "80", "3"))
                .then(new ProtocolPublished(Story.STUDY, "2", "11".repeat(32), SECOND));
        server.recorded();
    }

    private static AssessmentRecorded recorded(
            String subject, String visit, String form, String item, String value, String threshold) {
        return new AssessmentRecorded(
                Story.STUDY,
                id(subject),
                id(subject).site(),
                visit,
                form,
                LocalDate.of(2026, 3, 2),
                Map.of(item, ItemValue.of(value)),
                threshold == null ? null : Sealed.of(Map.of("capture-threshold", new ItemValue(threshold, "V"))),
                Map.of(),
                null);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode asked(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void anAmendmentSaysWhatItChangesAndWhomItTouches() {
        JsonNode versions = asked("monitor", "/protocol/versions").get("versions");
        assertThat(versions).hasSize(2);
        assertThat(versions.get(0).get("changes")).isEmpty();
        assertThat(versions.get(0).get("touched")).isEmpty();
        JsonNode second = versions.get(1);
        assertThat(second.at("/version").asString()).isEqualTo("2");
        assertThat(second.get("forms").valueStream().map(JsonNode::asString)).containsExactly("clinical");
        assertThat(second.get("visits")).isEmpty();
        assertThat(second.get("changes")
                        .valueStream()
                        .map(change -> change.at("/where").asString()))
                .contains("form 'clinical', item 'weight'");
        assertThat(second.get("touched").toString()).isEqualTo("{\"01\":[\"01-001\"],\"02\":[\"02-001\"]}");
    }

    @Test
    void aSiteIsToldOfItsOwnSubjects() {
        assertThat(asked("coordinator@01", "/protocol/versions")
                        .at("/versions/1/touched")
                        .toString())
                .isEqualTo("{\"01\":[\"01-001\"]}");
        assertThat(asked("monitor", "/protocol/versions?site=02")
                        .at("/versions/1/touched")
                        .toString())
                .isEqualTo("{\"02\":[\"02-001\"]}");
        assertThat(server.as("sponsor").get("/protocol/versions").status()).isEqualTo(403);
    }

    @Test
    void endpointsAreComputedAsTheyAreDefinedNow() {
        JsonNode endpoints =
                asked("coordinator@01", "/subjects/01-002/endpoints").get("endpoints");
        assertThat(endpoints).hasSize(2);
        assertThat(endpoints.get(0).at("/value").asString()).isEqualTo("-36");
        assertThat(endpoints.get(0).at("/unit").asString()).isEqualTo("mL");
        assertThat(asked("coordinator@01", "/subjects/01-001/endpoints")
                        .at("/endpoints/0/because")
                        .asString())
                .isEqualTo("there is no value at pre-implant");
        assertThat(server.as("coordinator@01").get("/subjects/01-009/endpoints").status())
                .isEqualTo(404);
        assertThat(server.as("coordinator@01").get("/subjects/02-001/endpoints").status())
                .isBetween(403, 404);
        assertThat(server.as("sponsor").get("/subjects/01-002/endpoints").status())
                .isEqualTo(403);
    }

    /// Not even with the key at hand.
    @Test
    void oneThatReadsWhatTellsTheArmIsNamedAndNotComputed() {
        for (String person : new String[] {"coordinator@01", "investigator@01", "monitor"}) {
            JsonNode threshold = asked(person, "/subjects/01-002/endpoints").at("/endpoints/1");
            assertThat(threshold.at("/sealed").booleanValue()).as(person).isTrue();
            assertThat(threshold.at("/value").isNull()).as(person).isTrue();
        }
    }
}
