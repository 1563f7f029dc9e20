package org.trialbook.console.form;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.console.page.PageWords;
import tools.jackson.databind.JsonNode;

/// An item of a form, as it is asked and as it stands.
///
/// @param unit as it is shown; `ucum` is what goes to the record
/// @param kind how it is typed: `text`, `long`, `number`, `choice`, `choices`, `date`, `time`, `moment`,
/// `file`, which is chosen, or `calculated`, which is not typed
/// @param hint what an answer looks like
/// @param sealed whether its answer is kept from whoever must not know the arm
/// @param units in which it can be typed; empty where there is none to choose
/// @param missing reasons that can be given instead of a value
/// @param formula of a calculated item; empty of others
/// @param shownIf null where it is always asked
/// @param requiredIf null where no other answer makes it required
/// @param answer as it stands; empty where there is none
/// @param file hash of the file that is the answer as it stands; empty where it is none
/// @param history the answers from the first to the newest, when there is more than one
public record FormField(
        String code,
        String label,
        String unit,
        String ucum,
        String kind,
        String hint,
        boolean required,
        boolean sealed,
        List<Choice> choices,
        List<Choice> units,
        List<Choice> missing,
        String formula,
        @Nullable FieldCondition shownIf,
        @Nullable FieldCondition requiredIf,
        String answer,
        String file,
        List<String> history) {

    /// Before the codes of items, so that no item is mistaken for a field of the page's own.
    public static final String ITEM = "item.";

    private static final int LONG = 80;
    /// How much of a hash is shown, with what stands before it: as much as tells two files apart.
    private static final int SHORT = 15;
    /// What a file may have where the protocol does not say it.
    private static final int USUAL_MIB = 16;

    public record Choice(String code, String label) {

        /// Codes with their labels, as the protocol names them.
        public static List<Choice> of(JsonNode list) {
            return list.valueStream()
                    .map(choice -> new Choice(
                            choice.path("code").asString(), choice.path("label").asString()))
                    .toList();
        }

        /// The label of a code; the code where nobody names it.
        public static String label(List<Choice> choices, String code) {
            return choices.stream()
                    .filter(choice -> choice.code().equals(code))
                    .map(Choice::label)
                    .findFirst()
                    .orElse(code);
        }
    }

    /// @param asked with its `definition`, and how it stands
    /// @param reasons why a value may be missing, by the protocol
    /// @param zone in which times are shown
    public static FormField of(JsonNode asked, List<Choice> reasons, ZoneId zone) {
        JsonNode definition = asked.path("definition");
        String ucum = definition.path("unit").asString("");
        String type = definition.path("type").asString();
        List<Choice> choices = type.equals("boolean")
                ? List.of(new Choice("true", "Yes"), new Choice("false", "No"))
                : Choice.of(definition.path("choices"));
        boolean required = definition.path("required").asBoolean(false);
        List<String> history = asked.path("history")
                .valueStream()
                .map(given -> given(given, choices, reasons, zone))
                .toList();
        return new FormField(
                definition.path("code").asString(),
                definition.path("label").asString(),
                PageWords.unit(ucum),
                ucum,
                kind(definition, type),
                hint(asked, definition, type, zone),
                required,
                asked.path("sealed").asBoolean(false),
                choices,
                units(definition, ucum),
                missing(definition, reasons),
                definition.path("formula").asString(""),
                FieldCondition.of(definition.path("shown-if")),
                FieldCondition.of(definition.path("required-if")),
                shown(asked.path("value"), choices, reasons) + flag(asked.path("normal")),
                asked.at("/value/file").isObject()
                        ? asked.at("/value/value").asString().replaceFirst("^sha256:", "")
                        : "",
                history.size() > 1 ? history : List.of());
    }

    /// Of the field in the page's form.
    public String name() {
        return ITEM + code;
    }

    /// Whether other answers say that it is asked, or must be answered.
    public boolean conditional() {
        return shownIf != null || requiredIf != null;
    }

    private static List<Choice> units(JsonNode definition, String ucum) {
        JsonNode others = definition.path("alternative-units");
        return others.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(ucum),
                                others.valueStream()
                                        .map(other -> other.path("unit").asString()))
                        .map(unit -> new Choice(unit, PageWords.unit(unit)))
                        .toList();
    }

    private static List<Choice> missing(JsonNode definition, List<Choice> reasons) {
        return definition
                .path("missing")
                .valueStream()
                .map(JsonNode::asString)
                .map(code -> new Choice(code, Choice.label(reasons, code)))
                .toList();
    }

    private static String kind(JsonNode definition, String type) {
        return switch (type) {
            case "integer", "decimal" -> "number";
            case "boolean", "choice" -> "choice";
            case "multi-choice" -> "choices";
            case "date-time" -> "moment";
            case "date", "time", "file", "calculated" -> type;
            case "partial-date", "coded" -> "text";
            default -> definition.path("max-length").asInt(LONG + 1) > LONG ? "long" : "text";
        };
    }

    private static String hint(JsonNode asked, JsonNode definition, String type, ZoneId zone) {
        String min = definition.path("min").asString("");
        String max = definition.path("max").asString("");
        int decimals = definition.path("decimals").asInt(0);
        String range = min.isEmpty() && max.isEmpty()
                ? ""
                : min.isEmpty() ? "at most " + max : max.isEmpty() ? "at least " + min : min + " to " + max;
        String of = range.isEmpty() || definition.path("alternative-units").isEmpty()
                ? range
                : range + " " + PageWords.unit(definition.path("unit").asString());
        String digits =
                type.equals("decimal") && decimals > 0 ? decimals == 1 ? "one decimal" : decimals + " decimals" : "";
        String looks = switch (type) {
            case "partial-date" -> "as much as is known: 2026, 2026-03 or 2026-03-02";
            case "date-time" -> "by the clock of " + PageWords.place(zone);
            case "multi-choice" -> "any that apply";
            case "coded" ->
                "a code of %s %s"
                        .formatted(
                                definition.at("/dictionary/name").asString(""),
                                definition.at("/dictionary/version").asString(""));
            case "file" ->
                "%s, at most %d MiB"
                        .formatted(
                                definition
                                        .at("/files/types")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .collect(Collectors.joining(" or ")),
                                definition.at("/files/at-most").asInt(USUAL_MIB));
            case "calculated" -> "calculated: " + definition.path("formula").asString("");
            default -> "";
        };
        return Stream.of(of, digits, looks, normal(asked.path("normal")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /// What the site's laboratory calls normal; empty where nobody says it.
    private static String normal(JsonNode normal) {
        String from = normal.path("from").asString("");
        String to = normal.path("to").asString("");
        if (from.isEmpty() && to.isEmpty()) {
            return "";
        }
        String limits = from.isEmpty() ? "at most " + to : to.isEmpty() ? "at least " + from : from + " to " + to;
        String unit = PageWords.unit(normal.path("unit").asString(""));
        return "normal " + limits + (unit.isEmpty() ? "" : " " + unit);
    }

    private static String flag(JsonNode normal) {
        return switch (normal.path("flag").asString("")) {
            case "low" -> ", low";
            case "high" -> ", high";
            default -> "";
        };
    }

    private static String given(JsonNode given, List<Choice> choices, List<Choice> reasons, ZoneId zone) {
        String value = shown(given.path("value"), choices, reasons);
        String because = given.path("because").asString("");
        return "%s, %s%s"
                .formatted(
                        value.isEmpty() ? "taken back" : value,
                        PageWords.time(Instant.parse(given.path("recordedAt").asString()), zone),
                        because.isEmpty() ? "" : ": " + because);
    }

    private static String shown(JsonNode value, List<Choice> choices, List<Choice> reasons) {
        String missing = value.path("missing").asString("");
        if (!missing.isEmpty()) {
            return "no value: " + Choice.label(reasons, missing);
        }
        String text = value.path("value").asString("");
        String term = value.path("term").asString("");
        if (!term.isEmpty()) {
            return "%s (%s)".formatted(term, text);
        }
        JsonNode file = value.path("file");
        if (file.isObject()) {
            return "%s (%s…)"
                    .formatted(
                            PageWords.file(
                                    file.path("contentType").asString(),
                                    file.path("bytes").asLong()),
                            text.substring(0, Math.min(SHORT, text.length())));
        }
        String labels = choices.isEmpty()
                ? PageWords.clock(text)
                : Stream.of(text.split(",", -1))
                        .map(code -> Choice.label(choices, code))
                        .collect(Collectors.joining(", "));
        return withUnit(labels, value)
                + Optional.of(value.path("typed"))
                        .filter(JsonNode::isObject)
                        .map(typed ->
                                " (typed as " + withUnit(typed.path("value").asString(), typed) + ")")
                        .orElse("");
    }

    private static String withUnit(String text, JsonNode value) {
        String unit = PageWords.unit(value.path("unit").asString(""));
        return unit.isEmpty() ? text : text + " " + unit;
    }
}
