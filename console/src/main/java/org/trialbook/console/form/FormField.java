package org.trialbook.console.form;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trialbook.console.page.PageWords;
import tools.jackson.databind.JsonNode;

/// An item of a form, as it is asked and as it stands.
///
/// @param name of the field in the page's form
/// @param unit as it is shown; `ucum` is what goes to the record
/// @param kind `text`, `number`, `choice`, `date` or `long`
/// @param hint what an answer looks like
/// @param sealed whether its answer is kept from whoever must not know the arm
/// @param answer as it stands; empty where there is none
/// @param history the answers from the first to the newest, when there is more than one
public record FormField(
        String name,
        String code,
        String label,
        String unit,
        String ucum,
        String kind,
        String hint,
        boolean required,
        boolean sealed,
        List<Choice> choices,
        String answer,
        List<String> history) {

    /// Before the codes of items, so that no item is mistaken for a field of the page's own.
    static final String ITEM = "item.";

    private static final int LONG = 80;

    public record Choice(String code, String label) {}

    static FormField of(JsonNode asked, ZoneId zone) {
        JsonNode definition = asked.path("definition");
        String code = definition.path("code").asString();
        String ucum = definition.path("unit").asString("");
        String type = definition.path("type").asString();
        List<Choice> choices = choices(definition, type);
        boolean required = definition.path("required").asBoolean(false);
        List<String> history = asked.path("history")
                .valueStream()
                .map(given -> given(given, choices, zone))
                .toList();
        return new FormField(
                ITEM + code,
                code,
                definition.path("label").asString(),
                PageWords.unit(ucum),
                ucum,
                kind(definition, type),
                hint(definition, type, required),
                required,
                asked.path("sealed").asBoolean(false),
                choices,
                shown(asked.path("value"), choices),
                history.size() > 1 ? history : List.of());
    }

    private static List<Choice> choices(JsonNode definition, String type) {
        return type.equals("boolean")
                ? List.of(new Choice("true", "Yes"), new Choice("false", "No"))
                : definition
                        .path("choices")
                        .valueStream()
                        .map(choice -> new Choice(
                                choice.path("code").asString(),
                                choice.path("label").asString()))
                        .toList();
    }

    private static String kind(JsonNode definition, String type) {
        return switch (type) {
            case "integer", "decimal" -> "number";
            case "boolean", "choice" -> "choice";
            case "date" -> "date";
            default -> definition.path("max-length").asInt(LONG + 1) > LONG ? "long" : "text";
        };
    }

    private static String hint(JsonNode definition, String type, boolean required) {
        String min = definition.path("min").asString("");
        String max = definition.path("max").asString("");
        int decimals = definition.path("decimals").asInt(0);
        String range = min.isEmpty() && max.isEmpty()
                ? ""
                : min.isEmpty() ? "at most " + max : max.isEmpty() ? "at least " + min : min + " to " + max;
        String digits =
                type.equals("decimal") && decimals > 0 ? decimals == 1 ? "one decimal" : decimals + " decimals" : "";
        return Stream.of(range, digits, required ? "" : "optional")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String given(JsonNode given, List<Choice> choices, ZoneId zone) {
        String value = shown(given.path("value"), choices);
        String because = given.path("because").asString("");
        return "%s, %s%s"
                .formatted(
                        value.isEmpty() ? "taken back" : value,
                        PageWords.time(Instant.parse(given.path("recordedAt").asString()), zone),
                        because.isEmpty() ? "" : ": " + because);
    }

    private static String shown(JsonNode value, List<Choice> choices) {
        String text = value.path("value").asString("");
        String unit = PageWords.unit(value.path("unit").asString(""));
        return choices.stream()
                        .filter(choice -> choice.code().equals(text))
                        .map(Choice::label)
                        .findFirst()
                        .orElse(text)
                + (unit.isEmpty() ? "" : " " + unit);
    }
}
