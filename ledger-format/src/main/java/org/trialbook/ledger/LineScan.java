package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

/// Checks a line exactly as [EventLine#parse] does, which is built on it, but makes no object for what
/// nobody asks for: what a start-up or a verification needs of millions of lines is had from it one by
/// one.
///
/// One scan serves many lines, one after the other; what its methods answer is about the line checked
/// last, and only as long as the buffer holds its bytes. Not safe for use by several threads.
public final class LineScan {

    private static final byte[] POSITION = JsonScanner.ascii("{\"position\":");
    private static final byte[] ID = JsonScanner.ascii(",\"id\":");
    private static final byte[] TYPE = JsonScanner.ascii(",\"type\":");
    private static final byte[] VERSION = JsonScanner.ascii(",\"version\":");
    private static final byte[] STUDY = JsonScanner.ascii(",\"study\":");
    private static final byte[] TAGS = JsonScanner.ascii(",\"tags\":[");
    private static final byte[] RECORDED_AT = JsonScanner.ascii(",\"recordedAt\":");
    private static final byte[] OCCURRED_AT = JsonScanner.ascii(",\"occurredAt\":");
    private static final byte[] ACTOR = JsonScanner.ascii(",\"actor\":");
    private static final byte[] NULL = JsonScanner.ascii("null");
    private static final byte[] ACTOR_ID = JsonScanner.ascii("{\"id\":");
    private static final byte[] NAME = JsonScanner.ascii(",\"name\":");
    private static final byte[] ROLE = JsonScanner.ascii(",\"role\":");
    private static final byte[] SITE = JsonScanner.ascii(",\"site\":");
    private static final byte[] COMMAND = JsonScanner.ascii(",\"command\":");
    private static final byte[] REASON = JsonScanner.ascii(",\"reason\":");
    private static final byte[] METADATA = JsonScanner.ascii(",\"metadata\":{");
    private static final byte[] PAYLOAD = JsonScanner.ascii(",\"payload\":");

    private final JsonScanner in = new JsonScanner();
    private byte[] buffer = new byte[0];
    private long position;
    private long id;
    private long type;
    private long version;
    private long study;
    private long recordedAt;
    private long occurredAt;
    private long actorId;
    private long actorName;
    private long actorRole;
    private long actorSite;
    private long command;
    private long reason;
    private long payload;

    /// Keys and values in turn.
    private long[] tags = new long[12];

    private int tagSpans;

    /// Names and values in turn.
    private long[] metadata = new long[8];

    private int metadataSpans;

    /// Checks one line, without its newline.
    ///
    /// @throws MalformedLineException naming the first byte that is not as it must be, counted from
    ///     `from`
    public void check(byte[] bytes, int from, int length) {
        if (length > EventLine.MAX_BYTES) {
            throw new MalformedLineException(
                    EventLine.MAX_BYTES, "a line of at most " + EventLine.MAX_BYTES + " bytes");
        }
        buffer = bytes;
        try {
            in.over(bytes, from, length);
            read();
        } catch (MalformedJsonException malformed) {
            throw new MalformedLineException(malformed.offset(), malformed.expected());
        }
    }

    private void read() {
        in.expect(POSITION);
        position = in.number();
        in.expect(ID);
        id = in.nonEmptyString();
        in.expect(TYPE);
        type = in.nonEmptyString();
        in.expect(VERSION);
        version = in.nonEmptyString();
        in.expect(STUDY);
        study = in.stringOrNull();
        in.expect(TAGS);
        readTags();
        in.expect(RECORDED_AT);
        readRecordedAt();
        in.expect(OCCURRED_AT);
        occurredAt = in.stringOrNull();
        in.expect(ACTOR);
        readActor();
        in.expect(COMMAND);
        command = in.stringOrNull();
        in.expect(REASON);
        reason = in.stringOrNull();
        in.expect(METADATA);
        readMetadata();
        in.expect(PAYLOAD);
        payload = in.value();
        in.expect('}');
        in.end();
    }

    private void readTags() {
        tagSpans = 0;
        if (in.take(']')) {
            return;
        }
        do {
            int mark = in.mark();
            in.expect('[');
            long key = in.string();
            in.expect(',');
            long value = in.string();
            in.expect(']');
            if (tagSpans > 0 && !isBehindLastTag(key, value)) {
                throw in.error(mark, "tags in ascending order");
            }
            if (tagSpans == tags.length) {
                tags = Arrays.copyOf(tags, 2 * tagSpans);
            }
            tags[tagSpans++] = key;
            tags[tagSpans++] = value;
        } while (in.take(','));
        in.expect(']');
    }

    private boolean isBehindLastTag(long key, long value) {
        int order = in.compare(tags[tagSpans - 2], key);
        return order < 0 || (order == 0 && in.compare(tags[tagSpans - 1], value) < 0);
    }

    private void readRecordedAt() {
        int mark = in.mark();
        long text = in.string();
        recordedAt = JsonScanner.length(text) == Microseconds.LENGTH
                ? Microseconds.parse(buffer, JsonScanner.from(text))
                : Microseconds.NONE;
        if (recordedAt == Microseconds.NONE) {
            throw in.error(mark, "an instant like \"2026-11-21T10:00:00.123456Z\"");
        }
    }

    private void readActor() {
        if (in.take(NULL)) {
            actorId = JsonScanner.NULL;
            return;
        }
        in.expect(ACTOR_ID);
        actorId = in.string();
        in.expect(NAME);
        actorName = in.string();
        in.expect(ROLE);
        actorRole = in.string();
        in.expect(SITE);
        actorSite = in.stringOrNull();
        in.expect('}');
    }

    private void readMetadata() {
        metadataSpans = 0;
        if (in.take('}')) {
            return;
        }
        do {
            int mark = in.mark();
            long name = in.string();
            if (metadataSpans > 0 && in.compare(metadata[metadataSpans - 2], name) >= 0) {
                throw in.error(mark, "metadata in ascending order of the names");
            }
            in.expect(':');
            if (metadataSpans == metadata.length) {
                metadata = Arrays.copyOf(metadata, 2 * metadataSpans);
            }
            metadata[metadataSpans++] = name;
            metadata[metadataSpans++] = in.string();
        } while (in.take(','));
        in.expect('}');
    }

    /// The position that the line says it has.
    public long position() {
        return position;
    }

    /// When the log took the event: microseconds since 1970-01-01T00:00:00Z.
    public long recordedAtMicros() {
        return recordedAt;
    }

    /// When the log took the event.
    public Instant recordedAt() {
        return Microseconds.instant(recordedAt);
    }

    /// The event's id.
    public String id() {
        return in.text(id);
    }

    /// The stored name of the event's type.
    public String type() {
        return in.text(type);
    }

    /// Whether the event is of this type, without making a string. A name that has to be escaped is not
    /// recognized.
    ///
    /// @param ascii the stored name
    public boolean isOfType(byte[] ascii) {
        int from = JsonScanner.from(type);
        return Arrays.equals(buffer, from, from + JsonScanner.length(type), ascii, 0, ascii.length);
    }

    /// Whether the line bears a study.
    public boolean hasStudy() {
        return study != JsonScanner.NULL;
    }

    /// The study, or null if the line bears none.
    public @Nullable String study() {
        return in.textOrNull(study);
    }

    /// Whether the line bears this study, without making a string.
    ///
    /// @param written how it is written between its quotes, which is always the same way
    boolean isOfStudy(byte[] written) {
        int from = JsonScanner.from(study);
        return hasStudy() && Arrays.equals(buffer, from, from + JsonScanner.length(study), written, 0, written.length);
    }

    /// The version of that type's schema.
    public String version() {
        return in.text(version);
    }

    /// What the event can be found by, in the order of the line.
    public List<Tag> tags() {
        List<Tag> result = new ArrayList<>(tagSpans / 2);
        for (int i = 0; i < tagSpans; i += 2) {
            result.add(new Tag(in.text(tags[i]), in.text(tags[i + 1])));
        }
        return Collections.unmodifiableList(result);
    }

    /// How many tags there are.
    public int tagCount() {
        return tagSpans / 2;
    }

    /// The key of the tag at this index, from 0.
    public String tagKey(int index) {
        return in.text(tags[2 * index]);
    }

    /// The value of the tag at this index, from 0.
    public String tagValue(int index) {
        return in.text(tags[2 * index + 1]);
    }

    /// The payload as it stands.
    public String payload() {
        return new String(buffer, JsonScanner.from(payload), JsonScanner.length(payload), StandardCharsets.UTF_8);
    }

    /// The whole event.
    public EventLine event() {
        return new EventLine(
                position,
                in.text(id),
                in.text(type),
                in.text(version),
                in.textOrNull(study),
                tags(),
                recordedAt(),
                in.textOrNull(occurredAt),
                actor(),
                in.textOrNull(command),
                in.textOrNull(reason),
                metadata(),
                payload());
    }

    private @Nullable Actor actor() {
        return actorId == JsonScanner.NULL
                ? null
                : new Actor(in.text(actorId), in.text(actorName), in.text(actorRole), in.textOrNull(actorSite));
    }

    private SortedMap<String, String> metadata() {
        SortedMap<String, String> result = new TreeMap<>(CodePointOrder.INSTANCE);
        for (int i = 0; i < metadataSpans; i += 2) {
            result.put(in.text(metadata[i]), in.text(metadata[i + 1]));
        }
        return result;
    }
}
