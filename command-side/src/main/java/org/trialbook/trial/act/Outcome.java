package org.trialbook.trial.act;

import java.util.List;
import org.trialbook.event.TrialEvent;

/// What a decision comes to. An act that changes nothing is a refusal, never an empty list.
public sealed interface Outcome {

    record Recorded(List<TrialEvent> events) implements Outcome {
        public Recorded {
            if (events.isEmpty()) {
                throw new IllegalArgumentException("an act that changes nothing is a refusal");
            }
            events = List.copyOf(events);
        }
    }

    record Refused(Refusal refusal) implements Outcome {}

    static Outcome recorded(TrialEvent event) {
        return new Recorded(List.of(event));
    }
}
