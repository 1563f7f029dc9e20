package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;
import org.trialbook.trial.TrialServer.Answer;
import org.trialbook.trial.http.ActRoutes;
import org.trialbook.trial.http.OpenApiCheck;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every endpoint with a request that is right: 201 and a receipt that the record bears out; repeated, the same
/// receipt.
@ExtendWith(SharedServer.class)
class RightRequestTest {

    static List<ActExample<?, ?>> rows() {
        return ActExamples.all();
    }

    /// One for each act, and no endpoint that is none of them.
    @Test
    void everyEndpointHasAnExample(Trial trial) {
        assertThat(rows().stream().map(ActExample::name)).containsExactlyElementsOf(DeclaredActs.names());
        assertThat(ActEndpoints.mapped(trial.server()).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        DeclaredActs.all().stream().map(ActRoutes::path).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theReceiptIsBorneOutByTheRecordAndARepeatGetsTheFirstOne(ActExample<?, ?> row, Trial shared) {
        if (!row.needsATrialOfItsOwn()) {
            borneOut(row, shared);
            return;
        }
        Trial own = row.ownTrial();
        try (TrialServer server = own.server()) {
            borneOut(row, own);
            assertThat(server.log().size()).isPositive();
        }
    }

    private static void borneOut(ActExample<?, ?> row, Trial trial) {
        TrialServer server = trial.server();
        Log log = server.log();
        String path = row.path(row.target(trial));
        Map<String, Object> body = new LinkedHashMap<>(row.body(trial));
        long before = log.size();
        String key = UUID.randomUUID().toString();
        Answer first = post(server, row, path, key, body);
        if (first.problem().equals("crossover-reason-not-permitted")) {
            body.put("reason", "qrs-not-narrowed");
            before = log.size();
            key = UUID.randomUUID().toString();
            first = post(server, row, path, key, body);
        }

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(OpenApiCheck.ofRequest(row.name(), JsonMapper.shared().valueToTree(body)))
                .isEmpty();
        assertThat(OpenApiCheck.ofAnswer(row.name(), 201, first.json())).isEmpty();
        assertThat(first.header("Idempotency-Replayed")).isEqualTo("false");
        JsonNode receipt = first.json();
        assertThat(receipt.get("act").asString()).isEqualTo(row.name());
        assertThat(receipt.get("study").asString()).isEqualTo("HOT-CRT");
        int events = receipt.get("events").size();
        assertThat(events).isBetween(1, row.mostEvents());
        JsonNode entry = receipt.get("events").get(0);
        boolean positions = !row.person().contains("@") && !row.person().startsWith("reader");
        assertThat(entry.has("position")).isEqualTo(positions);
        if (positions) {
            assertThat(entry.get("position").asLong()).isEqualTo(before);
            assertThat(first.header("Location"))
                    .isEqualTo("/api/v1/studies/HOT-CRT/record?from=" + before + "&limit=" + events);
            assertThat(first.header("X-Record-After")).isEqualTo(Long.toString(before + events));
        }
        assertThat(log.size()).isGreaterThanOrEqualTo(before + events);
        long after = log.size();
        EventLine line = log.line(before);
        assertThat(entry.get("id").asString()).isEqualTo(line.id());
        assertThat(line.type()).isEqualTo("trialbook." + entry.get("type").asString());
        assertThat(entry.get("leafHash").asString())
                .isEqualTo(log.leafHash(before).base64());
        assertThat(receipt.get("recordedAt").asString())
                .isEqualTo(line.recordedAt().toString());

        Answer repeat = post(server, row, path, key, body);
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(receipt(repeat)).isEqualTo(receipt(first));
        assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(OpenApiCheck.ofAnswer(row.name(), 201, repeat.json())).isEmpty();

        Map<String, Object> other = new LinkedHashMap<>(body);
        other.put("occurredAt", "2026-11-01T10:00:00+01:00[Europe/Berlin]");
        Answer reused = post(server, row, path, key, other);
        assertThat(reused.status()).as(reused.body()).isEqualTo(422);
        assertThat(reused.problem()).isEqualTo("idempotency-key-reused");
        assertThat(log.size()).isEqualTo(after);
    }

    /// Without what is shown once.
    private static String receipt(Answer answer) {
        ObjectNode receipt = (ObjectNode) answer.json();
        receipt.remove("shown");
        receipt.remove("shownBefore");
        return receipt.toString();
    }

    private static Answer post(
            TrialServer server, ActExample<?, ?> row, String path, String key, Map<String, Object> body) {
        return server.act(row.person(), path, key, JsonMapper.shared().writeValueAsString(body));
    }
}
