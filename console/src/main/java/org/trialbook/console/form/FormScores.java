package org.trialbook.console.form;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a recorded form scores by its instrument, as the record computes it.
///
/// @param instrument with its version and, where one is used, its value set
/// @param sealed whether what is scored tells the arm: then there are no scores
/// @param assumptions what the instrument's source leaves open
public record FormScores(String instrument, boolean sealed, List<Score> scores, List<String> assumptions) {

    /// @param detail how much of it was answered
    public record Score(String label, String value, String detail) {}

    static Optional<FormScores> of(JsonNode answer, String visit, String form) {
        return answer.path("forms")
                .valueStream()
                .filter(each -> each.path("visit").asString().equals(visit)
                        && each.path("form").asString().equals(form))
                .findFirst()
                .map(FormScores::of);
    }

    private static FormScores of(JsonNode scored) {
        String values = scored.path("valueSet").asString("");
        return new FormScores(
                scored.path("instrument").asString() + ", "
                        + scored.path("version").asString() + (values.isEmpty() ? "" : ", value set " + values),
                scored.path("sealed").asBoolean(false),
                scored.path("scores").valueStream().map(FormScores::score).toList(),
                scored.path("assumptions").valueStream().map(JsonNode::asString).toList());
    }

    private static Score score(JsonNode score) {
        return new Score(
                score.path("label").asString(),
                score.path("value").asString("none"),
                score.path("value").isString()
                        ? ""
                        : "%d answered, %d needed"
                                .formatted(
                                        score.path("there").asInt(),
                                        score.path("needed").asInt()));
    }
}
