package org.trialbook.protocol.authoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.InFile;

/// A member of a part of a protocol, as the model's records declare it.
///
/// @param name as it is written in the file
/// @param said null where the model adds nothing to the name
record FileMember(String name, Type type, @Nullable InFile said, boolean optional, RecordComponent component) {

    static List<FileMember> of(Class<?> part) {
        return Arrays.stream(part.getRecordComponents()).map(FileMember::of).toList();
    }

    private static FileMember of(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        InFile said = component.getAnnotation(InFile.class);
        return new FileMember(
                property == null || property.value().isEmpty() ? component.getName() : property.value(),
                component.getGenericType(),
                said,
                said != null && said.optional(),
                component);
    }

    String means() {
        return said == null ? "" : said.value();
    }

    @Nullable
    Object of(Record part) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /// What one of the part is called, such as `a visit`.
    static String words(Class<?> part) {
        InFile said = part.getAnnotation(InFile.class);
        return said != null && !said.value().isEmpty()
                ? said.value()
                : part.getSimpleName().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /// The words any of which may stand for the whole of a part.
    static List<String> standIns(Class<?> part) {
        InFile said = part.getAnnotation(InFile.class);
        return said == null ? List.of() : List.of(said.oneOf());
    }

    /// Name in the file → the constant, in the model's order.
    static Map<String, Object> constants(Class<?> kind) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : kind.getEnumConstants()) {
            try {
                Field field = kind.getField(((Enum<?>) constant).name());
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                constants.put(property == null ? constant.toString() : property.value(), constant);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("no constant: " + constant, e);
            }
        }
        return constants;
    }

    /// What a constant is called in the file.
    static String name(Enum<?> constant) {
        return constants(constant.getDeclaringClass()).entrySet().stream()
                .filter(each -> each.getValue() == constant)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static Class<?> raw(Type type) {
        return type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : (Class<?>) type;
    }

    /// What a list holds, or the values of a map.
    static Type held(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }
}
