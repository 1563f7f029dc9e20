package org.trialbook.trial.http;

import static org.trialbook.trial.http.OpenApiSchemas.object;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.act.Act;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds requests and answers against what the document says of them, by a validator of others.
public final class OpenApiCheck {
    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(OpenApi.text());
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private OpenApiCheck() {}

    static JsonNode operation(String act) {
        Act<?, ?, ?> declared = DeclaredActs.named(act);
        return DOCUMENT.get("paths").get(ActRoutes.path(declared)).get("post");
    }

    /// What stands against a body; empty when it may be sent.
    public static List<String> ofRequest(String act, JsonNode body) {
        return faults(act, operation(act).at("/requestBody/content/application~1json/schema"), body);
    }

    /// What stands against an answer; empty when the document says that it may come.
    public static List<String> ofAnswer(String act, int status, JsonNode answer) {
        JsonNode response = resolved(operation(act).get("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of("nothing is said of " + status);
        }
        List<String> faults = new ArrayList<>();
        response.get("content")
                .properties()
                .forEach(content -> faults.addAll(
                        faults(act + " " + status, content.getValue().get("schema"), answer)));
        String type = answer.path("type").asString("");
        if (type.contains(":problem:")
                && examples(response).stream()
                        .noneMatch(example -> example.path("type").asString().equals(type))) {
            faults.add("nothing is said of " + type);
        }
        return faults;
    }

    static List<JsonNode> examples(JsonNode response) {
        List<JsonNode> examples = new ArrayList<>();
        resolved(response)
                .get("content")
                .forEach(content -> content.get("examples").forEach(example -> examples.add(example.get("value"))));
        return examples;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static List<String> faults(String name, JsonNode schema, JsonNode value) {
        return READ
                .computeIfAbsent(
                        name,
                        _ -> SCHEMAS.getSchema(OpenApi.json(
                                object("allOf", List.of(schema), "components", DOCUMENT.get("components")))))
                .validate(value)
                .stream()
                .map(Error::toString)
                .toList();
    }
}
