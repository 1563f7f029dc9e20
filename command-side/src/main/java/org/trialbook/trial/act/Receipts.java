package org.trialbook.trial.act;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.EligibilityNotMet;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;

/// Writes receipts from the log itself, so that a repeated request gets the first receipt, to the byte.
public final class Receipts {

    private final Log log;

    public Receipts(Log log) {
        this.log = log;
    }

    /// The receipt of the act with the key.
    ///
    /// @throws IllegalStateException when the log holds no event with the key
    Receipt of(String act, String commandKey) {
        List<Receipt.Entry> entries = new ArrayList<>();
        @Nullable EventLine first = null;
        for (long position : log.positionsWithTag(EventTag.COMMAND, commandKey)) {
            EventLine line = log.line(position);
            first = first == null ? line : first;
            entries.add(new Receipt.Entry(
                    position,
                    line.id(),
                    line.type().substring(EventTypes.NAMESPACE.length() + 1),
                    log.leafHash(position).base64()));
        }
        if (first == null) {
            throw new IllegalStateException("an accepted act is not in the log");
        }
        return receipt(act, first, entries);
    }

    private static Receipt receipt(String act, EventLine line, List<Receipt.Entry> entries) {
        TrialEvent event = EventJson.read(line.type(), line.version(), line.payload());
        Instant recordedAt = line.recordedAt();
        return new Receipt(
                act,
                event.study().value(),
                event.aboutSubject().map(Object::toString).orElse(null),
                event instanceof ReadRegistered read ? read.read().value() : null,
                switch (event) {
                    case EligibilityConfirmed ignored -> true;
                    case EligibilityNotMet ignored -> false;
                    default -> null;
                },
                event instanceof SubjectRandomized randomized ? randomized.randomizationNumber() : null,
                event instanceof SubjectUnblinded unblinded ? unblinded.unblinding() : null,
                event instanceof EnvelopesIssued issued ? issued.issue() : null,
                recordedAt,
                List.copyOf(entries));
    }
}
