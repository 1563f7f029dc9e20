package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The words of a protocol that people are shown, each under its place, such as `forms/ecg/items/heart-rate`:
/// labels and texts of whatever has a code. Translations name those places; codes, units and rules are the same in
/// every language. It follows the model, so that a new part is translated without code of its own.
public final class ProtocolLabels {
    private static final Set<String> WORDS = Set.of("label", "text");
    private static final Set<String> KEYS = Set.of("code", "modality");

    private final @Nullable Map<String, String> words;
    private final Map<String, String> found = new LinkedHashMap<>();

    /// @param words place → what stands there; null to find what stands there now
    private ProtocolLabels(@Nullable Map<String, String> words) {
        this.words = words;
    }

    /// Place → words, in the protocol's own language and order.
    public static Map<String, String> of(Protocol protocol) {
        ProtocolLabels labels = new ProtocolLabels(null);
        labels.part("", protocol);
        return Collections.unmodifiableMap(labels.found);
    }

    /// The protocol in a language; what is not translated stays in its own.
    public static Protocol in(Protocol protocol, String language) {
        Map<String, String> words = protocol.translations().get(language);
        return words == null ? protocol : with(protocol, words);
    }

    /// The protocol with other words at some places.
    static Protocol with(Protocol protocol, Map<String, String> words) {
        return (Protocol) new ProtocolLabels(words).part("", protocol);
    }

    /// Language → the places that are not translated to it; none of a language in which everything is.
    public static Map<String, List<String>> missing(Protocol protocol) {
        Map<String, List<String>> missing = new TreeMap<>();
        Set<String> all = of(protocol).keySet();
        protocol.translations().forEach((language, words) -> {
            List<String> places =
                    all.stream().filter(place -> !words.containsKey(place)).toList();
            if (!places.isEmpty()) {
                missing.put(language, places);
            }
        });
        return missing;
    }

    private Record part(String place, Record part) {
        RecordComponent[] components = part.getClass().getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        boolean changed = false;
        for (int i = 0; i < components.length; i++) {
            Object value = value(components[i], part);
            values[i] = member(place, components[i], value);
            changed |= values[i] != value;
        }
        return changed ? made(part.getClass(), components, values) : part;
    }

    private @Nullable Object member(String place, RecordComponent component, @Nullable Object value) {
        String name = name(component);
        if (value instanceof String text && WORDS.contains(name) && !place.isEmpty()) {
            found.putIfAbsent(place, text);
            return words == null ? value : words.getOrDefault(place, text);
        }
        String at = place.isEmpty() ? name : place + "/" + name;
        if (value instanceof Record part && part.getClass().getPackage() == Protocol.class.getPackage()) {
            return part(at, part);
        }
        return value instanceof List<?> list ? list(at, list) : value;
    }

    private List<?> list(String place, List<?> list) {
        List<Object> all = new ArrayList<>();
        boolean changed = false;
        for (Object each : list) {
            Object now = each instanceof Record part && key(part) != null ? part(place + "/" + key(part), part) : each;
            changed |= now != each;
            all.add(now);
        }
        return changed ? Collections.unmodifiableList(all) : list;
    }

    private static @Nullable String key(Record part) {
        return Arrays.stream(part.getClass().getRecordComponents())
                .filter(component -> KEYS.contains(component.getName()))
                .findFirst()
                .map(component -> Objects.toString(value(component, part)))
                .orElse(null);
    }

    private static String name(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private static @Nullable Object value(RecordComponent component, Record part) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static Record made(Class<? extends Record> type, RecordComponent[] components, @Nullable Object[] values) {
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }
}
