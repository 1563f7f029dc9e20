package org.trialbook.view.blind.leak;

import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// An event that this program does not know is withheld.
final class SchemaVersionDependsOnTheArm implements Leak {

    @Override
    public String imitates() {
        return "one arm's events are of a newer version";
    }

    @Override
    public EventLine write(EventLine line, TrialEvent open) {
        if (!(open instanceof SubjectEvent.SubjectRandomized randomized)) {
            return line;
        }
        String arm = randomized.arm().opened().value();
        return new EventLine(
                line.position(),
                line.id(),
                line.type(),
                arm.equals("CSP") ? "1" : "2",
                line.study(),
                line.tags(),
                line.recordedAt(),
                line.occurredAt(),
                line.actor(),
                line.command(),
                line.reason(),
                line.metadata(),
                line.payload());
    }
}
