package org.trialbook.view.pages;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Something odd about a subject's days, in words.
///
/// @param about the visit, and the form
/// @param rule what is odd, in a word or two
public record Mark(String about, String rule, String detail) {

    /// The marks of a subject's answer.
    static List<Mark> of(JsonNode answer) {
        return answer.path("marks").valueStream().map(Mark::one).toList();
    }

    private static Mark one(JsonNode mark) {
        String visit = mark.path("visit").isString() ? mark.path("visit").asString() : "eligibility";
        String form = mark.path("form").isString() ? ", " + mark.path("form").asString() : "";
        return new Mark(
                visit + form,
                DisplayFormats.of(mark.path("rule").asString()),
                mark.path("detail").asString());
    }
}
