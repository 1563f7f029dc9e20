package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One event as it is hashed: a JSON object in UTF-8 whose members always all stand there, in the order
/// of this record's components, without white space. `docs/format.md` is the normative text.
///
/// An event has exactly one line and a line exactly one event: `parse(format(x))` equals `x` and
/// `format(parse(b))` equals `b`, byte for byte.
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

    /// @throws IllegalArgumentException if the components can't be written as a line
    public EventLine {
        require(!id.isEmpty(), "id is empty");
        require(!type.isEmpty(), "type is empty");
        require(!version.isEmpty(), "version is empty");
        require(recordedAt.getNano() % 1_000 == 0, "recordedAt is finer than a microsecond");
        requirePlace(position, Microseconds.of(recordedAt));
        tags = inOrder(tags);
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

    static void requirePlace(long position, long recordedAtMicros) {
        require(position >= 0, "position is negative");
        require(
                recordedAtMicros >= Microseconds.EARLIEST && recordedAtMicros <= Microseconds.LATEST,
                "recordedAt does not have a year of four digits");
    }

    private static List<Tag> inOrder(List<Tag> tags) {
        List<Tag> ordered = List.copyOf(tags);
        boolean sorted = true;
        for (int i = 1; i < ordered.size(); i++) {
            sorted &= Tag.ORDER.compare(ordered.get(i - 1), ordered.get(i)) < 0;
        }
        if (sorted) {
            return ordered;
        }
        ordered = ordered.stream().sorted(Tag.ORDER).toList();
        for (int i = 1; i < ordered.size(); i++) {
            require(!ordered.get(i - 1).equals(ordered.get(i)), "a tag is repeated");
        }
        return ordered;
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
        return LineFormat.format(this);
    }

    /// Reads a line as strictly as [#format] writes it.
    ///
    /// @throws MalformedLineException naming the first byte that is not as it must be
    public static EventLine parse(byte[] line) {
        LineScan scan = new LineScan();
        scan.check(line, 0, line.length);
        return scan.event();
    }

    static String formatInstant(Instant instant) {
        requirePlace(0, Microseconds.of(instant));
        byte[] text = new byte[Microseconds.LENGTH];
        Microseconds.format(Microseconds.of(instant), text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
