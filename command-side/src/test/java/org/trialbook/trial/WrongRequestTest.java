package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.HotCrt.with;

import java.lang.reflect.RecordComponent;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.trial.TrialServer.Answer;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.http.OpenApiCheck;
import tools.jackson.databind.json.JsonMapper;

/// Every endpoint with every kind of wrong request: a helpful problem, and nothing recorded, not even in part.
@ExtendWith(SharedServer.class)
class WrongRequestTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    /// What the schema of a body tells before it is sent.
    private static final Set<String> OF_THE_SHAPE =
            Set.of("missing-field", "unknown-field", "wrong-type", "malformed-id");
    /// Needed where another field says so: a check of the record's own, of which the schema knows nothing.
    private static final String SAID_BY_THE_RECORD = "mediaHash";

    private static final Map<String, String> TARGETS = new ConcurrentHashMap<>();

    @TestFactory
    List<DynamicTest> nothingIsRecorded(Trial trial) {
        List<DynamicTest> tests = new ArrayList<>();
        ActExamples.all().forEach(row -> add(tests, trial, row));
        return tests;
    }

    private static void add(List<DynamicTest> tests, Trial trial, ActExample<?, ?> row) {
        TrialServer server = trial.server();
        // Prepared once: nothing that follows changes it.
        Supplier<String> path = () -> row.path(TARGETS.computeIfAbsent(row.name(), ignored -> row.target(trial)));
        Map<String, Object> body = row.body(trial);
        String good = JSON.writeValueAsString(body);
        Supplier<HttpRequest.Builder> signedIn =
                () -> server.request(path.get(), good).header("Authorization", "Bearer " + server.token(row.person()));
        Case add =
                (name, request, status, problem) -> tests.add(DynamicTest.dynamicTest(row.name() + ": " + name, () -> {
                    HttpRequest.Builder prepared = request.get();
                    long before = server.log().size();
                    Answer answer = server.send(prepared);
                    assertThat(answer.status() + " " + answer.problem())
                            .as(answer.body())
                            .isEqualTo(status + " " + problem);
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(answer.json().path("detail").asString("")).isNotBlank();
                    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
                    assertThat(OpenApiCheck.ofAnswer(row.name(), status, answer.json()))
                            .isEmpty();
                    assertThat(server.log().size()).isEqualTo(before);
                }));

        add.that("no key", signedIn, 400, "idempotency-key-missing");
        add.that(
                "two keys",
                () -> keyed(signedIn.get()).header("Idempotency-Key", "another"),
                400,
                "idempotency-key-repeated");
        add.that(
                "a key with a space",
                () -> signedIn.get().header("Idempotency-Key", "a b"),
                400,
                "idempotency-key-malformed");
        add.that("nobody signed in", () -> keyed(server.request(path.get(), good)), 401, "not-signed-in");
        add.that(
                "an expired token",
                () -> keyed(as(server.request(path.get(), good), server.expiredToken(row.person()))),
                401,
                "token-expired");
        add.that(
                "a token of another study",
                () -> keyed(
                        as(server.request(path.get(), good), server.token(row.person(), "OTHER", Duration.ofHours(1)))),
                404,
                "no-such-study");
        add.that(
                "another study",
                () -> keyed(as(server.request("/api/v1/studies/OTHER" + path.get(), good), server.token(row.person()))),
                404,
                "no-such-study");
        row.others()
                .forEach(person -> add.that(
                        "as " + person,
                        () -> keyed(as(server.request(path.get(), good), server.token(person))),
                        403,
                        "not-permitted"));
        Target<?> target = row.act().act().target();
        if ((target.equals(Target.SUBJECT) || target.equals(Target.SITE))
                && row.person().endsWith("@01")) {
            add.that(
                    "from another site",
                    () -> keyed(as(
                            server.request(path.get(), good),
                            server.token(row.person().replace("@01", "@02")))),
                    404,
                    target.equals(Target.SITE) ? "no-such-site" : "no-such-subject");
        }
        if (target.equals(Target.SUBJECT)) {
            add.that("a subject nobody registered", on(row, server, good, "/subjects/01-999"), 404, "no-such-subject");
            // Who is at no site acts on every site's.
            if (row.person().endsWith("@01")) {
                add.that("another site's subject", on(row, server, good, "/subjects/02-001"), 404, "no-such-subject");
            }
            add.that("no subject's id", on(row, server, good, "/subjects/x"), 400, "malformed-id");
        }
        if (target.equals(Target.READ)) {
            add.that("a read nobody registered", on(row, server, good, "/reads/R-00000000"), 404, "no-such-read");
            add.that("no read's code", on(row, server, good, "/reads/x"), 400, "malformed-id");
        }

        Sender send = text -> () -> keyed(as(server.request(path.get(), text), server.token(row.person())));
        add.that("no body", send.of(""), 400, "missing-body");
        for (String type : List.of("application/yaml", "application/xml", "application/cbor", "text/plain", "*/*")) {
            add.that(
                    "as " + type,
                    () -> send.of(good).get().setHeader("Content-Type", type),
                    415,
                    "unsupported-media-type");
        }
        add.that(
                "a receipt in YAML",
                () -> send.of(good).get().header("Accept", "application/yaml"),
                406,
                "not-acceptable");
        add.that("a figure out of all proportion", send.of(withFigure(body)), 400, "wrong-type");
        add.that("half a body", send.of(good.substring(0, good.length() - 1)), 400, "malformed-json");
        add.that("two bodies", send.of(good + good), 400, "malformed-json");
        add.that("a list", send.of("[" + good + "]"), 400, "wrong-type");
        Changed changed = (name, field, value, status, problem) -> {
            Map<String, Object> wrong = with(body, field, value);
            add.that(name, send.of(JSON.writeValueAsString(wrong)), status, problem);
            if (OF_THE_SHAPE.contains(problem) && !field.equals(SAID_BY_THE_RECORD)) {
                tests.add(DynamicTest.dynamicTest(
                        row.name() + ": " + name + ", and its schema says so",
                        () -> assertThat(OpenApiCheck.ofRequest(row.name(), JSON.valueToTree(wrong)))
                                .isNotEmpty()));
            }
        };
        changed.that("an unknown field", "arm", "CSP", 400, "unknown-field");
        add.that(
                "a field twice",
                send.of("{\"occurredAt\":\"2026-03-05T10:00:00Z\",\"occurredAt\":\"2026-03-05T10:00:00Z\"}"),
                400,
                "repeated-field");
        for (String field : required(row.name())) {
            changed.that("without " + field, field, ActExample.ABSENT, 400, "missing-field");
            changed.that("with " + field + " null", field, null, 400, "missing-field");
        }
        tooLong(row.act().act().body())
                .forEach((field, text) -> changed.that("with too long a " + field, field, text, 400, "invalid-field"));
        ActEndpoints.fields(row.name())
                .forEach(field -> changed.that(
                        "with " + field.name() + " of the wrong type",
                        field.name(),
                        List.of(List.of(1)),
                        400,
                        "wrong-type"));
        for (String time : List.of(
                "yesterday",
                "2026-03-05",
                "2026-03-05T10:00:00",
                "2126-03-05T10:00:00Z",
                "2026-03-05T10:00:00+05:00[Europe/Berlin]",
                "0026-03-05T10:00:00Z")) {
            changed.that("at " + time, "occurredAt", time, 400, "invalid-field");
        }
        row.wrong()
                .forEach(wrong -> changed.that(
                        wrong.member() + " = " + shown(wrong.value()),
                        wrong.member(),
                        wrong.value(),
                        wrong.status(),
                        wrong.problem()));
    }

    private interface Case {
        void that(String name, Supplier<HttpRequest.Builder> request, int status, String problem);
    }

    private interface Changed {
        void that(String name, String field, @Nullable Object value, int status, String problem);
    }

    private interface Sender {
        Supplier<HttpRequest.Builder> of(String body);
    }

    private static Supplier<HttpRequest.Builder> on(
            ActExample<?, ?> row, TrialServer server, String body, String target) {
        return () -> keyed(as(server.request(row.path(target), body), server.token(row.person())));
    }

    private static HttpRequest.Builder as(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder keyed(HttpRequest.Builder request) {
        return request.header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, @Nullable Object value) {
        return ActExample.changed(body, field, value);
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /// Member → a text, or a list of one, with a character more than it may have.
    private static Map<String, Object> tooLong(Class<?> body) {
        Map<String, Object> tooLong = new LinkedHashMap<>();
        for (RecordComponent member : body.getRecordComponents()) {
            Text text = member.getAnnotation(Text.class);
            if (text != null && text.oneOf().length == 0) {
                String longer = "x".repeat(text.longest() + 1);
                tooLong.put(member.getName(), member.getType() == List.class ? List.of(longer) : longer);
            }
        }
        return tooLong;
    }

    private static List<String> required(String act) {
        return ActEndpoints.fields(act).stream()
                .filter(ActEndpoints.Field::required)
                .map(ActEndpoints.Field::name)
                .toList();
    }

    /// A number so large that whoever makes digits of it is busy for ever.
    private static String withFigure(Map<String, Object> body) {
        String rest = JSON.writeValueAsString(with(body, "occurredAt", ActExample.ABSENT));
        return "{\"occurredAt\":1e1000000000" + (rest.equals("{}") ? "}" : "," + rest.substring(1));
    }
}
