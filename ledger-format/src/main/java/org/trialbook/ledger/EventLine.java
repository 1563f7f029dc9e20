package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One event as it is hashed: a JSON object in UTF-8 whose members always all stand there, in the order of this
/// record's components, without white space. `docs/format.md` is the normative text.
///
/// An event has exactly one line and a line exactly one event: `parse(format(x))` equals `x` and `format(parse(b))`
/// equals `b`, byte for byte.
///
/// @param position place in the log, from 0, without gaps
/// @param id the event's id, not empty
/// @param type stored name with its namespace, never a Java name; not empty
/// @param version version of the stored name's schema; not empty
/// @param study the study the event belongs to, or null
/// @param tags what the event can be found by; kept sorted by key, then value
/// @param recordedAt when the log took the event, in whole microseconds
/// @param occurredAt when it happened in the clinic, with its zone, or null
/// @param actor who did it, or null if no person did
/// @param command the key of the command that caused it, or null
/// @param reason why, in the actor's words, or null
/// @param metadata whatever else the sender attached; kept sorted by key
/// @param payload the event's own content: one JSON value, verbatim
public record EventLine(
        long position,
        String id,
        String type,
        String version,
        @Nullable String study,
        List<Tag> tags,
        Instant recordedAt,
        @Nullable String occurredAt,
        @Nullable Actor actor,
        @Nullable String command,
        @Nullable String reason,
        SortedMap<String, String> metadata,
        String payload) {

    /// The longest line there may be, in bytes, without a newline.
    public static final int MAX_BYTES = 65_535;

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withResolverStyle(ResolverStyle.STRICT);

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    /// @throws IllegalArgumentException if the components can't be written as a line
    public EventLine {
        require(position >= 0, "position is negative");
        require(!id.isEmpty(), "id is empty");
        require(!type.isEmpty(), "type is empty");
        require(!version.isEmpty(), "version is empty");
        require(
                recordedAt.equals(recordedAt.truncatedTo(ChronoUnit.MICROS)),
                "recordedAt is finer than a microsecond: " + recordedAt);
        require(
                !recordedAt.isBefore(EARLIEST) && recordedAt.isBefore(TOO_LATE),
                "recordedAt does not have a year of four digits: " + recordedAt);
        tags = tags.stream().sorted(Tag.ORDER).toList();
        for (int i = 1; i < tags.size(); i++) {
            require(!tags.get(i - 1).equals(tags.get(i)), "a tag is repeated");
        }
        SortedMap<String, String> sorted = new TreeMap<>(CodePointOrder.INSTANCE);
        sorted.putAll(metadata);
        metadata = Collections.unmodifiableSortedMap(sorted);
        Json.requireValue(payload);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// What an event can be found by, such as `subject` = `01-003`.
    public record Tag(String key, String value) {

        static final Comparator<Tag> ORDER = Comparator.comparing(Tag::key, CodePointOrder.INSTANCE)
                .thenComparing(Tag::value, CodePointOrder.INSTANCE);
    }

    /// Who did it, in which role, and at which site if the role belongs to one.
    public record Actor(
            String id, String name, String role, @Nullable String site) {}

    /// The bytes that are hashed, without a newline.
    ///
    /// @throws OversizedLineException if there are more than [#MAX_BYTES]
    /// @throws IllegalArgumentException if a string holds half of a surrogate pair
    public byte[] format() {
        StringBuilder out = new StringBuilder(256 + payload.length());
        out.append("{\"position\":").append(position);
        string(out, ",\"id\":", id);
        string(out, ",\"type\":", type);
        string(out, ",\"version\":", version);
        string(out, ",\"study\":", study);
        out.append(",\"tags\":[");
        String separator = "";
        for (Tag tag : tags) {
            string(out, separator + "[", tag.key);
            string(out, ",", tag.value);
            out.append(']');
            separator = ",";
        }
        string(out, "],\"recordedAt\":", formatInstant(recordedAt));
        string(out, ",\"occurredAt\":", occurredAt);
        if (actor == null) {
            out.append(",\"actor\":null");
        } else {
            string(out, ",\"actor\":{\"id\":", actor.id);
            string(out, ",\"name\":", actor.name);
            string(out, ",\"role\":", actor.role);
            string(out, ",\"site\":", actor.site);
            out.append('}');
        }
        string(out, ",\"command\":", command);
        string(out, ",\"reason\":", reason);
        out.append(",\"metadata\":{");
        separator = "";
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            string(out, separator, entry.getKey());
            string(out, ":", entry.getValue());
            separator = ",";
        }
        out.append("},\"payload\":").append(payload).append('}');
        byte[] line = out.toString().getBytes(StandardCharsets.UTF_8);
        if (line.length > MAX_BYTES) {
            throw new OversizedLineException(line.length);
        }
        return line;
    }

    private static void string(StringBuilder out, String before, @Nullable String value) {
        out.append(before);
        if (value == null) {
            out.append("null");
        } else {
            Json.quote(value, out);
        }
    }

    /// Reads a line as strictly as [#format] writes it.
    ///
    /// @throws MalformedLineException naming the first byte that is not as it must be
    public static EventLine parse(byte[] line) {
        if (line.length > MAX_BYTES) {
            throw new MalformedLineException(MAX_BYTES, "a line of at most " + MAX_BYTES + " bytes");
        }
        String text = new String(line, StandardCharsets.UTF_8);
        // Decoding replaces what is not UTF-8, so it comes back different.
        int difference = Arrays.mismatch(text.getBytes(StandardCharsets.UTF_8), line);
        if (difference >= 0) {
            throw new MalformedLineException(difference, "UTF-8");
        }
        try {
            return parse(new JsonScanner(text));
        } catch (MalformedJsonException malformed) {
            throw new MalformedLineException(malformed.offset(), malformed.expected());
        }
    }

    private static EventLine parse(JsonScanner in) {
        in.expect("{\"position\":");
        long position = in.number();
        in.expect(",\"id\":");
        String id = in.nonEmptyString();
        in.expect(",\"type\":");
        String type = in.nonEmptyString();
        in.expect(",\"version\":");
        String version = in.nonEmptyString();
        in.expect(",\"study\":");
        String study = in.stringOrNull();
        in.expect(",\"tags\":[");
        List<Tag> tags = parseTags(in);
        in.expect(",\"recordedAt\":");
        Instant recordedAt = parseInstant(in);
        in.expect(",\"occurredAt\":");
        String occurredAt = in.stringOrNull();
        in.expect(",\"actor\":");
        Actor actor = in.take("null") ? null : parseActor(in);
        in.expect(",\"command\":");
        String command = in.stringOrNull();
        in.expect(",\"reason\":");
        String reason = in.stringOrNull();
        in.expect(",\"metadata\":{");
        SortedMap<String, String> metadata = parseMetadata(in);
        in.expect(",\"payload\":");
        String payload = in.value();
        in.expect("}");
        in.end();
        return new EventLine(
                position,
                id,
                type,
                version,
                study,
                tags,
                recordedAt,
                occurredAt,
                actor,
                command,
                reason,
                metadata,
                payload);
    }

    private static List<Tag> parseTags(JsonScanner in) {
        List<Tag> tags = new ArrayList<>();
        if (in.take("]")) {
            return tags;
        }
        do {
            int mark = in.mark();
            in.expect("[");
            String key = in.string();
            in.expect(",");
            Tag tag = new Tag(key, in.string());
            in.expect("]");
            if (!tags.isEmpty() && Tag.ORDER.compare(tags.getLast(), tag) >= 0) {
                throw in.error(mark, "tags in ascending order");
            }
            tags.add(tag);
        } while (in.take(","));
        in.expect("]");
        return tags;
    }

    private static Actor parseActor(JsonScanner in) {
        in.expect("{\"id\":");
        String id = in.string();
        in.expect(",\"name\":");
        String name = in.string();
        in.expect(",\"role\":");
        String role = in.string();
        in.expect(",\"site\":");
        String site = in.stringOrNull();
        in.expect("}");
        return new Actor(id, name, role, site);
    }

    private static SortedMap<String, String> parseMetadata(JsonScanner in) {
        SortedMap<String, String> metadata = new TreeMap<>(CodePointOrder.INSTANCE);
        if (in.take("}")) {
            return metadata;
        }
        do {
            int mark = in.mark();
            String key = in.string();
            if (!metadata.isEmpty() && CodePointOrder.INSTANCE.compare(metadata.lastKey(), key) >= 0) {
                throw in.error(mark, "metadata in ascending order of the names");
            }
            in.expect(":");
            metadata.put(key, in.string());
        } while (in.take(","));
        in.expect("}");
        return metadata;
    }

    private static Instant parseInstant(JsonScanner in) {
        int mark = in.mark();
        String text = in.string();
        try {
            Instant instant = LocalDateTime.parse(text, MICROSECONDS).toInstant(ZoneOffset.UTC);
            // A sign before the year would pass the pattern.
            if (formatInstant(instant).equals(text) && text.length() == 27) {
                return instant;
            }
        } catch (DateTimeParseException notAnInstant) {
            // Reported below, with the place in the line.
        }
        throw in.error(mark, "an instant like \"2026-11-21T10:00:00.123456Z\"");
    }

    static String formatInstant(Instant instant) {
        return MICROSECONDS.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
