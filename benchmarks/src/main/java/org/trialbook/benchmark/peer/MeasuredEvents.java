package org.trialbook.benchmark.peer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.LineMetadata;

/// The events that every store gets: a line of about 450 bytes each, one tag, an actor.
///
/// One tag, because stores by aggregate take no more.
public final class MeasuredEvents {
    public static final String SUBJECT = "subject";

    /// As many as a subject of a trial has, so that boundaries are neither empty nor endless.
    public static final int PER_SUBJECT = 20;

    private static final MessageType TYPE = new MessageType("trialbook", "VisitRecorded", "1");
    private static final Instant SENT = Instant.parse("2026-05-04T09:30:00Z");
    private static final Map<String, String> METADATA = Map.of(
            LineMetadata.STUDY, "HOT-CRT",
            LineMetadata.ACTOR_ID, "c-01-2",
            LineMetadata.ACTOR_NAME, "A. Coordinator",
            LineMetadata.ACTOR_ROLE, "coordinator",
            LineMetadata.ACTOR_SITE, "01");

    private final AtomicLong made = new AtomicLong();
    private final AtomicLong subjects = new AtomicLong();

    /// A subject that nobody has recorded anything about.
    public String subject() {
        return "01-" + (1_000_000 + subjects.getAndIncrement());
    }

    EventMessage message(String subject) {
        long number = made.getAndIncrement();
        return new GenericEventMessage(id(number), TYPE, VisitRecorded.of(subject, number), METADATA, SENT);
    }

    /// An event about a subject, found by it.
    public TaggedEventMessage<?> event(String subject) {
        return new GenericTaggedEventMessage<>(message(subject), Set.of(new Tag(SUBJECT, subject)));
    }

    /// The same event as the log would write it at a position.
    public static byte[] line(long position, String subject) {
        VisitRecorded visit = VisitRecorded.of(subject, position);
        return new EventLine(
                        position,
                        id(position),
                        TYPE.qualifiedName().name(),
                        TYPE.version(),
                        "HOT-CRT",
                        List.of(new EventLine.Tag(SUBJECT, subject)),
                        SENT.plusNanos(1_000 * position),
                        null,
                        new EventLine.Actor("c-01-2", "A. Coordinator", "coordinator", "01"),
                        null,
                        null,
                        new TreeMap<>(),
                        "{\"subject\":\"" + subject + "\",\"visit\":\"" + visit.visit() + "\",\"qrsDuration\":\""
                                + visit.qrsDuration() + "\",\"ejectionFraction\":\"" + visit.ejectionFraction()
                                + "\",\"nyhaClass\":\"" + visit.nyhaClass() + "\"}")
                .format();
    }

    /// As random as a real one, and never the same twice.
    private static String id(long number) {
        long mixed = number * 0x9E37_79B9_7F4A_7C15L;
        return new UUID(0x019a_a000_0000_7000L + (number << 16), mixed).toString();
    }
}
