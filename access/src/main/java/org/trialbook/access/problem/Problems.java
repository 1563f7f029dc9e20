package org.trialbook.access.problem;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.trialbook.event.MalformedIdException;

/// Every kind of problem that isn't an act's own refusal, each in one place with its name and status.
public final class Problems {

    private Problems() {}

    // ---- the body

    public static Problem malformedJson(String detail) {
        return Problem.of("malformed-json", "The body is not well-formed JSON", 400, detail);
    }

    public static Problem missingBody() {
        return Problem.of("missing-body", "The body is missing", 400, "This act takes a JSON object as its body.");
    }

    public static Problem unknownField(String field, Collection<String> permitted) {
        return Problem.of("unknown-field", "A field is not known", 400, "The field '%s' is not known.".formatted(field))
                .with("field", field)
                .with("permitted", List.copyOf(permitted));
    }

    public static Problem repeatedField(String field) {
        return Problem.of(
                        "repeated-field",
                        "A field is given twice",
                        400,
                        "The field '%s' is given more than once.".formatted(field))
                .with("field", field);
    }

    public static Problem missingField(String field) {
        return Problem.of("missing-field", "A field is missing", 400, "The field '%s' is required.".formatted(field))
                .with("field", field);
    }

    public static Problem wrongType(String field, String expected) {
        return Problem.of(
                        "wrong-type",
                        "A field is of the wrong type",
                        400,
                        "The field '%s' takes %s.".formatted(field, expected))
                .with("field", field);
    }

    public static Problem invalidField(String field, String reason) {
        return Problem.of("invalid-field", "A field is not valid", 400, "The field '%s': %s.".formatted(field, reason))
                .with("field", field);
    }

    public static Problem payloadTooLarge(long mostBytes) {
        return Problem.of(
                        "payload-too-large",
                        "The body is too large",
                        413,
                        "A body is at most %d bytes.".formatted(mostBytes))
                .with("limit", mostBytes);
    }

    // ---- the request line and headers

    public static Problem malformedId(MalformedIdException e) {
        return Problem.of("malformed-id", "An id is not of its form", 400, e.getMessage() + ".")
                .with("kind", e.kind());
    }

    public static Problem malformedParameter(String parameter) {
        return Problem.of(
                        "malformed-parameter",
                        "A parameter is not of its form",
                        400,
                        "The parameter '%s' is not of its form.".formatted(parameter))
                .with("parameter", parameter);
    }

    public static Problem missingParameter(String parameter) {
        return Problem.of(
                        "missing-parameter",
                        "A parameter is missing",
                        400,
                        "The parameter '%s' is required.".formatted(parameter))
                .with("parameter", parameter);
    }

    public static Problem malformedRequest() {
        return Problem.of(
                "malformed-request", "The request is malformed", 400, "The request line or a header is malformed.");
    }

    public static Problem misdirected() {
        return Problem.of(
                "misdirected-request",
                "This server does not answer under that name",
                421,
                "The name in the Host header is none of this server's (trialbook.hosts).");
    }

    public static Problem idempotencyKeyMissing() {
        return Problem.of(
                "idempotency-key-missing",
                "The Idempotency-Key header is missing",
                400,
                "Send an Idempotency-Key of your own choice, and the same one when you repeat the request.");
    }

    public static Problem idempotencyKeyRepeated() {
        return Problem.of(
                "idempotency-key-repeated",
                "The Idempotency-Key header is given twice",
                400,
                "Send exactly one Idempotency-Key.");
    }

    public static Problem idempotencyKeyMalformed() {
        return Problem.of(
                "idempotency-key-malformed",
                "The Idempotency-Key header is not of its form",
                400,
                "An Idempotency-Key is 1 to 128 visible ASCII characters without spaces.");
    }

    public static Problem unsupportedMediaType(Collection<String> permitted) {
        return Problem.of(
                        "unsupported-media-type",
                        "The body's media type is not taken here",
                        415,
                        "Send the body as one of: %s.".formatted(String.join(", ", permitted)))
                .with("permitted", List.copyOf(permitted));
    }

    public static Problem notAcceptable(Collection<String> permitted) {
        return Problem.of(
                        "not-acceptable",
                        "No answer in the media type asked for",
                        406,
                        "Answers here are one of: %s.".formatted(String.join(", ", permitted)))
                .with("permitted", List.copyOf(permitted));
    }

    public static Problem methodNotAllowed(Collection<String> permitted) {
        return Problem.of(
                        "method-not-allowed",
                        "The method is not allowed here",
                        405,
                        "Allowed here: %s.".formatted(String.join(", ", permitted)))
                .with("permitted", List.copyOf(permitted));
    }

    public static Problem noSuchPath() {
        return Problem.of("no-such-path", "There is nothing at this path", 404, "There is nothing at this path.");
    }

    static Problem noSuch(String kind) {
        return Problem.of(
                "no-such-" + kind,
                "There is no such %s".formatted(kind),
                404,
                "There is no such %s, or it is not yours to see.".formatted(kind));
    }

    // ---- the caller

    public static Problem notSignedIn() {
        return Problem.of("not-signed-in", "Nobody is signed in", 401, "Send a token: Authorization: Bearer <token>.");
    }

    public static Problem tokenExpired() {
        return Problem.of("token-expired", "The token has expired", 401, "Sign in again for a new token.");
    }

    public static Problem signedOut() {
        return Problem.of("signed-out", "The token was signed out", 401, "Sign in again for a new token.");
    }

    /// @param reason what is wrong with it, without anything the token holds
    public static Problem tokenInvalid(String reason) {
        return Problem.of("token-invalid", "The token is not valid", 401, reason);
    }

    /// What goes with an answer of status 401 (RFC 9110, 11.6.1; RFC 6750, 3).
    public static String challenge(Problem problem) {
        String bearer = "Bearer realm=\"trialbook\"";
        return problem.name().equals(notSignedIn().name())
                ? bearer
                : bearer + ", error=\"invalid_token\", error_description=\"%s\"".formatted(problem.title());
    }

    public static Problem notPermitted(String detail) {
        return Problem.of("not-permitted", "The caller's role does not permit this", 403, detail);
    }

    public static Problem tooManyRequests(long seconds) {
        return Problem.of(
                        "too-many-requests",
                        "Too many requests",
                        429,
                        "Wait %d s before the next request.".formatted(seconds))
                .with("retryAfterSeconds", seconds);
    }

    // ---- ourselves

    /// @param incident the id under which the log holds what happened
    public static Problem unexpected(String incident) {
        return Problem.of(
                        "unexpected",
                        "Something went wrong on this side",
                        500,
                        "Nothing about it can be said here; the operator finds it in the log under this incident.")
                .with("incident", incident);
    }

    /// For a status that a framework decided on and that has no name of its own here. A transfer coding or a version of
    /// HTTP that the container does not know (501, 505) is the caller's doing too.
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> notSignedIn();
            case 403 -> notPermitted("This is not permitted.");
            case 404 -> noSuchPath();
            case 503 ->
                Problem.of("not-ready", "Not ready yet", 503, "The record is being opened. Try again in a moment.");
            default ->
                (status >= 400 && status < 500) || status == 501 || status == 505
                        ? new Problem(
                                malformedRequest().type(),
                                malformedRequest().title(),
                                status,
                                malformedRequest().detail(),
                                Map.of())
                        : Problem.of(
                                "failed", "The request failed", status < 400 ? 500 : status, "The request failed.");
        };
    }
}
