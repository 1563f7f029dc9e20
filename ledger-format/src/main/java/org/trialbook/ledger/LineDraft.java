package org.trialbook.ledger;

import java.time.Instant;
import java.util.Map;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

/// A line that lacks only what the log gives it: its position and when it was recorded.
///
/// Everything else is checked and written when the draft is made, by whoever wants to append, so that whoever gives the
/// positions, one after the other, has nothing left to do but to copy bytes.
public final class LineDraft {

    private static final byte[] POSITION = JsonScanner.ascii("{\"position\":");
    private static final byte[] ID = JsonScanner.ascii(",\"id\":");
    private static final byte[] TYPE = JsonScanner.ascii(",\"type\":");
    private static final byte[] VERSION = JsonScanner.ascii(",\"version\":");
    private static final byte[] STUDY = JsonScanner.ascii(",\"study\":");
    private static final byte[] TAGS = JsonScanner.ascii(",\"tags\":[");
    private static final byte[] RECORDED_AT = JsonScanner.ascii("],\"recordedAt\":");
    private static final byte[] OCCURRED_AT = JsonScanner.ascii(",\"occurredAt\":");
    private static final byte[] NO_ACTOR = JsonScanner.ascii(",\"actor\":null");
    private static final byte[] ACTOR = JsonScanner.ascii(",\"actor\":{\"id\":");
    private static final byte[] NAME = JsonScanner.ascii(",\"name\":");
    private static final byte[] ROLE = JsonScanner.ascii(",\"role\":");
    private static final byte[] SITE = JsonScanner.ascii(",\"site\":");
    private static final byte[] COMMAND = JsonScanner.ascii(",\"command\":");
    private static final byte[] REASON = JsonScanner.ascii(",\"reason\":");
    private static final byte[] METADATA = JsonScanner.ascii(",\"metadata\":{");
    private static final byte[] PAYLOAD = JsonScanner.ascii("},\"payload\":");

    private final EventLine event;
    private final byte[] beforeTime;
    private final byte[] behindTime;

    /// @param event the event with any position and time of recording, which are ignored
    /// @throws IllegalArgumentException if a string holds half of a surrogate pair
    public LineDraft(EventLine event) {
        this.event = event;
        LineBytes before = new LineBytes();
        writeBeforeTime(event, before);
        this.beforeTime = before.toArray();
        LineBytes behind = new LineBytes();
        writeBehindTime(event, behind);
        this.behindTime = behind.toArray();
    }

    /// The event, with a position and a time of recording that mean nothing.
    public EventLine event() {
        return event;
    }

    /// The line at its place in the log: the bytes that are hashed.
    ///
    /// @throws OversizedLineException if there are more than [EventLine#MAX_BYTES]
    /// @throws IllegalArgumentException if the position is negative, or the year has not four digits
    public byte[] at(long position, long recordedAtMicros) {
        EventLine.requirePlace(position, recordedAtMicros);
        byte[] number = JsonScanner.ascii(Long.toString(position));
        int time = POSITION.length + number.length + beforeTime.length;
        int length = time + Microseconds.LENGTH + 2 + behindTime.length;
        if (length > EventLine.MAX_BYTES) {
            throw new OversizedLineException(length);
        }
        byte[] line = new byte[length];
        System.arraycopy(POSITION, 0, line, 0, POSITION.length);
        System.arraycopy(number, 0, line, POSITION.length, number.length);
        System.arraycopy(beforeTime, 0, line, POSITION.length + number.length, beforeTime.length);
        line[time] = '"';
        Microseconds.format(recordedAtMicros, line, time + 1);
        line[time + 1 + Microseconds.LENGTH] = '"';
        System.arraycopy(behindTime, 0, line, time + Microseconds.LENGTH + 2, behindTime.length);
        return line;
    }

    /// The same with an instant, of which what is finer than a microsecond is dropped.
    public byte[] at(long position, Instant recordedAt) {
        return at(position, Microseconds.of(recordedAt));
    }

    static byte[] format(EventLine event) {
        LineBytes out = new LineBytes();
        out.raw(POSITION).number(event.position());
        writeBeforeTime(event, out);
        out.instant(Microseconds.of(event.recordedAt()));
        writeBehindTime(event, out);
        byte[] line = out.toArray();
        if (line.length > EventLine.MAX_BYTES) {
            throw new OversizedLineException(line.length);
        }
        return line;
    }

    private static void writeBeforeTime(EventLine event, LineBytes out) {
        out.raw(ID).string(event.id());
        out.raw(TYPE).string(event.type());
        out.raw(VERSION).string(event.version());
        out.raw(STUDY).stringOrNull(event.study());
        out.raw(TAGS);
        boolean later = false;
        for (Tag tag : event.tags()) {
            if (later) {
                out.raw(',');
            }
            out.raw('[').string(tag.key()).raw(',').string(tag.value()).raw(']');
            later = true;
        }
        out.raw(RECORDED_AT);
    }

    private static void writeBehindTime(EventLine event, LineBytes out) {
        out.raw(OCCURRED_AT).stringOrNull(event.occurredAt());
        Actor actor = event.actor();
        if (actor == null) {
            out.raw(NO_ACTOR);
        } else {
            out.raw(ACTOR).string(actor.id());
            out.raw(NAME).string(actor.name());
            out.raw(ROLE).string(actor.role());
            out.raw(SITE).stringOrNull(actor.site()).raw('}');
        }
        out.raw(COMMAND).stringOrNull(event.command());
        out.raw(REASON).stringOrNull(event.reason());
        out.raw(METADATA);
        boolean later = false;
        for (Map.Entry<String, String> entry : event.metadata().entrySet()) {
            if (later) {
                out.raw(',');
            }
            out.string(entry.getKey()).raw(':').string(entry.getValue());
            later = true;
        }
        out.raw(PAYLOAD).raw(event.payload()).raw('}');
    }
}
