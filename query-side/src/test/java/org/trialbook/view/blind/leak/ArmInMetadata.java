package org.trialbook.view.blind.leak;

import java.util.TreeMap;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// Whatever a sender attaches.
final class ArmInMetadata implements Leak {

    @Override
    public String imitates() {
        return "a tracing library attaches the act's fields";
    }

    @Override
    public EventLine write(EventLine line, TrialEvent open) {
        if (!(open instanceof SubjectEvent.SubjectRandomized randomized)) {
            return line;
        }
        String arm = randomized.arm().opened().value();
        TreeMap<String, String> metadata = new TreeMap<>(line.metadata());
        metadata.put("arm", arm);
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
                line.command(),
                line.reason(),
                metadata,
                line.payload());
    }
}
