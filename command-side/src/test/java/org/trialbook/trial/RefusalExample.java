package org.trialbook.trial;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Refusal;

/// An act that is refused. What stands against it in detail is in `docs/openapi.json`, as it was approved there.
///
/// @param name of the refusal
/// @param given what was recorded before
public record RefusalExample(String name, Asked<?, ?> act, List<TrialEvent> given) {

    public RefusalExample {
        given = List.copyOf(given);
    }

    /// What the decision comes to.
    public Refusal refusal() {
        return Scenario.given(given).when(act).refusal();
    }

    /// What was recorded before, by the events' names, such as `SubjectRandomized × 100`.
    public String history() {
        List<String> told = new ArrayList<>();
        List<String> names =
                given.stream().map(event -> event.getClass().getSimpleName()).toList();
        for (int from = 0; from < names.size(); ) {
            int to = from;
            while (to < names.size() && names.get(to).equals(names.get(from))) {
                to++;
            }
            told.add(names.get(from) + (to - from == 1 ? "" : " × " + (to - from)));
            from = to;
        }
        return told.isEmpty() ? "nothing" : String.join(", ", told);
    }

    @Override
    public String toString() {
        return act.act().name() + ": " + name;
    }
}
