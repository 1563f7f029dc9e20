package org.trialbook.view.blind.leak;

import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// The key of the act.
final class CommandKeyTellsTheArm implements Leak {

    @Override
    public String imitates() {
        return "the key of an act is a hash of all that it holds";
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
                line.version(),
                line.study(),
                line.tags(),
                line.recordedAt(),
                line.occurredAt(),
                line.actor(),
                line.command() + arm,
                line.reason(),
                line.metadata(),
                line.payload());
    }
}
