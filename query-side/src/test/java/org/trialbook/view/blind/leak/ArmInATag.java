package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// What an event is found by.
final class ArmInATag implements Leak {

    @Override
    public String imitates() {
        return "decisions look the arm up by a tag";
    }

    @Override
    public EventLine write(EventLine line, TrialEvent open) {
        if (!(open instanceof SubjectEvent.SubjectRandomized randomized)) {
            return line;
        }
        String arm = randomized.arm().opened().value();
        List<EventLine.Tag> tags = new ArrayList<>(line.tags());
        tags.add(new EventLine.Tag("arm", arm));
        return new EventLine(
                line.position(),
                line.id(),
                line.type(),
                line.version(),
                line.study(),
                tags,
                line.recordedAt(),
                line.occurredAt(),
                line.actor(),
                line.command(),
                line.reason(),
                line.metadata(),
                line.payload());
    }
}
