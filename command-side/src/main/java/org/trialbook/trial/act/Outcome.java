package org.trialbook.trial.act;

import java.util.List;
import java.util.Map;
import org.trialbook.event.EventTag;
import org.trialbook.event.TrialEvent;

/// What a decision comes to. An act that changes nothing is a refusal, never an empty list.
public sealed interface Outcome {

    /// @param tags what some of the events are found by beside the tags that they say themselves
    /// @param shownOnce what whoever acted is shown beside the receipt: once, and not again when the request
    ///     is repeated
    record Recorded(List<TrialEvent> events, Map<TrialEvent, EventTag> tags, Map<String, String> shownOnce)
            implements Outcome {
        public Recorded {
            if (events.isEmpty()) {
                throw new IllegalArgumentException("an act that changes nothing is a refusal");
            }
            events = List.copyOf(events);
            tags = Map.copyOf(tags);
        }

        public Recorded(List<TrialEvent> events) {
            this(events, Map.of(), Map.of());
        }
    }

    record Refused(Refusal refusal) implements Outcome {}

    static Outcome recorded(TrialEvent event) {
        return new Recorded(List.of(event));
    }
}
