package org.trialbook.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One recorded field as a page shows it.
///
/// @param before what a corrected value was; null where nothing was corrected
/// @param sealed whether the field is sealed: there is no text then
/// @param lengthy whether the text is too long to stand in a row
public record RecordedField(
        String label, String text, @Nullable String before, boolean sealed, boolean lengthy) {

    private static final int ONE_ROW = 400;
    private static final String NOTHING = "(nothing)";

    /// The fields of an event's payload, or of any answer, in its order; empty ones are left out.
    public static List<RecordedField> of(JsonNode payload) {
        List<RecordedField> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : payload.properties()) {
            add(fields, member.getKey(), member.getValue());
        }
        return fields;
    }

    /// A quantity that follows from what was measured, with how.
    public static RecordedField derived(String name, JsonNode derived) {
        return plain(
                name,
                "%s %s (%s, %s m2)"
                        .formatted(
                                derived.at("/value/value").asString(),
                                derived.at("/value/unit").asString(),
                                derived.path("formula").asString(),
                                derived.path("bodySurface").asString()));
    }

    private static void add(List<RecordedField> fields, String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (!value.isContainer()) {
            fields.add(plain(PageWords.words(name), value.asString()));
            return;
        }
        if (value.isArray()) {
            addAll(fields, name, value);
            return;
        }
        Set<String> members = Set.copyOf(value.propertyNames());
        if (members.equals(Set.of("sealed"))) {
            fields.add(new RecordedField(PageWords.words(name), "", null, true, false));
        } else if (members.equals(Set.of("value", "unit")) || members.equals(Set.of("value", "unit", "term"))) {
            fields.add(plain(name, measured(value)));
        } else if (members.equals(Set.of("opens", "target", "closes"))) {
            fields.add(plain(
                    PageWords.words(name),
                    "%s to %s, target %s"
                            .formatted(text(value, "opens"), text(value, "closes"), text(value, "target"))));
        } else if (members.equals(Set.of("item", "from", "to", "because"))) {
            fields.add(new RecordedField(
                    text(value, "item"), measured(value.path("to")), measured(value.path("from")), false, false));
            fields.add(plain("Because", text(value, "because")));
        } else {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                // An item's code, and what stands in an event's detail, speak for themselves.
                boolean clear = member.getValue().isObject() || name.equals("detail");
                add(fields, clear ? member.getKey() : name + " " + member.getKey(), member.getValue());
            }
        }
    }

    private static void addAll(List<RecordedField> fields, String name, JsonNode list) {
        if (list.valueStream().noneMatch(JsonNode::isContainer)) {
            if (!list.isEmpty()) {
                fields.add(plain(
                        PageWords.words(name),
                        list.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))));
            }
            return;
        }
        int number = 1;
        for (JsonNode element : list) {
            add(fields, name + " " + number++, element);
        }
    }

    private static RecordedField plain(String label, String text) {
        return new RecordedField(label, text, null, false, text.length() > ONE_ROW);
    }

    private static String measured(JsonNode value) {
        if (!value.isObject()) {
            return NOTHING;
        }
        String unit = value.path("unit").isString() ? " " + text(value, "unit") : "";
        String term = value.path("term").asString("");
        return term.isEmpty() ? text(value, "value") + unit : "%s (%s)".formatted(term, text(value, "value"));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString();
    }
}
