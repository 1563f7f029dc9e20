package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trialbook.event.ArmCode;
import org.trialbook.event.OtherArmTreatment;

/// Which of the leads that a subject received are another arm's.
public final class ArmTreatment {
    private ArmTreatment() {}

    /// An adjunct is an arm's own where a lead of its treatment stayed as well.
    ///
    /// @param arm to which the subject is allocated
    /// @param placed attempt → the lead that stayed by it; of those that succeeded
    /// @param asked to which arms a crossover was asked for that nobody denied
    public static List<OtherArmTreatment> ofOthers(
            Protocol protocol, ArmCode arm, Map<Integer, String> placed, Collection<ArmCode> asked) {
        Set<String> own = new HashSet<>();
        for (Arm each : protocol.arms()) {
            if (each.code().equals(arm) || asked.contains(each.code())) {
                own.addAll(each.treatment());
                if (each.treatment().stream().anyMatch(placed::containsValue)) {
                    own.addAll(each.adjunct());
                }
            }
        }
        List<OtherArmTreatment> found = new ArrayList<>();
        new TreeMap<>(placed).forEach((attempt, lead) -> {
            if (!own.contains(lead)) {
                found.add(new OtherArmTreatment(attempt, lead, arm));
            }
        });
        return List.copyOf(found);
    }
}
