package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.blind.Deed;

/// Who has which arm, for leaks that are planted before anything is sealed.
final class Arms {

    private final Map<String, String> arms = new TreeMap<>();

    private Arms() {}

    static Arms of(List<Deed> deeds) {
        Arms known = new Arms();
        for (Deed deed : deeds) {
            if (deed.event() instanceof SubjectRandomized randomized) {
                known.arms.put(
                        randomized.subject().value(), randomized.arm().opened().value());
            }
        }
        return known;
    }

    /// The arm of the event's subject; nothing for an event of no randomized one.
    String of(TrialEvent event) {
        return event.aboutSubject()
                .map(subject -> arms.getOrDefault(subject.value(), ""))
                .orElse("");
    }

    boolean conduction(TrialEvent event) {
        return of(event).equals("CSP");
    }
}
