package org.trialbook.protocol.authoring;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.InFile;
import org.trialbook.protocol.Protocol;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of a protocol's file, by which editors complete and check while somebody types. It is made from
/// the model; what depends on more than one place is told by [ProtocolCheck].
public final class ProtocolSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> CODES = List.of("code", "modality");

    private final Map<String, ObjectNode> parts = new TreeMap<>();

    private ProtocolSchema() {}

    /// The schema as text, the same in every process.
    public static String text() {
        ProtocolSchema schema = new ProtocolSchema();
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "A Trialbook protocol");
        root.setAll(schema.part(Protocol.class));
        ObjectNode definitions = root.putObject("$defs");
        schema.parts.forEach(definitions::set);
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private ObjectNode part(Class<?> part) {
        ObjectNode schema = JSON.objectNode();
        schema.put("description", FileMember.words(part));
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = schema.putObject("properties");
        for (FileMember member : FileMember.of(part)) {
            ObjectNode value = value(member.name(), member.type(), member);
            if (!member.means().isEmpty()) {
                value.put("description", member.means());
            }
            properties.set(member.name(), member.optional() ? orNothing(value) : value);
            if (!member.optional()) {
                required.add(member.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /// What may be left out may also be said to be nothing.
    private static ObjectNode orNothing(ObjectNode value) {
        if (value.get("type") instanceof ArrayNode types) {
            types.add("null");
            return value;
        }
        if (value.has("type") && !value.has("enum")) {
            ArrayNode types = JSON.arrayNode().add(value.get("type")).add("null");
            value.set("type", types);
            return value;
        }
        ObjectNode either = JSON.objectNode();
        if (value.has("description")) {
            either.set("description", value.remove("description"));
        }
        either.putArray("anyOf").add(value).add(JSON.objectNode().put("type", "null"));
        return either;
    }

    private ObjectNode value(String name, Type type, FileMember member) {
        Class<?> raw = FileMember.raw(type);
        ObjectNode schema = JSON.objectNode();
        if (List.class.isAssignableFrom(raw)) {
            schema.put("type", "array");
            schema.set("items", value("", FileMember.held(type), member));
        } else if (Map.class.isAssignableFrom(raw)) {
            schema.put("type", "object");
            schema.set("additionalProperties", value("", FileMember.held(type), member));
        } else if (raw == int.class || raw == Integer.class) {
            schema.put("type", "integer");
        } else if (raw == BigDecimal.class) {
            schema.put("type", "number");
        } else if (raw == boolean.class || raw == Boolean.class) {
            schema.put("type", "boolean");
        } else if (raw.isEnum()) {
            ArrayNode constants = schema.putArray("enum");
            FileMember.constants(raw).keySet().forEach(constants::add);
        } else if (!FileMember.standIns(raw).isEmpty()) {
            ObjectNode word = JSON.objectNode();
            ArrayNode kinds = word.putArray("enum");
            FileMember.standIns(raw).forEach(kinds::add);
            schema.putArray("anyOf").add(word).add(reference(raw));
        } else if (raw.isRecord() && raw != ArmCode.class && raw != StudyId.class) {
            return reference(raw);
        } else {
            text(name, raw, member.said(), schema);
        }
        return schema;
    }

    /// YAML reads 1, true and 2026 as something else than texts; a protocol takes them for texts.
    private static void text(String name, Class<?> raw, @Nullable InFile said, ObjectNode schema) {
        schema.putArray("type").add("string").add("number").add("boolean");
        if (CODES.contains(name) || raw == ArmCode.class || raw == StudyId.class) {
            String form = raw == ArmCode.class
                    ? "^[A-Z][A-Z0-9-]{0,15}$"
                    : raw == StudyId.class ? "^[A-Z][A-Z0-9-]{0,31}$" : "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$";
            schema.put("pattern", form);
        } else if (said != null && said.oneOf().length > 0) {
            schema.remove("type");
            ArrayNode words = schema.putArray("enum");
            List.of(said.oneOf()).forEach(words::add);
        }
    }

    private ObjectNode reference(Class<?> part) {
        String name = part.getSimpleName();
        if (!parts.containsKey(name)) {
            parts.put(name, JSON.objectNode());
            parts.put(name, part(part));
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + name);
    }
}
