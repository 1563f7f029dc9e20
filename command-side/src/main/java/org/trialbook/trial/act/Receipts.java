package org.trialbook.trial.act;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Audience;
import org.trialbook.access.Caller;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.EligibilityNotMet;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;

/// Writes receipts from the log itself, so that a repeated request gets the first receipt, to the byte.
///
/// A receipt lists the events that its caller counts ([Audience]): a site does not learn from it that the core lab
/// reads twice, nor a reader that another one's result differs. Who may not know places in the record is told
/// ordinals, which no withheld event moves.
public final class Receipts {

    private final Log log;

    public Receipts(Log log) {
        this.log = log;
    }

    /// @param location where the caller finds what was recorded
    record Told(Receipt receipt, URI location) {}

    private record Recorded(long position, EventLine line, TrialEvent event) {}

    /// The receipt of the act with the key.
    ///
    /// @throws IllegalStateException when the log holds no event with the key
    Told of(String act, String commandKey, Caller caller) {
        List<Recorded> all = new ArrayList<>();
        for (long position : log.positionsWithTag(EventTag.COMMAND, commandKey)) {
            EventLine line = log.line(position);
            all.add(new Recorded(position, line, event(line)));
        }
        if (all.isEmpty()) {
            throw new IllegalStateException("an accepted act is not in the log");
        }
        Recorded first = all.getFirst();
        Audience audience = Audience.of(caller);
        List<Recorded> counted =
                all.stream().filter(event -> audience.counts(event.event())).toList();
        // Media that a site puts to its read: done by the caller, and counted by nobody at a site.
        List<Receipt.Entry> entries = (counted.isEmpty() ? List.of(first) : counted)
                .stream().map(event -> entry(event, audience)).toList();
        Receipt receipt =
                audience instanceof Audience.Reader ? toReader(act, first, entries) : receipt(act, first, entries);
        return new Told(receipt, location(first, entries, audience));
    }

    private Receipt.Entry entry(Recorded recorded, Audience audience) {
        boolean everybody = audience instanceof Audience.Everybody;
        return new Receipt.Entry(
                everybody ? recorded.position() : null,
                everybody ? null : ordinal(recorded, audience),
                recorded.line().id(),
                recorded.line().type().substring(EventTypes.NAMESPACE.length() + 1),
                log.leafHash(recorded.position()).base64());
    }

    /// The event's place among the events of its subject, or of its read, that the audience counts.
    private @Nullable Integer ordinal(Recorded recorded, Audience audience) {
        if (!audience.counts(recorded.event())) {
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

    private URI location(Recorded first, List<Receipt.Entry> entries, Audience audience) {
        String study = "/api/v1/studies/" + first.event().study();
        return URI.create(study
                + switch (audience) {
                    case Audience.Everybody _ -> "/record?from=%d&limit=%d".formatted(first.position(), entries.size());
                    case Audience.Reader _ ->
                        first.event() instanceof ReadingEvent reading
                                ? "/reads/worklist/" + reading.read()
                                : "/reads/worklist";
                    case Audience.SiteStaff _ -> ofSubject(first.event(), entries);
                });
    }

    /// On the subject's timeline, which leaves out what the blinded may not know; that stands with its treatment.
    private String ofSubject(TrialEvent event, List<Receipt.Entry> entries) {
        String subject = subject(event).map(SubjectId::value).orElseThrow();
        if (!BlindingPolicy.toBlinded(event)) {
            return "/unblinded/subjects/" + subject;
        }
        Integer ordinal = entries.getFirst().ordinal();
        return "/subjects/" + subject + "/timeline"
                + (ordinal == null ? "" : "?after=%d&limit=%d".formatted(ordinal - 1, entries.size()));
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

    private static TrialEvent event(EventLine line) {
        return EventJson.read(line.type(), line.version(), line.payload());
    }

    private static @Nullable String read(String act, TrialEvent event) {
        return switch (event) {
            case ReadRegistered registered -> registered.read().value();
            case ReadAssigned claimed
            when act.equals("claim-read") -> claimed.read().value();
            default -> null;
        };
    }

    /// A reader knows codes and no subjects: of what is recorded of a subject the receipt names the read alone.
    private static Receipt toReader(String act, Recorded first, List<Receipt.Entry> entries) {
        return new Receipt(
                act,
                first.event().study().value(),
                null,
                first.event() instanceof ReadingEvent ? read(act, first.event()) : tagged(first.line()),
                null,
                null,
                null,
                null,
                first.line().recordedAt(),
                List.copyOf(entries));
    }

    private static @Nullable String tagged(EventLine line) {
        return line.tags().stream()
                .filter(tag -> tag.key().equals(EventTag.READ))
                .map(EventLine.Tag::value)
                .findFirst()
                .orElse(null);
    }

    private static Receipt receipt(String act, Recorded first, List<Receipt.Entry> entries) {
        TrialEvent event = first.event();
        return new Receipt(
                act,
                event.study().value(),
                event.aboutSubject().map(Object::toString).orElse(null),
                read(act, event),
                switch (event) {
                    case EligibilityConfirmed ignored -> true;
                    case EligibilityNotMet ignored -> false;
                    default -> null;
                },
                event instanceof SubjectRandomized randomized ? randomized.randomizationNumber() : null,
                event instanceof SubjectUnblinded unblinded ? unblinded.unblinding() : null,
                event instanceof EnvelopesIssued issued ? issued.issue() : null,
                first.line().recordedAt(),
                List.copyOf(entries));
    }
}
