package org.trialbook.trial.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Audience;
import org.trialbook.access.Caller;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;
import org.trialbook.trial.act.Act;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes receipts from the log itself, so that a repeated request gets the first receipt, to the byte: what was
/// recorded, and enough to find it in the record and to prove later that it is in it. A receipt holds nothing that
/// tells the arm.
///
/// It lists the events that its caller counts ([Audience]): a site does not learn from it that the core lab reads
/// twice, nor a reader that another one's result differs. Who may not know places in the record is told ordinals,
/// which no withheld event moves.
public final class RepeatedRequests {
    /// How many events a receipt lists, each of which is looked up.
    private static final int MOST_LISTED = 500;

    private final Log log;

    public RepeatedRequests(Log log) {
        this.log = log;
    }

    /// @param location where the caller finds what was recorded
    /// @param after what a question is asked with by whoever wants to see the act in its answer: how many events
    /// there are then, or how many of the subject's, or of the read's, the caller counts; null where that counts
    /// none
    record Told(ObjectNode receipt, URI location, @Nullable String after) {}

    private record Recorded(RecordedEvent recorded, EventLine line) {
        TrialEvent event() {
            return recorded.event();
        }

        long position() {
            return recorded.position();
        }
    }

    /// The receipt of the act with the key.
    ///
    /// @throws IllegalStateException when the log holds no event with the key
    Told of(Act<?, ?, ?> act, String commandKey, Caller caller) {
        List<Recorded> all = new ArrayList<>();
        for (long position : log.positionsWithTag(EventTag.COMMAND, commandKey)) {
            all.add(recorded(position));
        }
        if (all.isEmpty()) {
            throw new IllegalStateException("an accepted act is not in the log");
        }
        Recorded first = all.getFirst();
        Audience audience = Audience.of(caller);
        List<Recorded> counted =
                all.stream().filter(event -> audience.counts(event.event())).toList();
        // Media that a site puts to its read: done by the caller, and counted by nobody at a site.
        List<Recorded> told =
                counted.isEmpty() ? List.of(first) : counted.subList(0, Math.min(MOST_LISTED, counted.size()));
        Integer ordinal = audience instanceof Audience.Everybody ? null : ordinal(told.getFirst(), audience);
        return new Told(
                receipt(act, first, told, Math.max(0, counted.size() - told.size()), audience),
                location(act, first, told.size(), ordinal, audience),
                after(counted.isEmpty() ? first : counted.getLast(), audience));
    }

    /// @param further how many the caller counts beside those that are listed
    private ObjectNode receipt(Act<?, ?, ?> act, Recorded first, List<Recorded> told, int further, Audience audience) {
        ObjectNode receipt = JsonNodeFactory.instance.objectNode();
        receipt.put("act", act.name());
        receipt.put("study", first.event().study().value());
        // A reader knows codes and no subjects.
        if (!(audience instanceof Audience.Reader || act.ofSeveralSubjects())) {
            first.event().aboutSubject().ifPresent(subject -> receipt.put("subject", subject.value()));
        }
        act.receipt(first.recorded(), first.line().tags())
                .forEach((name, value) -> receipt.set(name, EventJson.mapper().valueToTree(value)));
        receipt.put("recordedAt", first.line().recordedAt().toString());
        ArrayNode events = receipt.putArray("events");
        for (Recorded each : told) {
            ObjectNode entry = events.addObject();
            if (act.ofSeveralSubjects()) {
                each.event().aboutSubject().ifPresent(subject -> entry.put("subject", subject.value()));
            }
            entry(entry, each, audience);
        }
        if (further > 0) {
            receipt.put("furtherEvents", further);
        }
        return receipt;
    }

    private @Nullable String after(Recorded last, Audience audience) {
        if (audience instanceof Audience.Everybody) {
            return Long.toString(last.position() + 1);
        }
        Integer ordinal = ordinal(last, audience);
        if (ordinal == null) {
            return null;
        }
        return (audience instanceof Audience.Reader && last.event() instanceof ReadingEvent reading
                        ? reading.read().value()
                        : last.event().aboutSubject().orElseThrow().value())
                + "." + ordinal;
    }

    private void entry(ObjectNode entry, Recorded recorded, Audience audience) {
        if (audience instanceof Audience.Everybody) {
            entry.put("position", recorded.position());
        } else {
            Integer ordinal = ordinal(recorded, audience);
            if (ordinal != null) {
                entry.put("ordinal", ordinal);
            }
        }
        entry.put("id", recorded.line().id());
        entry.put("type", recorded.line().type().substring(EventTypes.NAMESPACE.length() + 1));
        entry.put("leafHash", recorded.recorded().leaf().base64());
    }

    /// The event's place among the events of its subject, or of its read, that the audience counts.
    private @Nullable Integer ordinal(Recorded recorded, Audience audience) {
        boolean ofOneRead = audience instanceof Audience.Reader && recorded.event() instanceof ReadingEvent;
        // What is recorded of a site is no place in a subject's course.
        if (!audience.counts(recorded.event())
                || (!ofOneRead && recorded.event().aboutSubject().isEmpty())) {
            return null;
        }
        int ordinal = 0;
        for (long position : ofTheSame(recorded.event(), audience)) {
            if (position <= recorded.position() && audience.counts(event(log.line(position)))) {
                ordinal++;
            }
        }
        return ordinal;
    }

    private long[] ofTheSame(TrialEvent event, Audience audience) {
        if (audience instanceof Audience.Reader && event instanceof ReadingEvent reading) {
            return log.positionsWithTag(EventTag.READ, reading.read().value());
        }
        SubjectId subject = event.aboutSubject().orElseThrow();
        return log.positionsWithTag(EventTag.SUBJECT, subject.value());
    }

    private URI location(Act<?, ?, ?> act, Recorded first, int events, @Nullable Integer ordinal, Audience audience) {
        String study = "/api/v1/studies/" + first.event().study();
        return URI.create(study
                + switch (audience) {
                    case Audience.Everybody _ -> "/record?from=%d&limit=%d".formatted(first.position(), events);
                    case Audience.Reader _ ->
                        first.event() instanceof ReadingEvent reading
                                ? "/reads/worklist/" + reading.read()
                                : "/reads/worklist";
                    case Audience.SiteStaff _ when act.ofSeveralSubjects() -> "/sites";
                    case Audience.SiteStaff _ -> ofSubject(first.event(), events, ordinal);
                });
    }

    /// Where the sites are, or on the subject's timeline, which leaves out what the blinded may not know; that stands
    /// with its treatment.
    private String ofSubject(TrialEvent event, int events, @Nullable Integer ordinal) {
        String subject = subject(event).map(SubjectId::value).orElse(null);
        if (subject == null) {
            return "/sites";
        }
        if (!BlindingPolicy.toBlinded(event)) {
            return "/unblinded/subjects/" + subject;
        }
        return "/subjects/" + subject + "/timeline"
                + (ordinal == null ? "" : "?cursor=%d&limit=%d".formatted(ordinal - 1, events));
    }

    /// Of what follows a read's registration only the registration knows the subject.
    private Optional<SubjectId> subject(TrialEvent event) {
        if (event.aboutSubject().isPresent() || !(event instanceof ReadingEvent reading)) {
            return event.aboutSubject();
        }
        for (long position : log.positionsWithTag(EventTag.READ, reading.read().value())) {
            Optional<SubjectId> found = event(log.line(position)).aboutSubject();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Recorded recorded(long position) {
        EventLine line = log.line(position);
        return new Recorded(
                new RecordedEvent(
                        event(line),
                        position,
                        log.leafHash(position),
                        line.recordedAt(),
                        line.occurredAt(),
                        line.actor()),
                line);
    }

    private static TrialEvent event(EventLine line) {
        return EventJson.read(line.type(), line.version(), line.payload());
    }
}
