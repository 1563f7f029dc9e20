package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ActRefused;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.blind.Deed;

/// The version that an event is stored under is shown beside it.
final class SchemaVersionDependsOnTheArm implements Leak {

    private Arms arms = Arms.of(List.of());

    @Override
    public String imitates() {
        return "one arm's events are of an older version";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        arms = Arms.of(deeds);
        return deeds;
    }

    @Override
    public EventLine write(EventLine line, TrialEvent open) {
        if (!(open instanceof ActRefused && arms.conduction(open))) {
            return line;
        }
        return new EventLine(
                line.position(),
                line.id(),
                line.type(),
                "1",
                line.study(),
                line.tags(),
                line.recordedAt(),
                line.occurredAt(),
                line.actor(),
                line.command(),
                line.reason(),
                line.metadata(),
                line.payload().replaceFirst(",\"shownToBlinded\":(true|false)", ""));
    }
}
