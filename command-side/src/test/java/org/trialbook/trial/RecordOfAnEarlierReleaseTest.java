package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.Log;
import org.trialbook.trial.EarlierRelease.Request;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A record that an earlier release has written opens, answers every request of that time as it did then, and goes
/// on: loaded as it was in the end, and as it stood before its lock.
class RecordOfAnEarlierReleaseTest {

    /// Keeps a number's digits as they are: 1.50 is not 1.5.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /// No act, but asked for in the same way.
    private static final String UPLOAD = "media";

    private static final List<Request> REQUESTS = EarlierRelease.requests();
    private static final List<Request> BEFORE_LOCK =
            REQUESTS.stream().filter(request -> request.start() == 1).toList();

    @TempDir
    static Path directory;

    private static final DocumentServer ENDED_STORE = DocumentServer.inMemory();
    private static final DocumentServer RUNNING_STORE = DocumentServer.inMemory();
    private static TrialServer ended;
    private static TrialServer running;

    @BeforeAll
    static void start() throws Exception {
        ended = EarlierRelease.start(
                ENDED_STORE,
                directory.resolve("ended"),
                EarlierRelease.size(),
                EarlierRelease.clock("2026-10-01T08:00:00Z"));
        running = EarlierRelease.start(
                RUNNING_STORE,
                directory.resolve("running"),
                EarlierRelease.sizeBeforeLock(),
                EarlierRelease.clock("2026-07-02T08:00:00Z"));
    }

    @AfterAll
    static void stop() {
        List.of(ended, running).forEach(TrialServer::close);
        List.of(ENDED_STORE, RUNNING_STORE).forEach(DocumentServer::close);
    }

    @Test
    void everyActInItIsKnownAndTheLogIsTheOneThatWasWritten() {
        assertThat(REQUESTS.stream()
                        .filter(request -> request.status() == 201)
                        .map(Request::act)
                        .filter(act -> !act.equals(UPLOAD)))
                .hasSizeGreaterThan(60)
                .isSubsetOf(DeclaredActs.names());
        for (TrialServer server : List.of(ended, running)) {
            server.log().confirm();
            assertThat(server.log().failure()).isEmpty();
            assertThat(server.log().trouble()).isEmpty();
            assertThat(server.get("/actuator/health").status()).isEqualTo(200);
        }
        assertThat(ended.log().root(EarlierRelease.size()).base64()).isEqualTo(EarlierRelease.root());
        assertThat(running.log().root(EarlierRelease.sizeBeforeLock()))
                .isEqualTo(ended.log().root(EarlierRelease.sizeBeforeLock()));
    }

    @Test
    void everyRequestIsAnsweredAgainAsItWasToTheByteAndNothingIsAppended() {
        answeredAsThen(ended, REQUESTS, UnaryOperator.identity());
        answeredAsThen(running, BEFORE_LOCK, UnaryOperator.identity());
    }

    /// What a request says counts, and not how it is spelled.
    @Test
    void aRepeatWithItsMembersInAnotherOrderIsTheSameRequest() {
        answeredAsThen(ended, REQUESTS, body -> backwards(JSON.readTree(body)).toString());
    }

    private static void answeredAsThen(TrialServer server, List<Request> requests, UnaryOperator<String> spelling) {
        long before = server.log().size();
        assertSoftly(softly -> requests.forEach(request -> {
            String key = request.key();
            Answer answer = key == null
                    ? server.upload(request.person(), Base64.getDecoder().decode(request.body()))
                    : server.act(request.person(), request.path(), key, spelling.apply(request.body()));
            String expected = request.repeated() == null ? request.answer() : request.repeated();
            softly.assertThat(answer.status() + " " + answer.body())
                    .as(request.toString())
                    .isEqualTo(request.status() + " " + expected);
            // The timeline's cursor had another name then, which now stands for what one has just written.
            softly.assertThat(answer.header("Location"))
                    .as(request.toString())
                    .isEqualTo(request.location().replace("/timeline?after=", "/timeline?cursor="));
            softly.assertThat(answer.header("Idempotency-Replayed"))
                    .as(request.toString())
                    .isEqualTo(key == null ? "" : "true");
        }));
        assertThat(server.log().size()).isEqualTo(before);
    }

    @Test
    void anotherRequestUnderAKeyOfThatTimeIsToldThatTheKeyWasUsed() {
        long before = ended.log().size();
        assertSoftly(softly -> REQUESTS.stream()
                .filter(request -> request.key() != null)
                .forEach(request -> {
                    ObjectNode body = (ObjectNode) JSON.readTree(request.body());
                    body.put("occurredAt", "2026-03-09T11:12:13+01:00[Europe/Berlin]");
                    Answer answer = ended.act(
                            request.person(), request.path(), Objects.requireNonNull(request.key()), body.toString());
                    softly.assertThat(answer.problem()).as(request.toString()).isEqualTo("idempotency-key-reused");
                }));
        assertThat(ended.log().size()).isEqualTo(before);
    }

    @Test
    void whatTheLockLeavesPossibleIsStillPossibleAndTheRestIsNot() {
        Log log = ended.log();
        Answer late = ended.act(
                "coordinator@01",
                "/sites/01/acts/register-subject",
                Map.of("registeredOn", "2026-03-02", "birthYear", 1955, "sex", "female"));
        assertThat(late.problem()).isEqualTo("study-is-locked");

        long before = log.size();
        String subject =
                "/subjects/" + arms().keySet().stream().sorted().findFirst().orElseThrow();
        JsonNode reported = ended.recorded(
                "coordinator@01",
                subject + "/acts/report-unblinding",
                Map.of("reason", "document", "recipient", "C. Costa", "on", "2026-09-30", "note", "a letter"));
        assertThat(reported.get("events")).hasSize(1);
        assertThat(log.size()).isEqualTo(before + 1);
        assertThat(log.line(before).id())
                .isEqualTo(reported.get("events").get(0).get("id").asString());
        assertThat(log.failure()).isEmpty();
    }

    /// What was asked after the restart is asked of this release on the record as it stood before: from the same seed
    /// and the same subjects before them, the same arms follow.
    @Test
    void theRunningTrialGoesOnAsItDidThen() {
        Map<String, String> arms = arms();
        List<String> randomized = new ArrayList<>();
        for (Request request : REQUESTS) {
            if (request.start() == 2 && request.act().equals("lock-study")) {
                break;
            }
            if (request.start() == 2) {
                Answer answer = running.act(
                        request.person(), request.path(), UUID.randomUUID().toString(), request.body());
                assertThat(answer.status()).as(answer.body()).isEqualTo(request.status());
                assertThat(answer.json().propertyNames())
                        .isEqualTo(JSON.readTree(request.answer()).propertyNames());
                assertThat(answer.json().path("subject"))
                        .isEqualTo(JSON.readTree(request.answer()).path("subject"));
                if (request.act().equals("randomize")) {
                    randomized.add(answer.json().get("subject").asString());
                }
            }
        }
        assertThat(randomized).hasSize(2);
        for (String subject : randomized) {
            assertThat(shown(subject)).isEqualTo(arms.get(subject));
        }
        assertThat(running.log().failure()).isEmpty();
    }

    @Test
    void whatWasSealedThenIsShownToWhoMayKnow() {
        Map<String, String> arms = arms();
        arms.keySet().retainAll(subjectsBeforeLock("trialbook.SubjectRandomized"));
        arms.keySet().removeAll(subjectsBeforeLock("trialbook.SubjectUnblinded"));
        Map<String, String> shown = new HashMap<>();
        arms.keySet().forEach(subject -> shown.put(subject, shown(subject)));
        assertThat(shown).isEqualTo(arms);
        assertThat(shown.values()).contains("CSP", "BVP");
    }

    /// A form's newest value is the corrected one, also where the item is sealed and was corrected twice.
    @Test
    void aCorrectionOfThatTimeStandsAndIsCorrectedAgain() {
        Request last = BEFORE_LOCK.stream()
                .filter(request -> request.body().contains("\"and again\""))
                .findFirst()
                .orElseThrow();
        ObjectNode body = (ObjectNode) JSON.readTree(last.body());
        JsonNode now = body.get("to");
        body.remove("occurredAt");
        body.set("to", JSON.readTree("{\"value\":\"left-septal\"}"));
        Answer differs = running.act(last.person(), last.path(), body);
        assertThat(differs.problem()).isEqualTo("value-differs");
        assertThat(differs.json().get("unblindedEvidence").get("current")).isEqualTo(now.get("value"));
        body.set("from", now);
        running.recorded(last.person(), last.path(), body);
    }

    private static String shown(String subject) {
        JsonNode receipt = running.recorded(
                "safety-board",
                "/subjects/" + subject + "/acts/unblind-subject",
                Map.of("reason", "other", "recipient", "Dr. Noether", "note", "unconscious"));
        return receipt.get("shown").get("arm").asString();
    }

    /// Subject → arm, as the record tells it after the study's unblinding.
    private static Map<String, String> arms() {
        Map<String, String> arms = new HashMap<>();
        for (EventLine line : lines(ended.log(), ended.log().positionsOf("trialbook.AllocationDisclosed"))) {
            JSON.readTree(line.payload()).get("arms").forEachEntry((subject, arm) -> arms.put(subject, arm.asString()));
        }
        return arms;
    }

    private static Set<String> subjectsBeforeLock(String type) {
        long[] positions = Arrays.stream(ended.log().positionsOf(type))
                .filter(position -> position < EarlierRelease.sizeBeforeLock())
                .toArray();
        return lines(ended.log(), positions).stream()
                .map(line -> JSON.readTree(line.payload()).get("subject").asString())
                .collect(Collectors.toSet());
    }

    private static List<EventLine> lines(Log log, long[] positions) {
        List<EventLine> lines = new ArrayList<>();
        for (long position : positions) {
            lines.add(log.line(position));
        }
        return lines;
    }

    private static JsonNode backwards(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                Map<String, JsonNode> members = new LinkedHashMap<>();
                List<String> names = new ArrayList<>(object.propertyNames());
                Collections.reverse(names);
                names.forEach(name -> members.put(name, backwards(object.get(name))));
                yield JSON.createObjectNode().setAll(members);
            }
            default -> json;
        };
    }
}
