package org.trialbook.console.page;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Something odd about a subject's days, in words.
///
/// @param about the visit, and the form, in the protocol's words
/// @param rule what is odd, in a word or two
public record OddDay(String about, String rule, String detail) {

    /// The marks of a subject's answer.
    public static List<OddDay> of(JsonNode answer, ProtocolWords protocol) {
        return answer.path("marks")
                .valueStream()
                .map(mark -> one(mark, protocol))
                .toList();
    }

    private static OddDay one(JsonNode mark, ProtocolWords protocol) {
        String visit = mark.path("visit").isString()
                ? protocol.visitLabel(mark.path("visit").asString())
                : "Eligibility";
        String form = mark.path("form").isString()
                ? ", " + protocol.formLabel(mark.path("form").asString())
                : "";
        return new OddDay(
                visit + form,
                PageWords.words(mark.path("rule").asString()),
                mark.path("detail").asString());
    }
}
