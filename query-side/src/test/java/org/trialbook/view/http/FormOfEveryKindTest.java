package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.id;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

/// What a client needs to draw a form of every kind of item, and what of it nobody is shown who could tell the arm
/// by it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormOfEveryKindTest {

    private QuerySide server;

    @BeforeAll
    void start() throws IOException {
        server = QuerySide.unblinded();
        String protocol = Files.readString(Path.of("../shared-events/src/test/resources/protocols/every-kind.yaml"));
        server.story()
                .then(new ProtocolPublished(Story.STUDY, "1", "00".repeat(32), protocol))
                .then(opened("01"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(recorded(
                        "lab",
                        Map.of(
                                "temperature",
                                new ItemValue("37.0", "Cel", null, new ItemValue.TypedValue("98.6", "[degF]")),
                                "creatinine",
                                ItemValue.missing("haemolysed")),
                        null,
                        Map.of(),
                        null))
                .then(recorded(
                        "echo",
                        Map.of("lvedv", new ItemValue("200", "mL"), "lvesv", new ItemValue("180", "mL")),
                        null,
                        Map.of("low", "Seen twice"),
                        null))
                .then(recorded(
                        "tell",
                        Map.of("free", new ItemValue("60", "/min")),
                        Sealed.of(Map.of(
                                "output", new ItemValue("1", "V"),
                                "width", new ItemValue("0.5", "ms"),
                                "sensed", new ItemValue("0.5", "mV"))),
                        Map.of(),
                        Sealed.of(Map.of("sensing", "Seen twice"))));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static AssessmentRecorded recorded(
            String form,
            Map<String, ItemValue> open,
            @Nullable Sealed<Map<String, ItemValue>> revealing,
            Map<String, String> kept,
            @Nullable Sealed<Map<String, String>> keptSealed) {
        return new AssessmentRecorded(
                Story.STUDY,
                id("01-001"),
                id("01-001").site(),
                "start",
                form,
                LocalDate.of(2026, 3, 2),
                open,
                revealing,
                kept,
                keptSealed);
    }

    private JsonNode form(String person, String form) {
        QuerySide.Answer answer = server.as(person).get("/subjects/01-001/visits/start/forms/" + form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode item(JsonNode form, String code) {
        return form.get("items")
                .valueStream()
                .filter(item -> item.at("/definition/code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anItemSaysItsUnitsConditionsAndReasonsAndWhatWasTyped() {
        JsonNode form = form("coordinator@01", "lab");
        assertThat(item(form, "temperature")
                        .at("/definition/alternative-units/0/unit")
                        .asString())
                .isEqualTo("[degF]");
        assertThat(item(form, "temperature").at("/value/typed/value").asString())
                .isEqualTo("98.6");
        assertThat(item(form, "creatinine").at("/value/missing").asString()).isEqualTo("haemolysed");
        assertThat(item(form, "creatinine").at("/definition/missing/0").asString())
                .isEqualTo("haemolysed");
        assertThat(form.at("/missingReasons/0/label").asString()).isEqualTo("Sample haemolysed");
        assertThat(item(form, "death").at("/definition/shown-if/item").asString())
                .isEqualTo("alive");
        assertThat(item(form, "signs").at("/definition/type").asString()).isEqualTo("multi-choice");
    }

    @Test
    void whatIsCalculatedIsShownWithWhatItIsComputedFrom() {
        JsonNode form = form("coordinator@01", "echo");
        assertThat(item(form, "stroke").at("/value/value").asString()).isEqualTo("20.0");
        assertThat(item(form, "lvef").at("/value/value").asString()).isEqualTo("10.0");
        assertThat(item(form, "lvef").at("/definition/formula").asString()).isEqualTo("(stroke / lvedv) in '%'");
        assertThat(form.at("/checks/1/kind").asString()).isEqualTo("soft");
        assertThat(form.at("/kept/low").asString()).isEqualTo("Seen twice");
    }

    /// Not even with the key at hand: whoever may know asks where it is recorded that they did.
    @Test
    void whatFollowsFromWhatIsSealedIsSealedToo() {
        for (String person : new String[] {"coordinator@01", "investigator@01", "monitor"}) {
            JsonNode form = form(person, "tell");
            for (String code : new String[] {"output", "level", "product", "sensed", "twice"}) {
                assertThat(item(form, code).at("/sealed").booleanValue())
                        .as(code)
                        .isTrue();
                assertThat(item(form, code).at("/value").isNull()).as(code).isTrue();
            }
            assertThat(item(form, "free").at("/value/value").asString()).isEqualTo("60");
            assertThat(form.get("kept")).isEmpty();
        }
    }
}
