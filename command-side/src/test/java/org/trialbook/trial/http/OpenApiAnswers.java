package org.trialbook.trial.http;

import static org.trialbook.trial.http.OpenApiSchemas.object;
import static org.trialbook.trial.http.OpenApiSchemas.ref;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trialbook.access.clock.ClockSteppedException;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.problem.StaleSignInException;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.SiteId;
import org.trialbook.store.ClockBehindException;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.LogBusyException;
import org.trialbook.store.LogClosedException;
import org.trialbook.store.LogUnavailableException;
import org.trialbook.store.UnsettledAppendException;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Reasons;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.publication.PublishProtocol;

/// What every act may be answered beside its receipt and its refusals, each with an example that the server's own code
/// wrote.
final class OpenApiAnswers {
    private static final Instant NOW = HotCrt.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private OpenApiAnswers() {}

    /// Status → the problems that come with it.
    static final Map<Integer, List<Problem>> PROBLEMS = problems();

    private static Map<Integer, List<Problem>> problems() {
        Map<Integer, List<Problem>> problems = new TreeMap<>();
        problems.put(
                400,
                List.of(
                        Problems.missingBody(),
                        Problems.malformedJson("It ends too early, in line 1, column 40."),
                        Problems.missingField("consentVersion"),
                        Problems.unknownField("arm", List.of("signedOn", "consentVersion", "occurredAt")),
                        Problems.repeatedField("occurredAt"),
                        Problems.wrongType("signedOn", "a day such as 2026-11-21"),
                        Problems.invalidField("consentVersion", "at most 40 characters"),
                        malformedId(),
                        OpenApiExamples.problem(Asked.ask(
                                PublishProtocol.class,
                                HotCrt.by(HotCrt.DATA_MANAGER),
                                HotCrt.STUDY,
                                new PublishProtocol.Body("study: ["))),
                        Problems.idempotencyKeyMissing(),
                        Problems.idempotencyKeyRepeated(),
                        Problems.idempotencyKeyMalformed(),
                        Problems.malformedRequest()));
        problems.put(
                401,
                List.of(
                        Problems.notSignedIn(),
                        Problems.tokenExpired(),
                        Problems.tokenInvalid("The token is not one of this study's identity provider."),
                        Problems.signedOut(),
                        Problems.sessionIdle(),
                        new StaleSignInException(Duration.ofMinutes(5)).problem()));
        problems.put(403, List.of(Problems.notPermitted("The role monitor may not do this.")));
        problems.put(
                404,
                List.of(
                        NoSuchException.study().problem(),
                        NoSuchException.site().problem(),
                        NoSuchException.subject().problem(),
                        NoSuchException.read().problem()));
        problems.put(406, List.of(Problems.notAcceptable(List.of("application/json"))));
        problems.put(413, List.of(Problems.payloadTooLarge(65_536)));
        problems.put(415, List.of(Problems.unsupportedMediaType(List.of("application/json"))));
        problems.put(421, List.of(Problems.misdirected()));
        problems.put(429, List.of(Problems.tooManyRequests(2)));
        problems.put(500, List.of(Problems.unexpected("7f3a9c")));
        problems.put(
                503,
                List.of(
                        unavailable(new LogBusyException(100, 1_000_000)),
                        unavailable(new UnsettledAppendException(7, null)),
                        unavailable(new LogUnavailableException("no answer")),
                        unavailable(new LogClosedException("closed")),
                        unavailable(new DamagedLogException(7, "a hash differs")),
                        unavailable(new ClockBehindException(NOW, LATER)),
                        unavailable(new ClockSteppedException(new ClockWatch.Step(LATER, NOW, NOW)))));
        return problems;
    }

    private static Problem malformedId() {
        try {
            throw new AssertionError(new SiteId("1") + " is of the form");
        } catch (MalformedIdException e) {
            return Problems.malformedId(e);
        }
    }

    private static Problem unavailable(RuntimeException failure) {
        LogUnavailable told = LogUnavailable.of(failure);
        if (told == null || !(told.response().getBody() instanceof Problem problem)) {
            throw new AssertionError(failure + " is not told of");
        }
        return problem;
    }

    /// `components/responses`, by status.
    static Map<String, Object> responses() {
        Map<String, Object> responses = new TreeMap<>();
        PROBLEMS.forEach((status, problems) -> {
            Map<String, Object> response = object("description", description(status));
            if (status == 429 || status == 503) {
                response.put("headers", object("Retry-After", header("Seconds to wait.", object("type", "integer"))));
            }
            if (status == 401) {
                response.put(
                        "headers",
                        object("WWW-Authenticate", header("As RFC 6750 and RFC 9470 have it.", object("type", "string"))));
            }
            Map<String, Object> examples = new LinkedHashMap<>();
            problems.forEach(problem -> examples.put(problem.name(), object("value", OpenApi.json(problem))));
            response.put("content", object(Problem.MEDIA_TYPE, object("schema", ref("Problem"), "examples", examples)));
            responses.put(Integer.toString(status), response);
        });
        return responses;
    }

    static Map<String, Object> header(String description, Map<String, Object> schema) {
        return object("description", description, "schema", schema);
    }

    private static String description(int status) {
        return switch (status) {
            case 400 -> "The request is not one for this act: nothing is decided, nothing recorded.";
            case 401 -> "Nobody is signed in, or not freshly enough.";
            case 403 -> "The caller's role does not do this act.";
            case 404 -> "There is no such target, or it is not the caller's to see; the two are the same bytes.";
            case 406 -> "The caller takes no JSON.";
            case 413 -> "The body, or what would be recorded, is too long.";
            case 415 -> "The body is not JSON.";
            case 421 -> "The server does not answer under that name.";
            case 429 -> "The caller asks too often.";
            case 500 -> "Something went wrong here; repeat the request with the same key.";
            case 503 -> "The record cannot take the act now; repeat the request with the same key.";
            default -> throw new IllegalArgumentException("nothing is said of " + status);
        };
    }

    /// `components/schemas` of what is answered.
    static Map<String, Object> schemas() {
        TreeSet<String> refusals = new TreeSet<>();
        Reasons.declared().stream().map(Reason::name).forEach(refusals::add);
        Map<String, Object> texts = object("type", "object", "additionalProperties", object("type", "string"));
        return object(
                "Problem",
                object(
                        "type", "object",
                        "description", "RFC 9457. A program goes by the type; further members depend on it.",
                        "properties",
                                object(
                                        "type", object("type", "string", "pattern", "^urn:trialbook:problem:[a-z-]+$"),
                                        "title", object("type", "string"),
                                        "status", object("type", "integer"),
                                        "detail", object("type", "string")),
                        "required", List.of("type", "title", "status", "detail")),
                "Refusal",
                object(
                        "type", "object",
                        "description", "RFC 9457: a rule stands against the act; the detail is the rule.",
                        "properties",
                                object(
                                        "type",
                                                object(
                                                        "type", "string",
                                                        "enum",
                                                                refusals.stream()
                                                                        .map(name -> "urn:trialbook:refusal:" + name)
                                                                        .toList()),
                                        "title", object("type", "string"),
                                        "status", object("const", 422),
                                        "detail", object("type", "string"),
                                        "evidence", texts,
                                        "unblindedEvidence", texts,
                                        "decidedAt", object("type", "string", "format", "date-time")),
                        "required", List.of("type", "title", "status", "detail", "evidence"),
                        "additionalProperties", false),
                "RecordedEvent",
                object(
                        "type", "object",
                        "description",
                                "Where an event is: its position in the record or, for site staff and readers, its ordinal"
                                        + " among the events of their subject or read. What a site does not count has"
                                        + " neither.",
                        "properties",
                                object(
                                        "position", object("type", "integer", "minimum", 0),
                                        "ordinal", object("type", "integer", "minimum", 1),
                                        "id", object("type", "string"),
                                        "type", object("type", "string"),
                                        "leafHash", object("type", "string", "description", "Base64 of the leaf's SHA-256.")),
                        "required", List.of("id", "type", "leafHash"),
                        "additionalProperties", false));
    }
}
