package org.trialbook.trial.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.FreeText;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Text;

/// JSON Schema of what requests say, from the records that acts declare, as [RequestBodies] and [FieldChecks] take it.
/// A record's own checks, such as of two members that need each other, are not in it.
final class OpenApiSchemas {
    private static final String NO_CONTROL = "[^\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]*";
    private static final String SAYS_SOMETHING = "^" + NO_CONTROL + "[\\p{L}\\p{Nd}]" + NO_CONTROL + "$";

    /// By name: what several acts use.
    private final Map<String, Object> shared = new TreeMap<>();

    Map<String, Object> shared() {
        return shared;
    }

    /// Of the whole body: the record's members, and beside them when it happened.
    Map<String, Object> ofBody(Act<?, ?, ?> act) {
        Map<String, Object> properties = properties(act.body());
        List<String> required = required(act.body());
        Map<String, Object> when = ref("OccurredAt");
        properties.put(RequestBodies.OCCURRED_AT, act.saysWhen() ? when : orNull(when));
        if (act.saysWhen()) {
            required.add(RequestBodies.OCCURRED_AT);
        }
        return closed(properties, required);
    }

    /// Of an id, which is a record of one text of a certain form.
    Map<String, Object> ofId(Class<?> id) {
        shared.put(id.getSimpleName(), object("type", "string", "pattern", pattern(id, "FORM")));
        return ref(id.getSimpleName());
    }

    private Map<String, Object> properties(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Map<String, Object> schema = of(component.getAnnotatedType(), component.getAnnotation(Text.class));
            properties.put(component.getName(), nullable(component) ? orNull(schema) : schema);
        }
        return properties;
    }

    private static List<String> required(Class<?> type) {
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!nullable(component)) {
                required.add(component.getName());
            }
        }
        return required;
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Map<String, Object> closed(Map<String, Object> properties, List<String> required) {
        return object("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }

    private Map<String, Object> of(AnnotatedType annotated, @Nullable Text text) {
        if (annotated instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            Map<String, Object> content = of(arguments[arguments.length - 1], text);
            boolean map = ((ParameterizedType) generic.getType()).getRawType() == Map.class;
            return map
                    ? object("type", "object", "additionalProperties", content)
                    : object("type", "array", "items", content);
        }
        return ofClass((Class<?>) annotated.getType(), text);
    }

    private Map<String, Object> ofClass(Class<?> type, @Nullable Text text) {
        if (type == String.class) {
            return text == null ? object("type", "string") : ofText(text);
        } else if (type == int.class || type == Integer.class) {
            return object("type", "integer", "minimum", Integer.MIN_VALUE, "maximum", Integer.MAX_VALUE);
        } else if (type == boolean.class || type == Boolean.class) {
            return object("type", "boolean");
        } else if (type == BigDecimal.class) {
            return object(
                    "type", List.of("number", "string"),
                    "description", "A decimal, as a number or, to the digit, as text.",
                    "pattern", "^-?[0-9]+([.][0-9]+)?$");
        } else if (type == LocalDate.class) {
            return object("type", "string", "format", "date");
        } else if (type.isRecord() && hasJsonValue(type)) {
            return ofId(type);
        } else if (type.isRecord()) {
            if (!shared.containsKey(type.getSimpleName())) {
                shared.put(type.getSimpleName(), closed(properties(type), required(type)));
            }
            return ref(type.getSimpleName());
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private static Map<String, Object> ofText(Text text) {
        if (text.oneOf().length > 0) {
            return object("type", "string", "enum", List.of(text.oneOf()));
        }
        return switch (text.form()) {
            case SHA256 -> object("type", "string", "pattern", pattern(FieldChecks.class, "SHA256"));
            case ZONE ->
                object("type", "string", "description", "An IANA time zone.", "examples", List.of("Europe/Berlin"));
            case NOTE ->
                object(
                        "type",
                        "string",
                        "description",
                        "Empty, or " + FreeText.LAW + ".",
                        "maxLength",
                        text.longest(),
                        "pattern",
                        "^$|" + SAYS_SOMETHING);
            case SAYS_SOMETHING ->
                object(
                        "type",
                        "string",
                        "description",
                        "Free text: " + FreeText.LAW + ".",
                        "maxLength",
                        text.longest(),
                        "pattern",
                        SAYS_SOMETHING);
        };
    }

    private static boolean hasJsonValue(AnnotatedElement type) {
        return List.of(((Class<?>) type).getDeclaredFields()).stream()
                .anyMatch(field -> field.isAnnotationPresent(JsonValue.class));
    }

    /// The form that a class checks, so that it is written down once.
    static String pattern(Class<?> type, String field) {
        try {
            Field declared = type.getDeclaredField(field);
            declared.setAccessible(true);
            // Not everybody who reads it knows groups with names.
            return "^(?:" + ((Pattern) declared.get(null)).pattern().replaceAll("[(][?]<\\w+>", "(") + ")$";
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no " + field, e);
        }
    }

    static Map<String, Object> ref(String schema) {
        return object("$ref", "#/components/schemas/" + schema);
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        return object("anyOf", List.of(schema, object("type", "null")));
    }

    /// A JSON object, in that order.
    ///
    /// @param members name, value, name, value…
    static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }
}
