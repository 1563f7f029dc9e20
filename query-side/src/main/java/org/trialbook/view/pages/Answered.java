package org.trialbook.view.pages;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.trialbook.view.projection.ViewJson;
import org.trialbook.view.question.Responses;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/// An answer of the interface for programs, read back. Pages are made from nothing else, so that no page shows more
/// than its caller could have asked for, and every text in it is [Isolated].
///
/// @param moment what the answer is based on, as its `X-Record-Position` says it
/// @param next the path of this page's continuation; null on the last
public record Answered(
        JsonNode content, String moment, @Nullable String next) {

    public static Answered of(ResponseEntity<byte[]> answer) {
        HttpHeaders headers = answer.getHeaders();
        return new Answered(
                Isolated.all(ViewJson.mapper().readTree(Objects.requireNonNull(answer.getBody()))),
                Objects.requireNonNull(headers.getFirst(Responses.POSITION)),
                next(headers.getFirst(HttpHeaders.LINK)));
    }

    private static @Nullable String next(@Nullable String link) {
        return link == null ? null : link.substring(1, link.indexOf('>'));
    }

    /// The content as templates read it.
    public Map<String, Object> map() {
        return ViewJson.mapper().convertValue(content, new TypeReference<>() {});
    }

    /// The elements of a member that is a list.
    public List<JsonNode> list(String member) {
        return content.path(member).valueStream().toList();
    }
}
