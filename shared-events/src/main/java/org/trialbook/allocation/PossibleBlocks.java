package org.trialbook.allocation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.event.ArmCode;

/// What somebody can tell of a stratum's blocks who knows the permitted sizes and has seen every arm from the
/// first on: what may be left of the present block.
final class PossibleBlocks {

    private final Set<Map<ArmCode, Integer>> fresh = new HashSet<>();
    private Set<Map<ArmCode, Integer>> left;

    PossibleBlocks(Map<ArmCode, Integer> shares, List<Integer> sizes) {
        int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        for (int size : sizes) {
            Map<ArmCode, Integer> block = new HashMap<>();
            shares.forEach((arm, share) -> block.put(arm, share * (size / sum)));
            fresh.add(Map.copyOf(block));
        }
        left = fresh;
    }

    /// Whether only one arm can come next.
    boolean certain() {
        return left.stream()
                        .flatMap(block -> block.keySet().stream())
                        .distinct()
                        .count()
                == 1;
    }

    /// The next arm was seen.
    void saw(ArmCode arm) {
        Set<Map<ArmCode, Integer>> rest = new HashSet<>();
        for (Map<ArmCode, Integer> block : left) {
            if (block.containsKey(arm)) {
                Map<ArmCode, Integer> after = new HashMap<>(block);
                after.computeIfPresent(arm, (ignored, count) -> count == 1 ? null : count - 1);
                if (after.isEmpty()) {
                    rest.addAll(fresh);
                } else {
                    rest.add(Map.copyOf(after));
                }
            }
        }
        // Nothing fits only where somebody tampered: then nobody can tell anything.
        left = rest.isEmpty() ? fresh : rest;
    }
}
