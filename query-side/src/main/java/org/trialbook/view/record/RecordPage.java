package org.trialbook.view.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;
import tools.jackson.databind.JsonNode;

/// A stretch of the record.
///
/// @param from the first position
/// @param size how many events the record had
public record RecordPage(long from, long size, List<Object> events) {

    /// The key of metadata under which the hash of the request stands, by which a repeated act is told from
    /// another one.
    private static final String SEALED_METADATA = "request";

    /// The members of an event's line, with its leaf hash; a sealed field of the payload is `{"sealed":true}`.
    public record Shown(
            long position,
            String leafHash,
            String id,
            String type,
            String version,
            @Nullable String study,
            List<List<String>> tags,
            Instant recordedAt,
            @Nullable String occurredAt,
            EventLine.@Nullable Actor actor,
            @Nullable String command,
            @Nullable String reason,
            SortedMap<String, String> metadata,
            JsonNode payload) {}

    /// An event that the caller may not see. Its leaf hash keeps the tree complete and tells nothing: every line
    /// carries a random id.
    public record Withheld(long position, String leafHash, boolean withheld) {}

    /// @param payload what of an event's payload is shown; nothing for an event that is withheld
    public static RecordPage of(
            TrialRecord record, long from, long to, long size, Function<ProjectedEvent, Optional<JsonNode>> payload) {
        List<Object> events = new ArrayList<>();
        for (long position = from; position < to; position++) {
            EventLine line = record.line(position);
            String leaf = record.leafHash(position).base64();
            long at = position;
            events.add(record.event(position)
                    .flatMap(payload)
                    .<Object>map(shown -> shown(line, leaf, shown))
                    .orElseGet(() -> new Withheld(at, leaf, true)));
        }
        return new RecordPage(from, size, events);
    }

    public static Shown shown(EventLine line, String leaf, JsonNode payload) {
        return new Shown(
                line.position(),
                leaf,
                line.id(),
                line.type(),
                line.version(),
                line.study(),
                line.tags().stream().map(tag -> List.of(tag.key(), tag.value())).toList(),
                line.recordedAt(),
                line.occurredAt(),
                line.actor(),
                line.command(),
                line.reason(),
                metadata(line),
                payload);
    }

    /// The request's hash is sealed: named, like a sealed field, and not shown.
    private static SortedMap<String, String> metadata(EventLine line) {
        SortedMap<String, String> shown = new TreeMap<>(line.metadata());
        shown.replace(SEALED_METADATA, "sealed");
        return shown;
    }
}
