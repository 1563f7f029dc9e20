package org.trialbook.view.unblinded.flow;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which leads stayed in one subject.
///
/// @param placed attempt → the lead that stayed by it; of those that succeeded
/// @param attempts how many implants were attempted
public record ReceivedView(String subject, int attempts, SortedMap<Integer, String> placed) {

    SortedSet<String> leads() {
        return new TreeSet<>(placed.values());
    }
}
