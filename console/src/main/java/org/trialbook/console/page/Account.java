package org.trialbook.console.page;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Whose pages these are, as the record says.
///
/// @param practice whether the study is only for practice
/// @param knows kinds of what is sealed that they may know
/// @param today the day at the own site
public record Account(
        String id,
        String name,
        String role,
        @Nullable String site,
        boolean blinded,
        boolean practice,
        Set<String> knows,
        ZoneId zone,
        LocalDate today,
        Set<String> questions) {

    static Account of(JsonNode me) {
        return new Account(
                me.path("id").asString(),
                me.path("name").asString(),
                me.path("role").asString(),
                me.path("site").isString() ? me.path("site").asString() : null,
                me.path("blinded").asBoolean(true),
                me.path("practice").asBoolean(false),
                texts(me.path("knows")),
                ZoneId.of(me.path("zone").asString()),
                LocalDate.parse(me.path("today").asString()),
                texts(me.path("questions")));
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the protocol lets this person know a kind of what is sealed, such as `device-data`.
    public boolean mayKnow(String content) {
        return knows.contains(content);
    }

    /// Whether the record answers this person a question.
    public boolean asks(String question) {
        return questions.contains(question);
    }
}
