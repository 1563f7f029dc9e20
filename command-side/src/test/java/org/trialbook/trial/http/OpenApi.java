package org.trialbook.trial.http;

import static org.trialbook.trial.http.OpenApiAnswers.header;
import static org.trialbook.trial.http.OpenApiSchemas.object;
import static org.trialbook.trial.http.OpenApiSchemas.ref;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.access.Role;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.http.StrictJson;
import org.trialbook.access.problem.Problem;
import org.trialbook.event.ReadCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.act.Act;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document of the acts, written from their declarations: `docs/openapi.json`.
final class OpenApi {
    /// As the server reads and writes.
    static final JsonMapper JSON = strict();

    /// A body longer than this is shown once, for the act that is recorded.
    private static final int LONG = 4_000;

    private static final Map<String, Class<?>> VARIABLES = Map.of(
            "study", StudyId.class, "site", SiteId.class, "subject", SubjectId.class, "read", ReadCode.class);
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String JSON_TYPE = "application/json";

    private final OpenApiSchemas schemas = new OpenApiSchemas();

    static JsonNode json(Object value) {
        return JSON.valueToTree(value);
    }

    /// The document's text.
    static String text() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        JsonMapper mapper = JsonMapper.builder()
                .defaultPrettyPrinter(printer)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
        return mapper.writeValueAsString(new OpenApi().document()) + "\n";
    }

    private Map<String, Object> document() {
        Map<String, Object> paths = new TreeMap<>();
        DeclaredActs.all().forEach(act -> paths.put(ActRoutes.path(act), object("post", operation(act))));
        Map<String, Object> parameters = parameters();
        Map<String, Object> all = new TreeMap<>(schemas.shared());
        all.putAll(OpenApiAnswers.schemas());
        return object(
                "openapi", "3.1.1",
                "info",
                        object(
                                "title", "Trialbook: acts",
                                "description",
                                        "Every act that can be recorded, as it is declared. Examples are those of the protocol"
                                                + " HOT-CRT; each was decided by the code that decides. Questions and uploads"
                                                + " are not in it.",
                                "version", "1",
                                "license", object("name", "Apache-2.0", "identifier", "Apache-2.0")),
                "servers", List.of(object("url", "/")),
                "security", List.of(object("bearer", List.of())),
                "paths", paths,
                "components",
                        object(
                                "securitySchemes",
                                        object(
                                                "bearer",
                                                object("type", "http", "scheme", "bearer", "bearerFormat", "JWT")),
                                "parameters", parameters,
                                "headers",
                                        object(
                                                "Idempotency-Replayed",
                                                header(
                                                        "Whether this is the answer to an earlier request with this key.",
                                                        object("type", "boolean"))),
                                "responses", OpenApiAnswers.responses(),
                                "schemas", all));
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new TreeMap<>();
        VARIABLES.forEach((name, id) -> parameters.put(
                name, object("name", name, "in", "path", "required", true, "schema", schemas.ofId(id))));
        parameters.put(
                IdempotencyKey.HEADER,
                object(
                        "name", IdempotencyKey.HEADER,
                        "in", "header",
                        "required", true,
                        "description", "Of the caller's choice; a repeat of the request has the same one.",
                        "schema", object("type", "string", "pattern", OpenApiSchemas.pattern(IdempotencyKey.class, "FORM"))));
        return parameters;
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
        return object(
                "operationId", act.name(),
                "tags", List.of(feature(act)),
                "summary", words(act.name()),
                "description", description(act),
                "x-roles", act.permission().roles().stream().map(Role::storedName).sorted().toList(),
                "parameters", parameters,
                "requestBody",
                        object(
                                "required", true,
                                "content",
                                        object(JSON_TYPE, object("schema", schemas.ofBody(act), "examples", examples.requests(LONG)))),
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
                                        "Location", header("Where the caller finds it.", object("type", "string", "format", "uri-reference")),
                                        "Idempotency-Replayed", replayed),
                        "content",
                                object(
                                        JSON_TYPE,
                                        object(
                                                "schema", receipt(act, examples.receipt()),
                                                "examples", object("recorded", object("value", examples.receipt()))))));
        responses.put(
                "422",
                object(
                        "description", "A rule stands against it; or the request names what is not there, or repeats a key.",
                        "headers", object("Idempotency-Replayed", replayed),
                        "content",
                                object(
                                        Problem.MEDIA_TYPE,
                                        object(
                                                "schema", object("oneOf", List.of(ref("Refusal"), ref("Problem"))),
                                                "examples", examples.refusals()))));
        OpenApiAnswers.PROBLEMS.keySet().forEach(status ->
                responses.put(status.toString(), object("$ref", "#/components/responses/" + status)));
        return responses;
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

    private static String description(Act<?, ?, ?> act) {
        Map<String, Boolean> says = new LinkedHashMap<>();
        says.put("Needs a fresh sign-in.", act.needsFreshSignIn());
        says.put("Happens when it is recorded: leave occurredAt out.", act.happensWhenRecorded());
        says.put("Every refusal is itself recorded.", act.recordsRefusals());
        says.put("The study's lock ends it.", act.endsWithTheLock());
        says.put("Shows something once, beside the receipt.", act.showsOnce());
        List<String> sentences = new ArrayList<>();
        sentences.add("Done by: "
                + String.join(", ", act.permission().roles().stream().map(Role::storedName).sorted().toList())
                + ".");
        says.forEach((sentence, true_) -> {
            if (true_) {
                sentences.add(sentence);
            }
        });
        return String.join(" ", sentences);
    }

    private static JsonMapper strict() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new StrictJson().customize(builder);
        return builder.build();
    }
}
