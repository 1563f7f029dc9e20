package org.trialbook.view.blind.leak;

import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// The id of an event.
final class EventIdTellsTheArm implements Leak {

    @Override
    public String imitates() {
        return "ids are drawn by whoever knows the arm";
    }

    @Override
    public EventLine write(EventLine line, TrialEvent open) {
        if (!(open instanceof SubjectEvent.SubjectRandomized randomized)) {
            return line;
        }
        String arm = randomized.arm().opened().value();
        return new EventLine(
                line.position(),
                line.id() + arm.charAt(0),
                line.type(),
                line.version(),
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
