package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Whether everything a protocol must say is said, at whatever depth, and every code is of its form. The
/// walk follows the records, so that a new part of the model is looked at without code of its own; the
/// rules that come after it meet no nulls.
final class ProtocolShape {

    /// Codes stand in strata, tags and sealed fields: no separator may hide in one, and its length is
    /// bounded.
    static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");

    private static final Set<String> CODES = Set.of("code", "modality");

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private final SortedMap<String, String> texts = new TreeMap<>();

    static ProtocolShape of(Protocol protocol) {
        ProtocolShape shape = new ProtocolShape();
        shape.parts("", protocol);
        return shape;
    }

    List<Problem> problems() {
        return problems;
    }

    /// Path → what is said there, of every name and text.
    SortedMap<String, String> texts() {
        return texts;
    }

    /// Whether the protocol has such a place, such as `visits[3].forms`.
    boolean has(String path) {
        return paths.contains(path);
    }

    private void parts(String path, Record thing) {
        for (RecordComponent component : thing.getClass().getRecordComponents()) {
            String name = name(component);
            String at = path.isEmpty() ? name : path + "." + name;
            @Nullable Object part = part(component, thing);
            if (part == null && optional(component)) {
                paths.add(at);
            } else if (part instanceof String code
                    && CODES.contains(name)
                    && !CODE.matcher(code).matches()) {
                problems.add(new Problem(
                        at, "code-form", "'%s' is no code: letters, digits and hyphens, 40 at most".formatted(code)));
            } else {
                part(at, part);
            }
        }
    }

    private void part(String path, @Nullable Object part) {
        paths.add(path);
        switch (part) {
            case null -> problems.add(new Problem(path, "missing", "a protocol says this"));
            case String text when text.isBlank() -> problems.add(new Problem(path, "missing", "it is blank"));
            case String text -> texts.put(path, text);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    part("%s[%d]".formatted(path, i), list.get(i));
                }
            }
            case Map<?, ?> map -> map.forEach((key, value) -> part(path + "." + key, value));
            case Record thing when thing.getClass().getPackage() == Protocol.class.getPackage() -> parts(path, thing);
            default -> {}
        }
    }

    private static boolean optional(RecordComponent component) {
        InFile said = component.getAnnotation(InFile.class);
        return said != null && said.optional();
    }

    static String name(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private static @Nullable Object part(RecordComponent component, Record thing) {
        try {
            return component.getAccessor().invoke(thing);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
