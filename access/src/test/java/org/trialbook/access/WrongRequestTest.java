package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.access.Http.FORM;
import static org.trialbook.access.Http.STUDY;
import static org.trialbook.access.Http.VISIT;
import static org.trialbook.access.Http.json;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WrongRequestTest extends InDemo {

    private static void assertProblem(HttpResponse<String> response, int status, String name) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("type").asString()).isEqualTo("urn:trialbook:problem:" + name);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(response.body()).doesNotContain("org.trialbook", "java.", "jackson", "springframework");
    }

    @Test
    void rightRequestIsTaken() throws Exception {
        HttpResponse<String> response = http.send(http.act(token("coordinator@01"), VISIT, FORM));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.body())
                .isEqualTo("{\"date\":\"2026-11-21\",\"outcome\":\"DONE\",\"pulse\":61,"
                        + "\"readings\":[{\"item\":\"qrs\",\"value\":\"142\"}],\"site\":null,\"reason\":null}");
    }

    @Test
    void decimalsMayBeText() throws Exception {
        HttpResponse<String> response =
                http.send(http.act(token("coordinator@01"), VISIT, FORM.replace("142", "\"142.50\"")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.body()).contains("\"142.50\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"date":                                          | malformed-json  |
        not json                                          | malformed-json  |
        {} {}                                             | missing-field   | date
        ~~                                                | missing-body    |
        null                                              | missing-body    |
        []                                                | wrong-type      | (body)
        "text"                                            | wrong-type      | (body)
        {}                                                | missing-field   | date
        """)
    void wrongBody(String body, String name, String field) throws Exception {
        HttpResponse<String> response = http.send(http.act(token("coordinator@01"), VISIT, body == null ? "" : body));
        assertProblem(response, 400, name);
        if (field != null) {
            assertThat(json(response).path("field").asString()).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        "pulse":61        | "pulse":"61"                | wrong-type     | pulse
        "pulse":61        | "pulse":61.5                | wrong-type     | pulse
        "pulse":61        | "pulse":null                | missing-field  | pulse
        "pulse":61        | "pulse":99999999999         | wrong-type     | pulse
        "pulse":61,       | ~~                          | missing-field  | pulse
        "pulse":61        | "pulse":61,"puls":61        | unknown-field  | puls
        "pulse":61        | "pulse":61,"pulse":62       | repeated-field | pulse
        "DONE"            | "done"                      | wrong-type     | outcome
        "DONE"            | 0                           | wrong-type     | outcome
        "2026-11-21"      | "21.11.2026"                | wrong-type     | date
        "2026-11-21"      | null                        | missing-field  | date
        "qrs"             | 1                           | wrong-type     | readings[0].item
        "qrs"             | null                        | missing-field  | readings[0].item
        "item"            | "unit":1,"item"             | unknown-field  | readings[0].unit
        142               | "wide"                      | wrong-type     | readings[0].value
        142               | ""                          | wrong-type     | readings[0].value
        [{                | [null,{                     | missing-field  | readings[0]
        "pulse":61        | "pulse":61,"site":"Lund"    | malformed-id   | site
        "pulse":61        | "pulse":61,"site":1         | wrong-type     | site
        "pulse":61        | "pulse":61,"reason":true    | wrong-type     | reason
        """)
    void wrongField(String right, String wrong, String name, String field) throws Exception {
        String body = FORM.replace(right, wrong);
        HttpResponse<String> response = http.send(http.act(token("coordinator@01"), VISIT, body));
        assertProblem(response, 400, name);
        assertThat(json(response).path("field").asString()).isEqualTo(field);
    }

    @Test
    void somethingFollowsTheBody() throws Exception {
        assertProblem(http.send(http.act(token("coordinator@01"), VISIT, FORM + "{}")), 400, "malformed-json");
    }

    @Test
    void unknownFieldIsToldWhatIsKnown() throws Exception {
        HttpResponse<String> response =
                http.send(http.act(token("coordinator@01"), VISIT, FORM.replace("{\"date\"", "{\"puls\":1,\"date\"")));
        assertThat(json(response).path("permitted").toString())
                .isEqualTo("[\"date\",\"outcome\",\"pulse\",\"readings\",\"reason\",\"site\"]");
    }

    @Test
    void unknownOutcomeIsToldTheOutcomes() throws Exception {
        HttpResponse<String> response =
                http.send(http.act(token("coordinator@01"), VISIT, FORM.replace("DONE", "PERHAPS")));
        assertThat(json(response).path("permitted").toString()).isEqualTo("[\"DONE\",\"MISSED\"]");
    }

    @Test
    void idempotencyKeyMissing() throws Exception {
        var request = http.as(token("coordinator@01"), VISIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(FORM));
        assertProblem(http.send(request), 400, "idempotency-key-missing");
    }

    @Test
    void idempotencyKeyRepeated() throws Exception {
        var request = http.act(token("coordinator@01"), VISIT, FORM).header("Idempotency-Key", "key-2");
        assertProblem(http.send(request), 400, "idempotency-key-repeated");
    }

    @ParameterizedTest
    @CsvSource({"''", "a b", "'a\tb'"})
    void idempotencyKeyMalformed(String key) throws Exception {
        var request = http.act(token("coordinator@01"), VISIT, FORM).setHeader("Idempotency-Key", key);
        assertProblem(http.send(request), 400, "idempotency-key-malformed");
    }

    @Test
    void idempotencyKeyTooLong() throws Exception {
        String path = VISIT;
        var longest = http.act(token("coordinator@01"), path, FORM).setHeader("Idempotency-Key", "k".repeat(128));
        assertThat(http.send(longest).statusCode()).isEqualTo(201);
        var longer = http.act(token("coordinator@01"), path, FORM).setHeader("Idempotency-Key", "k".repeat(129));
        assertProblem(http.send(longer), 400, "idempotency-key-malformed");
    }

    @Test
    void malformedSubject() throws Exception {
        HttpResponse<String> response = http.send(http.as(token("coordinator@01"), STUDY + "/subjects/one"));
        assertProblem(response, 400, "malformed-id");
        assertThat(json(response).path("kind").asString()).isEqualTo("subject");
    }

    @Test
    void malformedParameter() throws Exception {
        HttpResponse<String> response = http.send(http.as(token("coordinator@01"), STUDY + "/overview?asOf=yesterday"));
        assertProblem(response, 400, "malformed-parameter");
        assertThat(json(response).path("parameter").asString()).isEqualTo("asOf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/yaml",
                "application/xml",
                "application/cbor",
                "application/x-jackson-smile",
                "application/vnd.api+json",
                "application/json;charset=UTF-16",
                "application/json;charset=ISO-8859-1",
                "application/x-www-form-urlencoded",
                "multipart/form-data;boundary=x",
                "*/*"
            })
    void unsupportedMediaType(String type) throws Exception {
        var request = http.act(token("coordinator@01"), VISIT, FORM).setHeader("Content-Type", type);
        HttpResponse<String> response = http.send(request);
        assertProblem(response, 415, "unsupported-media-type");
        assertThat(json(response).path("permitted").toString()).isEqualTo("[\"application/json\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=utf-8", "APPLICATION/JSON; charset=\"UTF-8\""})
    void jsonIsTaken(String type) throws Exception {
        var request = http.act(token("coordinator@01"), VISIT, FORM).setHeader("Content-Type", type);
        assertThat(http.send(request).statusCode()).isEqualTo(201);
    }

    /// Before it is done: an act that is recorded must not be answered as if it were not.
    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/yaml", "image/png", "x"})
    void anActWhoseReceiptNobodyTakes(String accept) throws Exception {
        assertProblem(
                http.send(http.act(token("coordinator@01"), VISIT, FORM).header("Accept", accept)),
                406,
                "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource({
        "142, 1e1000000000",
        "142, -1E-1000000000",
        "142, 1e999999999999999999999",
        "61,  1e1000000000",
        "61,  1E400",
        "'\"2026-11-21\"', '\"+999999999-12-31\"'",
        "'\"2026-11-21\"', '\"-999999999-01-01\"'"
    })
    void aFigureOrADayOutOfAllProportion(String right, String wrong) throws Exception {
        assertProblem(
                http.send(http.act(token("coordinator@01"), VISIT, FORM.replace(right, wrong))), 400, "wrong-type");
    }

    @Test
    void notAcceptable() throws Exception {
        var request = http.as(token("coordinator@01"), STUDY + "/overview").header("Accept", "image/png");
        assertProblem(http.send(request), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource({"PUT", "PATCH", "DELETE", "GET"})
    void methodNotAllowed(String method) throws Exception {
        HttpResponse<String> response =
                http.send(http.as(token("coordinator@01"), VISIT).method(method, BodyPublishers.noBody()));
        assertProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        assertThat(json(response).path("permitted").toString()).isEqualTo("[\"POST\"]");
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST"})
    void unknownPath(String method) throws Exception {
        HttpResponse<String> response =
                http.send(http.as(token("coordinator@01"), STUDY + "/nowhere").method(method, BodyPublishers.noBody()));
        assertProblem(response, 404, "no-such-path");
    }

    @Test
    void errorPageAskedForByName() throws Exception {
        assertProblem(http.send(http.as(token("coordinator@01"), "/error")), 404, "no-such-path");
    }

    @Test
    void pathThatTheFirewallRejects() throws Exception {
        assertProblem(http.send(http.as(token("coordinator@01"), STUDY + "//subjects")), 400, "malformed-request");
    }

    @Test
    void anotherStudy() throws Exception {
        assertProblem(
                http.send(http.as(token("coordinator@01", "MIRACLE"), STUDY + "/overview")), 404, "no-such-study");
        assertProblem(
                http.send(http.as(token("coordinator@01"), "/api/v1/studies/hot-crt/overview")), 404, "no-such-study");
    }

    @Test
    void bodyTooLargeAsAnnounced() throws Exception {
        String body = FORM.replace("qrs", "q".repeat(3000));
        HttpResponse<String> response = http.send(http.act(token("coordinator@01"), VISIT, body));
        assertProblem(response, 413, "payload-too-large");
        assertThat(json(response).path("limit").asInt()).isEqualTo(2000);
    }

    @Test
    void bodyTooLargeUnannounced() throws Exception {
        byte[] body = FORM.replace("qrs", "q".repeat(3000)).getBytes(StandardCharsets.UTF_8);
        var request = http.act(token("coordinator@01"), VISIT, "")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertProblem(http.send(request), 413, "payload-too-large");
    }

    @Test
    void refusalCarriesItsEvidence() throws Exception {
        HttpResponse<String> response =
                http.send(http.act(token("coordinator@01"), STUDY + "/subjects/01-001/acts/refuse", FORM));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .isEqualTo("{\"type\":\"urn:trialbook:refusal:already-withdrawn\","
                        + "\"title\":\"The subject has withdrawn\",\"status\":422,\"detail\":\"Since when.\","
                        + "\"since\":\"2026-11-21\"}");
    }
}
