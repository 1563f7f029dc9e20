package org.trialbook.view.blind.leak;

import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// The study in the line.
final class StudyIsSplitByArm implements Leak {

    @Override
    public String imitates() {
        return "each arm is run as a study of its own";
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
                line.study() + "-" + arm,
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
