package org.trialbook.trial.valueimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.valueimport.ImportingValuesTest.file;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.JsonNode;

/// A file over HTTP: what would become of it, what became of it, and taking it back.
@ExtendWith(SharedServer.class)
class ImportOverHttpTest {
    private static final String IMPORT = "/sites/01/acts/import-values";
    private static final String PREVIEW = IMPORT + "/preview";

    private static String subject(Trial trial) {
        return trial.consented("01").substring("/subjects/".length());
    }

    private static Map<String, Object> body(String file) {
        return Map.of("file", file, "because", "read again on paper");
    }

    @Test
    void whatWouldBecomeOfItIsToldAndNothingIsRecorded(Trial trial) {
        String first = subject(trial);
        String second = subject(trial);
        trial.server()
                .recorded(
                        "coordinator@01", IMPORT, body(file("nyha-class", first + ",pre-implant,nyha,,2026-03-03,II")));
        long before = trial.server().log().size();

        Answer answer = trial.server()
                .act(
                        "coordinator@01",
                        PREVIEW,
                        body(file(
                                "nyha-class",
                                first + ",pre-implant,nyha,,2026-03-03,III",
                                second + ",pre-implant,nyha,,2026-03-03,I",
                                "01-999,pre-implant,nyha,,2026-03-03,I")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(trial.server().log().size()).isEqualTo(before);
        assertThat(answer.json().path("status").asString()).isEqualTo("refused");
        assertThat(answer.json().at("/refusal/type").asString()).endsWith("import-rows-refused");
        JsonNode rows = answer.json().at("/preview/rows");
        assertThat(rows.valueStream().map(row -> row.path("outcome").asString()))
                .containsExactly("changed", "new", "refused");
        assertThat(rows.at("/0/items/0/from/value").asString()).isEqualTo("II");
        assertThat(rows.at("/0/items/0/to/value").asString()).isEqualTo("III");
        assertThat(rows.at("/2/refusals/0/refusal").asString()).isEqualTo("no-such-subject");
        assertThat(rows.at("/2/refusals/0/column").asString()).isEqualTo("subject");
        assertThat(answer.json().at("/preview/counts/refused").asInt()).isEqualTo(1);
    }

    /// What a hospital's record reports of somebody whom it knows by another number.
    @Test
    void whatOthersReportIsBroughtInAndWhatIsLeftAsideIsTold(Trial trial) {
        String subject = subject(trial);
        Map<String, Object> body = Map.of(
                "file", ReportedValuesTest.file("body.r4.json").replace("01-001", "8812-45"),
                "because", "as the hospital's record has it",
                "reported", Map.of("as", "fhir", "subject", subject, "visit", "pre-implant", "form", "body"));

        Answer preview = trial.server().act("coordinator@01", PREVIEW, body);
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.json().at("/preview/rows/0/outcome").asString()).isEqualTo("new");
        assertThat(preview.json()
                        .at("/preview/aside")
                        .valueStream()
                        .map(aside -> aside.path("because").asString()))
                .containsExactly("its status is entered-in-error", "no item of the form is reported as this");

        JsonNode receipt = trial.server().recorded("coordinator@01", IMPORT, body);
        assertThat(receipt.path("forms").asInt()).isEqualTo(1);
    }

    @Test
    void oneRefusedRowRecordsNothing(Trial trial) {
        String subject = subject(trial);
        long before = trial.server().log().size();

        Answer answer = trial.server()
                .act(
                        "coordinator@01",
                        IMPORT,
                        body(file(
                                "nyha-class",
                                subject + ",pre-implant,nyha,,2026-03-03,II",
                                subject + ",never,nyha,,2026-03-03,II")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("import-rows-refused");
        assertThat(answer.json().at("/evidence").get("row 3, visit").asString()).startsWith("unknown-code");
        assertThat(trial.server().log().size()).isEqualTo(before);
    }

    @Test
    void whatWasBroughtInIsTakenBack(Trial trial) {
        String subject = subject(trial);
        JsonNode receipt = trial.server()
                .recorded(
                        "coordinator@01",
                        IMPORT,
                        body(file("nyha-class", subject + ",pre-implant,nyha,,2026-03-03,II")));
        assertThat(receipt.path("forms").asInt()).isEqualTo(1);

        JsonNode undone = trial.server()
                .recorded(
                        "investigator@01",
                        "/sites/01/acts/undo-import",
                        Map.of("importId", receipt.path("importId").asString(), "because", "of another trial"));

        assertThat(undone.path("events")
                        .valueStream()
                        .map(event -> event.path("type").asString()))
                .containsExactly("ImportUndone", "EnteredInError");
        trial.server()
                .recorded(
                        "coordinator@01",
                        "/subjects/" + subject + "/acts/record-assessment",
                        Map.of(
                                "visit",
                                "pre-implant",
                                "form",
                                "nyha",
                                "assessedOn",
                                "2026-03-03",
                                "values",
                                Map.of("nyha-class", Map.of("value", "II"))));
    }

    /// The preview tells nothing of an arm that the act would not, and the act's refusal is recorded.
    @Test
    void whoIsBlindedIsRefusedAFormThatTellsTheArm(Trial trial) {
        String ecg = file("heart-rate", subject(trial) + ",pre-implant,ecg,,2026-03-03,70");
        long before = trial.server().log().size();

        Answer preview = trial.server().act("coordinator@01", PREVIEW, body(ecg));
        assertThat(preview.json().at("/refusal/type").asString()).endsWith("form-reveals-the-arm");
        assertThat(trial.server().log().size()).isEqualTo(before);
        assertThat(trial.server().act("coordinator@01", IMPORT, body(ecg)).problem())
                .isEqualTo("form-reveals-the-arm");
        assertThat(trial.server().log().size()).isEqualTo(before + 1);
        assertThat(trial.server().log().line(before).type()).endsWith("ActRefused");
    }

    @Test
    void aPreviewIsForThoseWhoMayAct(Trial trial) {
        String nyha = file("nyha-class", subject(trial) + ",pre-implant,nyha,,2026-03-03,II");
        assertThat(trial.server().act("monitor", PREVIEW, body(nyha)).problem()).isEqualTo("not-permitted");
        assertThat(trial.server().act("coordinator@02", PREVIEW, body(nyha)).problem())
                .isEqualTo("no-such-site");
        assertThat(trial.server().act("coordinator@01", PREVIEW, "{}").status()).isEqualTo(400);
    }

    /// More than another act's body may have.
    @Test
    void aFileMayBeLarge(Trial trial) {
        String subject = subject(trial);
        StringBuilder rows = new StringBuilder(subject + ",pre-implant,nyha,,2026-03-03,II");
        rows.append("\r\n").append("x".repeat(2_000_000));
        Answer answer = trial.server().act("coordinator@01", PREVIEW, body(file("nyha-class", rows.toString())));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/preview/faults/0/row").asInt()).isEqualTo(3);
    }
}
