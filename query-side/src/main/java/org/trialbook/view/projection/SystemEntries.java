package org.trialbook.view.projection;

import java.util.List;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.SystemEvents;

/// What a process records of its own accord, as it is to stand in the record.
public final class SystemEntries {

    private SystemEntries() {}

    /// @throws tools.jackson.core.JacksonException when a field that must be sealed is not
    public static SystemEvents.Entry of(TrialEvent event) {
        EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
        List<EventLine.Tag> tags = event.tags().stream()
                .map(tag -> new EventLine.Tag(tag.key(), tag.value()))
                .toList();
        return new SystemEvents.Entry(
                stored.qualified(), stored.version(), event.study().value(), tags, EventJson.write(event));
    }
}
