package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

/// Reads an event line as plainly as it can be written: what [EventLine#parse] must agree with, refusals
/// included.
final class NaiveLine {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withResolverStyle(ResolverStyle.STRICT);

    private NaiveLine() {}

    static EventLine parse(byte[] line) {
        if (line.length > EventLine.MAX_BYTES) {
            throw new MalformedLineException(EventLine.MAX_BYTES, "a line of at most 65535 bytes");
        }
        CharBuffer text = CharBuffer.allocate(line.length);
        ByteBuffer bytes = ByteBuffer.wrap(line);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        if (result.isError()) {
            throw new MalformedLineException(bytes.position(), "UTF-8");
        }
        try {
            return parse(new NaiveJson(text.flip().toString()));
        } catch (MalformedJsonException malformed) {
            throw new MalformedLineException(malformed.offset(), malformed.expected());
        }
    }

    private static EventLine parse(NaiveJson in) {
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

    private static List<Tag> parseTags(NaiveJson in) {
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

    private static Actor parseActor(NaiveJson in) {
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

    private static SortedMap<String, String> parseMetadata(NaiveJson in) {
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

    private static Instant parseInstant(NaiveJson in) {
        int mark = in.mark();
        String text = in.string();
        try {
            Instant instant = LocalDateTime.parse(text, MICROSECONDS).toInstant(ZoneOffset.UTC);
            // A sign before the year would pass the pattern.
            if (MICROSECONDS
                            .format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
                            .equals(text)
                    && text.length() == 27) {
                return instant;
            }
        } catch (DateTimeParseException notAnInstant) {
            // Reported below, with the place in the line.
        }
        throw in.error(mark, "an instant like \"2026-11-21T10:00:00.123456Z\"");
    }
}
