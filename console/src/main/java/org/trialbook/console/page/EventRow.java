package org.trialbook.console.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One event of a timeline or of the record.
///
/// @param number the event's position, or its ordinal within the subject, as the answer has it
/// @param recordedAt the server's time, for programs; [#recorded] is the same for people
/// @param clinic when it happened in the clinic, with its zone
/// @param leafHash the hash of the event's line in the tree; null where the answer doesn't give it
/// @param withheld whether the caller may not see the event: nothing but position and hash is known then
public record EventRow(
        long number,
        @Nullable String leafHash,
        boolean withheld,
        @Nullable String recordedAt,
        @Nullable String recorded,
        @Nullable String clinic,
        @Nullable String who,
        @Nullable String capacity,
        String what,
        @Nullable String reason,
        List<RecordedField> fields) {

    /// An entry of a timeline.
    public static EventRow ofTimeline(JsonNode entry) {
        return shown(entry, null, entry.path("what").asString(), entry.path("fields"));
    }

    /// An event of the record.
    public static EventRow ofRecord(JsonNode event) {
        String leafHash = event.path("leafHash").asString();
        if (event.has("withheld")) {
            return new EventRow(
                    number(event), leafHash, true, null, null, null, null, null, "Withheld", null, List.of());
        }
        String type = event.path("type").asString();
        JsonNode payload = event.path("payload").deepCopy();
        if (payload instanceof ObjectNode fields) {
            // The page names the study once.
            fields.remove("study");
        }
        return shown(event, leafHash, type.substring(type.lastIndexOf('.') + 1), payload);
    }

    private static EventRow shown(JsonNode event, @Nullable String leafHash, String what, JsonNode payload) {
        Instant recordedAt = Instant.parse(event.path("recordedAt").asString());
        String occurredAt = text(event, "occurredAt");
        JsonNode actor = event.path("actor");
        return new EventRow(
                number(event),
                leafHash,
                false,
                recordedAt.toString(),
                PageWords.utcToTheSecond(recordedAt),
                occurredAt == null ? null : PageWords.clinicTime(occurredAt),
                text(actor, "name"),
                actor.isObject() ? capacity(actor) : null,
                PageWords.words(what),
                text(event, "reason"),
                RecordedField.of(payload));
    }

    private static String capacity(JsonNode actor) {
        String site = text(actor, "site");
        String role = actor.path("role").asString();
        return site == null ? role : role + ", site " + site;
    }

    private static long number(JsonNode event) {
        return event.path(event.has("ordinal") ? "ordinal" : "position").longValue();
    }

    private static @Nullable String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isString() ? value.stringValue() : null;
    }
}
