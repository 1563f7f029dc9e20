package org.trialbook.trial.http;

import static org.trialbook.trial.http.OpenApiSchemas.object;
import static org.trialbook.trial.http.OpenApiSchemas.ref;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.access.Role;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.Problem;
import org.trialbook.event.ReadCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.Reasons;
import org.trialbook.trial.act.Act;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI document of the acts, written from their declarations: `docs/openapi.json`.
final class OpenApi {
    static final JsonMapper JSON = Asked.JSON;

    /// A body longer than this is shown once, for the act that is recorded.
    private static final int LONG = 4_000;

    private static final Map<String, Class<?>> VARIABLES =
            Map.of("study", StudyId.class, "site", SiteId.class, "subject", SubjectId.class, "read", ReadCode.class);
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String JSON_TYPE = "application/json";

    private final OpenApiSchemas schemas = new OpenApiSchemas();

    static JsonNode json(Object value) {
        return JSON.valueToTree(value);
    }

    /// The document's text.
    static String text() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        JsonMapper mapper = JsonMapper.builder()
                .defaultPrettyPrinter(printer)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
        return mapper.writeValueAsString(new OpenApi().document()) + "\n";
    }

    /// The frame, filled.
    private JsonNode document() {
        JsonNode document = frame();
        ObjectNode paths = ((ObjectNode) document).putObject("paths");
        DeclaredActs.all().stream()
                .sorted(Comparator.comparing(ActRoutes::path))
                .forEach(act -> paths.set(ActRoutes.path(act), tree(object("post", operation(act)))));
        ObjectNode parameters = (ObjectNode) document.at("/components/parameters");
        new TreeMap<>(VARIABLES)
                .forEach((name, id) -> parameters.set(
                        name, tree(object("name", name, "in", "path", "required", true, "schema", schemas.ofId(id)))));
        pattern(parameters.at("/Idempotency-Key/schema"), IdempotencyKey.class, "FORM");
        JsonNode responses = document.at("/components/responses");
        OpenApiAnswers.PROBLEMS.forEach((status, problems) -> ((ObjectNode) responses.get(status.toString()))
                .set(
                        "content",
                        tree(object(
                                Problem.MEDIA_TYPE,
                                object("schema", ref("Problem"), "examples", OpenApiAnswers.examples(problems))))));
        ObjectNode shared = (ObjectNode) document.at("/components/schemas");
        schemas.shared().forEach((name, schema) -> shared.set(name, tree(schema)));
        pattern(shared.get("OccurredAt"), OccurredAt.class, "TIME");
        ArrayNode refusals = (ArrayNode) shared.at("/Refusal/properties/type/enum");
        Reasons.declared().stream()
                .map(reason -> "urn:trialbook:refusal:" + reason.name())
                .distinct()
                .sorted()
                .forEach(refusals::add);
        return document;
    }

    /// What does not follow from the acts.
    private static JsonNode frame() {
        try (InputStream frame = Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi-frame.json"))) {
            return JsonMapper.shared().readTree(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pattern(JsonNode schema, Class<?> type, String field) {
        ((ObjectNode) schema).put("pattern", OpenApiSchemas.pattern(type, field));
    }

    /// In the order in which it was made.
    private static JsonNode tree(Object value) {
        return JsonMapper.shared().valueToTree(value);
    }

    // ---- one act

    private Map<String, Object> operation(Act<?, ?, ?> act) {
        OpenApiExamples examples = OpenApiExamples.of(act);
        List<Object> parameters = new ArrayList<>();
        Matcher variables = VARIABLE.matcher(ActRoutes.path(act));
        while (variables.find()) {
            parameters.add(object("$ref", "#/components/parameters/" + variables.group(1)));
        }
        parameters.add(object("$ref", "#/components/parameters/" + IdempotencyKey.HEADER));
        if (act.mayTakeLong()) {
            parameters.add(object(
                    "name", "Prefer",
                    "in", "header",
                    "required", false,
                    "description", "respond-async: to be answered later, at the Location of the 202 (RFC 7240).",
                    "schema", object("type", "string")));
        }
        return object(
                "operationId", act.name(),
                "tags", List.of(feature(act)),
                "summary", words(act.name()),
                "description", description(act),
                "x-roles", roles(act),
                "parameters", parameters,
                "requestBody",
                        object(
                                "required",
                                true,
                                "content",
                                object(
                                        JSON_TYPE,
                                        object("schema", schemas.ofBody(act), "examples", examples.requests(LONG)))),
                "responses", responses(act, examples));
    }

    private static Map<String, Object> responses(Act<?, ?, ?> act, OpenApiExamples examples) {
        Map<String, Object> replayed = object("$ref", "#/components/headers/Idempotency-Replayed");
        Map<String, Object> responses = new TreeMap<>();
        responses.put(
                "201",
                object(
                        "description", "It is recorded; the receipt says where.",
                        "headers",
                                object(
                                        "Location",
                                        object("$ref", "#/components/headers/Location"),
                                        "Idempotency-Replayed",
                                        replayed,
                                        "X-Record-After",
                                        object("$ref", "#/components/headers/X-Record-After")),
                        "content",
                                object(
                                        JSON_TYPE,
                                        object(
                                                "schema", receipt(act, examples.receipt()),
                                                "examples", object("recorded", object("value", examples.receipt()))))));
        if (act.mayTakeLong()) {
            responses.put("202", later());
        }
        responses.put(
                "422",
                object(
                        "description",
                                "A rule stands against it; or the request names what is not there, or repeats a key.",
                        "headers", object("Idempotency-Replayed", replayed),
                        "content",
                                object(
                                        Problem.MEDIA_TYPE,
                                        object(
                                                "schema", object("oneOf", List.of(ref("Refusal"), ref("Problem"))),
                                                "examples", examples.refusals()))));
        OpenApiAnswers.PROBLEMS
                .keySet()
                .forEach(
                        status -> responses.put(status.toString(), object("$ref", "#/components/responses/" + status)));
        return responses;
    }

    /// The answer that is not there yet.
    private static Map<String, Object> later() {
        Map<String, Object> running = object(
                "status", object("const", "running"),
                "begunAt", object("type", "string", "format", "date-time"),
                "decided", object("type", "integer", "minimum", 0, "description", "How many rows of what was sent."),
                "of", object("type", List.of("integer", "null"), "description", "How many there are."));
        return object(
                "description",
                "It is answered later, at Location: 202 and this body until it is, then what would have been answered.",
                "headers",
                object("Location", object("$ref", "#/components/headers/Location")),
                "content",
                object(
                        JSON_TYPE,
                        object(
                                "schema",
                                object(
                                        "type",
                                        "object",
                                        "properties",
                                        running,
                                        "required",
                                        List.of("status", "begunAt", "decided", "of")),
                                "examples",
                                object(
                                        "running",
                                        object(
                                                "value",
                                                object(
                                                        "status",
                                                        "running",
                                                        "begunAt",
                                                        "2026-03-03T11:00:00Z",
                                                        "decided",
                                                        1_200,
                                                        "of",
                                                        10_000))))));
    }

    /// What every receipt has, and what this act adds, of the type that it has in the example.
    private static Map<String, Object> receipt(Act<?, ?, ?> act, JsonNode example) {
        Map<String, Object> properties = object(
                "act", object("const", act.name()),
                "study", ref("StudyId"),
                "subject", ref("SubjectId"),
                "recordedAt", object("type", "string", "format", "date-time"),
                "events", object("type", "array", "minItems", 1, "items", ref("RecordedEvent")));
        List<String> required = new ArrayList<>(List.of("act", "study", "recordedAt", "events"));
        example.properties().forEach(member -> {
            if (!properties.containsKey(member.getKey()) && !member.getKey().startsWith("shown")) {
                properties.put(
                        member.getKey(),
                        object("type", member.getValue().isIntegralNumber() ? "integer" : type(member.getValue())));
                required.add(member.getKey());
            }
        });
        if (act.showsOnce()) {
            properties.put(
                    "shown",
                    object(
                            "type", "object",
                            "description", "Shown once, to whoever acts.",
                            "additionalProperties", object("type", "string")));
            properties.put("shownBefore", object("const", true, "description", "A repeat is not shown it again."));
        }
        return object("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }

    private static String type(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    // ---- in words

    private static String feature(Act<?, ?, ?> act) {
        String name = act.getClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String words(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
    }

    private static List<String> roles(Act<?, ?, ?> act) {
        return act.permission().roles().stream().map(Role::storedName).sorted().toList();
    }

    private static String description(Act<?, ?, ?> act) {
        return "Done by: " + String.join(", ", roles(act)) + "."
                + (act.needsFreshSignIn() ? " Needs a fresh sign-in." : "")
                + (act.happensWhenRecorded() ? " Happens when it is recorded: leave occurredAt out." : "")
                + (act.recordsRefusals() ? " Every refusal is itself recorded." : "")
                + (act.endsWithTheLock() ? " The study's lock ends it." : "")
                + (act.showsOnce() ? " Shows something once, beside the receipt." : "");
    }
}
