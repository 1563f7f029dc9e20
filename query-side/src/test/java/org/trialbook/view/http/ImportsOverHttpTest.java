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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ImportEvent.ImportUndone;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What was brought in from files, and what an empty one looks like.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsOverHttpTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final SiteId SITE = new SiteId("01");

    private QuerySide server;

    @BeforeAll
    void start() throws IOException {
        server = QuerySide.unblinded();
        String protocol = Files.readString(Path.of("../shared-events/src/test/resources/protocols/entries.yaml"));
        server.story()
                .then(new ProtocolPublished(Story.STUDY, "1", "00".repeat(32), protocol))
                .then(opened("01"))
                .then(opened("02"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(new ValuesImported(
                        Story.STUDY, SITE, "c1", List.of(id("01-001")), 2, 0, Sealed.of("ab".repeat(32))))
                .then(recorded("adverse-event", "1", null))
                .then(recorded("device-check", "1", new ItemValue("3", "V")))
                .then(recorded("adverse-event", "2", null))
                .then(new ValuesImported(Story.STUDY, SITE, "c2", List.of(), 0, 0, Sealed.of("cd".repeat(32))))
                .then(new ImportUndone(Story.STUDY, SITE, "c2", 0, 0));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static AssessmentRecorded recorded(String form, String key, @Nullable ItemValue output) {
        return new AssessmentRecorded(
                Story.STUDY,
                id("01-001"),
                SITE,
                null,
                form,
                key,
                DAY,
                Map.of("grade", ItemValue.of("2")),
                output == null ? null : Sealed.of(Map.of("output", output)),
                Map.of(),
                null);
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void theyAreListedForTheirSite() {
        JsonNode imports = ask("coordinator@01", "/imports").path("imports");
        assertThat(imports.valueStream()
                        .map(each -> each.path("importId").asString()
                                + each.path("undone").asBoolean()))
                .containsExactly("c1false", "c2true");
        assertThat(ask("monitor", "/imports").path("imports")).hasSize(2);
        assertThat(ask("coordinator@02", "/imports").path("imports")).isEmpty();
    }

    /// In the order of the file, page by page; nothing that stands behind its events.
    @Test
    void whatOneRecordedIsToldRowByRow() {
        JsonNode rows = ask("coordinator@01", "/imports?importId=c1").path("rows");
        assertThat(rows.valueStream().map(row -> row.path("form").asString()))
                .containsExactly("adverse-event", "device-check");
        assertThat(rows.at("/0/values/0/to/value").asString()).isEqualTo("2");
        assertThat(ask("coordinator@01", "/imports?importId=c1&limit=1").path("rows"))
                .hasSize(1);
        assertThat(ask("coordinator@01", "/imports?importId=c1&limit=1&cursor=1")
                        .at("/rows/0/form")
                        .asString())
                .isEqualTo("device-check");
    }

    @Test
    void whatTellsTheArmIsLeftOut() {
        JsonNode device = ask("coordinator@01", "/imports?importId=c1").at("/rows/1");
        assertThat(device.path("sealed").asBoolean()).isTrue();
        assertThat(device.path("values")
                        .valueStream()
                        .map(value -> value.path("item").asString()))
                .containsExactly("grade");
        assertThat(ask("coordinator@01", "/imports").toString()).doesNotContain("ab".repeat(32));
    }

    @Test
    void anEmptyFileIsAskedFor() {
        JsonNode templates =
                ask("coordinator@01", "/import-template?form=adverse-event").path("templates");
        assertThat(templates).hasSize(1);
        assertThat(templates.at("/0/file").asString()).startsWith("subject,visit,form,key,assessedOn,grade");
        assertThat(ask("coordinator@01", "/import-template").path("templates").size())
                .isGreaterThan(1);
        assertThat(server.as("coordinator@01").get("/import-template?form=none").status())
                .isEqualTo(400);
    }
}
