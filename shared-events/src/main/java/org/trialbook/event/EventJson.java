package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.trialbook.blinding.SealedJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/// How event payloads are written: members in declaration order, maps sorted, decimals as text, nulls present,
/// nothing unknown accepted. The approved samples hold this to the byte.
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("trialbook-payload").addSerializer(BigDecimal.class, new PlainText()))
            .addModule(SealedJson.module())
            .addModule(SharedTexts.module())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private EventJson() {}

    /// The one mapper for payloads.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// @throws JacksonException when a field that must be sealed is not
    public static String write(TrialEvent event) {
        return MAPPER.writeValueAsString(event);
    }

    /// The event that is stored under the name and version; a payload of an earlier version is converted first.
    ///
    /// @param type the stored, qualified name
    /// @throws UnknownEventException when this release does not know the type or the version
    /// @throws JacksonException when the payload is not of that type's shape
    public static TrialEvent read(String type, String version, String payload) {
        Vocabulary.Kind kind = EventTypes.kind(type, version);
        if (kind == null) {
            throw UnknownEventException.of(type, version);
        }
        Class<? extends TrialEvent> known = kind.type().asSubclass(TrialEvent.class);
        if (kind.newest().version().equals(version)) {
            return MAPPER.readValue(payload, known);
        }
        if (MAPPER.readTree(payload) instanceof ObjectNode earlier) {
            return MAPPER.treeToValue(converted(kind, version, earlier), known);
        }
        throw DatabindException.from((JsonParser) null, "a payload of " + type + " is an object");
    }

    private static ObjectNode converted(Vocabulary.Kind kind, String version, ObjectNode payload) {
        int reached = Integer.parseInt(version);
        kind.conversions().subList(reached - 1, kind.conversions().size()).forEach(each -> each.toNext(payload));
        return payload;
    }

    /// 1E+3 is written as "1000": one number, one spelling.
    private static final class PlainText extends StdSerializer<BigDecimal> {
        PlainText() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal number, JsonGenerator out, SerializationContext context) {
            out.writeString(number.toPlainString());
        }
    }
}
