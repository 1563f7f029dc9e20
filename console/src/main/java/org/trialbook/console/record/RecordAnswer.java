package org.trialbook.console.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the record answered.
///
/// @param body the answer, or the problem detail (RFC 9457), with every text in it [Isolated]
/// @param moment what the answer is based on: a number of events, or a token; null where it is not said
/// @param next the query of what a list goes on with, of the same moment; null on its last page
/// @param after what a question is asked with to see this act in its answer; null where there is none
/// @param replayed whether the act had been recorded before, by the same request
public record RecordAnswer(
        int status,
        JsonNode body,
        @Nullable String moment,
        @Nullable String next,
        @Nullable String after,
        boolean replayed) {

    public boolean ok() {
        return status / 100 == 2;
    }

    /// The last part of the problem's type, such as `invalid-answers`.
    public String problem() {
        String type = body.path("type").asString("");
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /// Whether a rule of the trial stands against the act.
    public boolean refused() {
        return body.path("type").asString("").startsWith("urn:trialbook:refusal:");
    }

    /// The body as templates read it.
    public Map<String, Object> map() {
        return JsonMapper.shared().convertValue(body, new TypeReference<>() {});
    }

    public List<JsonNode> list(String member) {
        return body.path(member).valueStream().toList();
    }
}
