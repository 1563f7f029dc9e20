package org.trialbook.allocation;

import java.util.HashMap;
import java.util.Map;
import org.trialbook.event.ArmCode;

/// How many subjects were allocated so far, and to what: all that a method needs to know of the past. It grows
/// in constant time, so that a whole study is recomputed in one pass. Not for several threads.
public final class AllocationCounts {

    private final Map<Stratum, Integer> slots = new HashMap<>();
    private final Map<Stratum, Map<ArmCode, Integer>> perStratum = new HashMap<>();
    private final Map<String, Map<ArmCode, Integer>> perLevel = new HashMap<>();
    private int all;

    /// The same counts, which grow by themselves.
    public AllocationCounts copy() {
        AllocationCounts copy = new AllocationCounts();
        copy.slots.putAll(slots);
        perStratum.forEach((stratum, arms) -> copy.perStratum.put(stratum, new HashMap<>(arms)));
        perLevel.forEach((level, arms) -> copy.perLevel.put(level, new HashMap<>(arms)));
        copy.all = all;
        return copy;
    }

    /// A subject of the stratum was allocated to the arm.
    public void add(Stratum stratum, ArmCode arm) {
        skip(stratum);
        perStratum.computeIfAbsent(stratum, ignored -> new HashMap<>()).merge(arm, 1, Integer::sum);
        stratum.levels()
                .forEach((factor, level) -> perLevel.computeIfAbsent(level(factor, level), ignored -> new HashMap<>())
                        .merge(arm, 1, Integer::sum));
    }

    /// A slot of the stratum went to nobody: it never does, unless somebody tampers.
    public void skip(Stratum stratum) {
        slots.merge(stratum, 1, Integer::sum);
        all++;
    }

    /// The next slot of the stratum; 0 for its first subject.
    public int slot(Stratum stratum) {
        return slots.getOrDefault(stratum, 0);
    }

    /// The next slot of the whole study; 0 for its first subject.
    public int slot() {
        return all;
    }

    int of(Stratum stratum, ArmCode arm) {
        return count(perStratum, stratum, arm);
    }

    /// Subjects with the level of the factor, whatever their other levels.
    int of(String factor, String level, ArmCode arm) {
        return count(perLevel, level(factor, level), arm);
    }

    private static <K> int count(Map<K, Map<ArmCode, Integer>> counts, K key, ArmCode arm) {
        return counts.getOrDefault(key, Map.of()).getOrDefault(arm, 0);
    }

    private static String level(String factor, String level) {
        return factor + "=" + level;
    }
}
