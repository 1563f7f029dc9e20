package org.trialbook.ledger;

import java.util.Map;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

/// Writes an event line. [LineScan] is its counterpart.
final class LineFormat {

    static final byte[] POSITION = JsonScanner.ascii("{\"position\":");
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

    private LineFormat() {}

    /// The bytes of [EventLine#format].
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

    static void writeBeforeTime(EventLine event, LineBytes out) {
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

    static void writeBehindTime(EventLine event, LineBytes out) {
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
