package org.trialbook.console.page;

import java.util.ArrayList;
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
        List<String> about = new ArrayList<>();
        if (mark.path("visit").isString()) {
            about.add(protocol.visitLabel(mark.path("visit").asString()));
        }
        if (mark.path("form").isString()) {
            about.add(protocol.formLabel(mark.path("form").asString()));
        }
        if (mark.path("key").isString()) {
            about.add("entry " + mark.path("key").asString());
        }
        return new OddDay(
                about.isEmpty() ? "Eligibility" : String.join(", ", about),
                PageWords.words(mark.path("rule").asString()),
                mark.path("detail").asString());
    }
}
