package org.trialbook.console.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trialbook.console.record.RecordAnswer;
import tools.jackson.databind.JsonNode;

/// Why an act was not recorded, in the places of the page where somebody looks for it.
///
/// @param headline one sentence
/// @param evidence what else the record says of it: name and value
/// @param fields field of the form → what is wrong with it
public record Objections(String headline, List<Evidence> evidence, Map<String, String> fields) {

    /// Nothing stands against it.
    public static final Objections NONE = new Objections("", List.of(), Map.of());

    public record Evidence(String name, String value) {}

    /// What is wrong with answers, each under its item: of what tells the arm only to those who may know it.
    private static final Set<String> ANSWERS = Set.of("invalid-answers", "invalid-implant-attempt");

    /// The rule's name, and the item's where it is repeated: both stand beside.
    private static final String RULE = "(^|; )[a-z-]+: (?:'[^']*' )?";

    /// Before the codes of checks, which the record names so among the items: none of those has a dot in its code.
    private static final String KEPT = "kept.";

    /// @param item prefix of the fields that answer a form's items; other fields have the names of the request's
    public static Objections of(RecordAnswer answer, String item) {
        JsonNode body = answer.body();
        if (ANSWERS.contains(answer.problem()) && said(body).findAny().isPresent()) {
            Map<String, String> fields = new LinkedHashMap<>();
            said(body)
                    .forEach(problem -> fields.put(
                            (problem.getKey().startsWith(KEPT) ? "" : item) + problem.getKey(),
                            sentence(problem.getValue().asString().replaceAll(RULE, "$1"))));
            return new Objections(
                    fields.size() == 1
                            ? "One answer needs another look."
                            : fields.size() + " answers need another look.",
                    List.of(),
                    fields);
        }
        String detail = body.path("detail").asString("The record did not say why.");
        String field = body.path("field").asString("");
        if (!field.isEmpty()) {
            return new Objections("One answer needs another look.", List.of(), Map.of(field, sentence(detail)));
        }
        return new Objections(detail, evidence(body), Map.of());
    }

    /// What stands in the way of an act before anything is typed.
    public static Objections ofRefusal(JsonNode refusal) {
        return new Objections(refusal.path("detail").asString(), evidence(refusal), Map.of());
    }

    private static List<Evidence> evidence(JsonNode body) {
        return said(body)
                .map(each -> new Evidence(
                        PageWords.words(each.getKey()),
                        PageWords.day(each.getValue().asString())))
                .collect(Collectors.toUnmodifiableList());
    }

    /// What is told to everybody, and beside it what is told to those who may know the arm.
    private static Stream<Map.Entry<String, JsonNode>> said(JsonNode body) {
        return Stream.of("evidence", "unblindedEvidence").flatMap(member -> body.path(member).properties().stream());
    }

    private static String sentence(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty()
                ? trimmed
                : Character.toUpperCase(trimmed.charAt(0)) + trimmed.substring(1) + (trimmed.endsWith(".") ? "" : ".");
    }

    public boolean any() {
        return !headline.isEmpty();
    }

    public String of(String field) {
        return fields.getOrDefault(field, "");
    }
}
