package org.trialbook.access.problem;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.MalformedIdException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Turns what the JSON reader says of a body into a problem that its sender can use. No Java name gets out.
public final class BodyProblems {

    private static final Pattern REPEATED = Pattern.compile("Duplicate Object property \"(.*)\"");
    private static final Pattern MISSING = Pattern.compile("Missing required creator property '([^']*)'");

    private final JsonMapper mapper;

    public BodyProblems(JsonMapper mapper) {
        this.mapper = mapper;
    }

    public Problem of(Throwable unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ProblemException known -> {
                    return known.problem();
                }
                case PayloadTooLargeException tooLarge -> {
                    return Problems.payloadTooLarge(tooLarge.mostBytes());
                }
                case MalformedIdException id -> {
                    return malformedId(id, unreadable);
                }
                default -> {}
            }
        }
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) {
                return of(json);
            }
        }
        return Problems.missingBody();
    }

    private Problem of(JacksonException e) {
        String said = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                Problems.unknownField(path(unknown, ""), known(unknown.getKnownPropertyIds()));
            case InputCoercionException outOfRange ->
                Problems.wrongType(path(outOfRange, ""), expected(outOfRange.getTargetType()) + " in range");
            case InvalidNullException missing -> Problems.missingField(path(missing, ""));
            case MismatchedInputException mismatch -> {
                Matcher missing = MISSING.matcher(said);
                if (missing.find()) {
                    yield Problems.missingField(path(mismatch, missing.group(1)));
                }
                if (said.startsWith("No content to map")) {
                    yield Problems.missingBody();
                }
                if (said.startsWith("Trailing token")) {
                    yield Problems.malformedJson("Something follows the end of the JSON value.");
                }
                yield wrongType(path(mismatch, ""), mismatch.getTargetType());
            }
            default -> {
                Matcher repeated = REPEATED.matcher(said);
                if (repeated.find()) {
                    yield Problems.repeatedField(repeated.group(1));
                }
                // The record's own constructor refused the value. Its message was written for a log, so it is not
                // repeated here.
                yield e.getPath().isEmpty() || isSyntax(e)
                        ? Problems.malformedJson(where(e.getLocation()))
                        : Problems.invalidField(path(e, ""), "the value is not allowed");
            }
        };
    }

    private static boolean isSyntax(JacksonException e) {
        return e instanceof StreamReadException;
    }

    private static Problem malformedId(MalformedIdException id, Throwable unreadable) {
        Problem problem = Problems.malformedId(id);
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json && !json.getPath().isEmpty()) {
                return problem.with("field", path(json, ""));
            }
        }
        return problem;
    }

    private Problem wrongType(String field, @Nullable Class<?> target) {
        if (target != null && target.isEnum()) {
            List<String> permitted = Arrays.stream(target.getEnumConstants())
                    .map(constant -> mapper.valueToTree(constant).asString())
                    .toList();
            return Problems.wrongType(field, "one of: " + String.join(", ", permitted))
                    .with("permitted", permitted);
        }
        return Problems.wrongType(field, expected(target));
    }

    private static String expected(@Nullable Class<?> target) {
        if (target == null) {
            return "another kind of value";
        }
        if (target == boolean.class || target == Boolean.class) {
            return "true or false";
        }
        if (List.of(int.class, Integer.class, long.class, Long.class).contains(target)) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(target) || target == double.class || target == BigDecimal.class) {
            return "a number";
        }
        if (CharSequence.class.isAssignableFrom(target)) {
            return "text";
        }
        if (target == LocalDate.class) {
            return "a day of the calendar as text, such as 2026-03-02";
        }
        if (Temporal.class.isAssignableFrom(target)) {
            return "a date or time (ISO 8601)";
        }
        if (Collection.class.isAssignableFrom(target)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(target) || target.isRecord() ? "an object" : "another kind of value";
    }

    private static List<String> known(@Nullable Collection<Object> ids) {
        return ids == null
                ? List.of()
                : ids.stream().map(Object::toString).sorted().toList();
    }

    private static String where(@Nullable TokenStreamLocation at) {
        return at == null || at.getLineNr() < 0
                ? "The body is not well-formed JSON."
                : "Line %d, column %d is not well-formed JSON.".formatted(at.getLineNr(), at.getColumnNr());
    }

    /// `visits[2].date`; `(body)` for the whole of it.
    private static String path(JacksonException e, String last) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        if (!last.isEmpty() && !path.toString().equals(last) && !path.toString().endsWith("." + last)) {
            path.append(path.isEmpty() ? "" : ".").append(last);
        }
        return path.isEmpty() ? "(body)" : path.toString();
    }
}
