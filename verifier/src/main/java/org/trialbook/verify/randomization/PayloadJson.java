package org.trialbook.verify.randomization;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A payload as its bytes say it: nothing is converted, rounded or left out on the way. A number is looked at as it
/// is spelled and never computed, so that none is too large.
///
/// @param path where in the payload, for the sentence that says what is wrong
/// @param value null, a [Boolean], a [Number] as spelled, a [String], a [List] or a [Map]
record PayloadJson(String path, @Nullable Object value) {

    /// A number, unread.
    private record Number(String spelled) {}

    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,9}");

    static PayloadJson read(String payload) throws UnreadableEventException {
        try (JsonParser in = EventJson.mapper().createParser(payload)) {
            in.nextToken();
            return new PayloadJson("the payload", value(in));
        } catch (JacksonException unreadable) {
            throw new UnreadableEventException("the payload is no JSON of this format");
        }
    }

    private static @Nullable Object value(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> elements = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(in));
            }
            return elements;
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                members.put(name, value(in));
            }
            return members;
        }
        return switch (token) {
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Number(in.getString());
            case VALUE_TRUE, VALUE_FALSE -> token == JsonToken.VALUE_TRUE;
            default -> null;
        };
    }

    private UnreadableEventException isNot(String expected) {
        return new UnreadableEventException(path + " is not " + expected);
    }

    /// The object's members, which have to be exactly these.
    Map<String, PayloadJson> members(String... names) throws UnreadableEventException {
        Map<String, PayloadJson> members = members();
        if (!members.keySet().equals(Set.of(names))) {
            throw isNot("an object with the members " + String.join(", ", names));
        }
        return members;
    }

    /// An object that has some members, and may have others.
    Map<String, PayloadJson> membersAndPerhaps(List<String> names, Set<String> others) throws UnreadableEventException {
        Map<String, PayloadJson> members = members();
        if (!members.keySet().containsAll(names)
                || !members.keySet().stream().allMatch(name -> names.contains(name) || others.contains(name))) {
            throw isNot("an object with the members %s, and perhaps %s"
                    .formatted(String.join(", ", names), String.join(", ", new TreeSet<>(others))));
        }
        return members;
    }

    /// The object's members, whatever their names.
    Map<String, PayloadJson> members() throws UnreadableEventException {
        if (!(value instanceof Map<?, ?> map)) {
            throw isNot("an object");
        }
        Map<String, PayloadJson> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put((String) name, new PayloadJson(name(name), member)));
        return members;
    }

    private String name(Object name) {
        return value instanceof Map && path.equals("the payload") ? "'" + name + "'" : path + "." + name;
    }

    List<PayloadJson> elements() throws UnreadableEventException {
        if (!(value instanceof List<?> list)) {
            throw isNot("an array");
        }
        List<PayloadJson> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(new PayloadJson("an element of " + path, element));
        }
        return elements;
    }

    String text() throws UnreadableEventException {
        if (value instanceof String text) {
            return text;
        }
        throw isNot("a string");
    }

    boolean truth() throws UnreadableEventException {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw isNot("true or false");
    }

    @Nullable
    String textOrNull() throws UnreadableEventException {
        return value == null ? null : text();
    }

    String text(Pattern form) throws UnreadableEventException {
        if (form.matcher(text()).matches()) {
            return text();
        }
        throw isNot("of the form " + form);
    }

    /// A string of a form that a constructor checks.
    <T> T of(Function<String, T> type, String expected) throws UnreadableEventException {
        try {
            return type.apply(text());
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw isNot(expected);
        }
    }

    byte[] base64() throws UnreadableEventException {
        byte[] bytes = of(Base64.getDecoder()::decode, "Base64");
        if (Base64.getEncoder().encodeToString(bytes).equals(value)) {
            return bytes;
        }
        throw isNot("Base64 as this format writes it");
    }

    /// From 0 to 2³¹−1, in digits alone.
    int whole() throws UnreadableEventException {
        if (value instanceof Number(String spelled) && WHOLE.matcher(spelled).matches()) {
            long number = Long.parseLong(spelled);
            if (number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        }
        throw isNot("a whole number from 0 to 2147483647 in digits alone");
    }
}
