package org.trialbook.view.unblinded.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.event.OtherArmTreatment;

/// Which leads stayed in one subject.
///
/// @param placed attempt → the lead that stayed by it; of those that succeeded
/// @param attempts how many implants were attempted
/// @param deviations what of it was recorded as another arm's treatment
public record ReceivedView(
        String subject, int attempts, SortedMap<Integer, String> placed, List<OtherArmTreatment> deviations) {

    ReceivedView with(OtherArmTreatment deviation) {
        List<OtherArmTreatment> all = new ArrayList<>(deviations);
        all.add(deviation);
        return new ReceivedView(subject, attempts, placed, List.copyOf(all));
    }

    SortedSet<String> leads() {
        return new TreeSet<>(placed.values());
    }
}
