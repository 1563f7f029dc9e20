package org.trialbook.view.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.readresults.ReadResultsQuestion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was measured, for those who may ask.
final class ResultsPage extends QuestionPage {
    /// What has a column of its own, or isn't shown.
    private static final List<String> RESULT_COLUMNS =
            List.of("Read", "Subject", "Site", "Visit", "Modality", "Status", "Reader", "Submitted at");
    /// What has a column of its own as a whole.
    private static final List<String> DETAILS = List.of("further", "final", "derived", "afterUnblinding");

    ResultsPage() {
        super("/reads/results", "Read results", "results", ReadResultsQuestion.class);
    }

    public record Result(
            String read,
            @Nullable String subject,
            @Nullable String visit,
            String modality,
            String status,
            List<Field> values,
            List<Field> counts,
            boolean afterUnblinding) {}

    @Override
    protected Map<String, ?> model(Answered answer, Asking asking) {
        return Map.of(
                "rows", answer.list("reads").stream().map(ResultsPage::result).toList());
    }

    /// A reader's own result has neither subject nor visit nor status: it is submitted, or it would not be there.
    private static Result result(JsonNode read) {
        List<Field> values = Field.of(withoutDetails(read)).stream()
                .filter(field -> !RESULT_COLUMNS.contains(field.label()))
                .toList();
        List<Field> counts = new ArrayList<>();
        if (read.path("final").isObject()) {
            counts.addAll(Field.of(read.path("final")));
            read.path("derived")
                    .properties()
                    .forEach(derived -> counts.add(new Field(
                            derived.getKey(),
                            "%s %s (%s, %s m2)"
                                    .formatted(
                                            derived.getValue()
                                                    .at("/value/value")
                                                    .asString(),
                                            derived.getValue().at("/value/unit").asString(),
                                            derived.getValue().path("formula").asString(),
                                            derived.getValue()
                                                    .path("bodySurface")
                                                    .asString()),
                            null,
                            false,
                            false)));
        }
        return new Result(
                read.path("read").asString(),
                text(read, "subject"),
                text(read, "visit"),
                read.path("modality").asString(),
                read.has("status") ? DisplayFormats.of(read.path("status").asString()) : "Submitted",
                values,
                counts,
                read.path("afterUnblinding").asBoolean(false));
    }

    private static JsonNode withoutDetails(JsonNode read) {
        ObjectNode plain = ((ObjectNode) read).deepCopy();
        DETAILS.forEach(plain::remove);
        return plain;
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.path(member).isString() ? node.path(member).asString() : null;
    }
}
