package org.trialbook.trial.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.JsonNode;

/// Receipts number what their caller counts: what is recorded beside it moves none of their numbers, and an act has
/// events that its own caller is not told of.
@ExtendWith(SharedServer.class)
class ReceiptsTellNoGapsTest {

    private static final String API = "/api/v1/studies/HOT-CRT";

    private static Answer recorded(TrialServer server, String person, String path, Map<String, ?> body) {
        Answer answer = server.act(person, path, body);
        assertThat(answer.status()).as(path + " → " + answer.body()).isEqualTo(201);
        return answer;
    }

    private static Map<String, Object> attempt(String on) {
        return Map.of("performedOn", on, "attempt", Trial.attempt());
    }

    /// Registered, consented, eligible, randomized, tried once: the coordinator's next act is the sixth, whatever else
    /// was tried; the implanter's own are counted for those who may know of them.
    @Test
    void withheldActsMoveNoOrdinalOfACoordinator(Trial trial) {
        TrialServer server = trial.server();
        String quiet = trial.implanted("03");
        String busy = trial.implanted("03");
        Answer again = recorded(server, "implanter@03", busy + "/acts/record-implant-attempt", attempt("2026-03-20"));
        assertThat(server.act("implanter@03", busy + "/acts/request-crossover", Map.of("reason", "x", "note", ""))
                        .status())
                .isEqualTo(422);

        String act = "/acts/record-visit";
        Map<String, Object> visit = Map.of("visit", "discharge", "doneOn", "2026-03-10");
        Answer beside = recorded(server, "coordinator@03", busy + act, visit);
        Answer alone = recorded(server, "coordinator@03", quiet + act, visit);

        assertThat(ordinals(alone)).containsExactly(6);
        assertThat(ordinals(beside)).containsExactly(6);
        assertThat(alone.header("Location")).isEqualTo(API + quiet + "/timeline?cursor=5&limit=1");
        assertThat(beside.header("Location")).isEqualTo(API + busy + "/timeline?cursor=5&limit=1");
        assertThat(beside.header("X-Record-After")).isEqualTo(busy.substring(busy.lastIndexOf('/') + 1) + ".6");
        // Those who may know of the second attempt count it, and find it where treatments are shown.
        assertThat(ordinals(again)).containsExactly(6);
        assertThat(again.header("Location")).isEqualTo(API + "/unblinded" + busy);
        assertThat(ordinals(recorded(
                        server, "investigator@03", busy + act, Map.of("visit", "week-2", "doneOn", "2026-03-23"))))
                .containsExactly(9);
    }

    @Test
    void aReaderCountsWithinTheRead(Trial trial) {
        TrialServer server = trial.server();
        String read = trial.readAssigned("01");
        String key = UUID.randomUUID().toString();
        String body = """
                {"values": {"qrs-duration": {"value": "130", "unit": "ms"}, "morphology": {"value": "paced"}},
                 "guess": {}}""";

        Answer submitted = server.act("reader-1", read + "/acts/submit-read", key, body);
        trial.registered("02");
        Answer repeat = server.act("reader-1", read + "/acts/submit-read", key, body);

        assertThat(submitted.status()).as(submitted.body()).isEqualTo(201);
        assertThat(ordinals(submitted)).containsExactly(2);
        assertThat(submitted.header("Location"))
                .isEqualTo(API + "/reads/worklist/" + read.substring("/reads/".length()));
        assertThat(repeat.body()).isEqualTo(submitted.body());
        assertThat(repeat.header("Location")).isEqualTo(submitted.header("Location"));
    }

    /// A site puts media to its read, which is nobody's at a site to count: there is a receipt, and no number.
    @Test
    void mediaOfASitesOwnReadHaveAReceiptWithoutANumber(Trial trial) {
        TrialServer server = trial.server();
        String read = trial.readRegistered("01");
        JsonNode registration = server.recorded(
                "coordinator@01", read + "/acts/attach-media", Map.of("media", "sha256:" + trial.uploaded()));
        assertThat(registration.at("/events/0/type").asString()).isEqualTo("MediaAttached");
        assertThat(registration.at("/events/0").propertyNames()).containsExactly("id", "type", "leafHash");

        Answer second = recorded(
                server, "coordinator@01", read + "/acts/attach-media", Map.of("media", "sha256:" + trial.uploaded()));
        assertThat(second.header("Location")).matches(API + "/subjects/01-[0-9]{3}/timeline");
    }

    @Test
    void whoMayKnowPositionsIsToldThem(Trial trial) {
        String read = trial.readRegistered("01");
        long before = trial.server().log().size();

        Answer assigned =
                recorded(trial.server(), "data-manager", read + "/acts/assign-read", Map.of("reader", "reader-2"));

        assertThat(assigned.json().at("/events/0").propertyNames())
                .containsExactly("position", "id", "type", "leafHash");
        assertThat(assigned.json().at("/events/0/position").asLong()).isEqualTo(before);
        assertThat(assigned.header("Location")).isEqualTo(API + "/record?from=" + before + "&limit=1");
    }

    private static List<Integer> ordinals(Answer answer) {
        assertThat(answer.body()).doesNotContain("position");
        return answer.json()
                .get("events")
                .valueStream()
                .map(event -> event.get("ordinal").asInt())
                .toList();
    }
}
