package org.trialbook.simulation;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server said. Never compared as a whole: bodies are compared byte by byte.
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, HttpHeaders headers, byte[] body) {

    /// Empty when the body isn't JSON.
    public JsonNode json() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    public String text(String member) {
        return json().path(member).asString("");
    }

    boolean replayed() {
        return headers.firstValue("Idempotency-Replayed").orElse("").equals("true");
    }

    boolean isProblem() {
        return headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json");
    }

    public String inWords() {
        return "%d %s".formatted(status, new String(body, StandardCharsets.UTF_8));
    }
}
