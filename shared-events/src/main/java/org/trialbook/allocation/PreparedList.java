package org.trialbook.allocation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trialbook.event.ArmCode;

/// A list that was prepared elsewhere and committed to: in each stratum, its arms are used in order.
public final class PreparedList implements AllocationMethod {

    private final Map<Stratum, List<ArmCode>> arms;

    PreparedList(Map<Stratum, List<ArmCode>> arms) {
        this.arms = new HashMap<>(arms);
    }

    /// Whether it has an arm for the stratum's next subject.
    public boolean goesOn(AllocationCounts earlier, Stratum stratum) {
        return earlier.slot(stratum) < arms.getOrDefault(stratum, List.of()).size();
    }

    /// @throws IndexOutOfBoundsException when the list does not go on
    @Override
    public ArmCode next(AllocationCounts earlier, Stratum stratum) {
        return arms.getOrDefault(stratum, List.of()).get(earlier.slot(stratum));
    }
}
