package org.trialbook.simulation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.Value;

/// A decimal point misplaced when the echo before the implant was typed, and corrected days later.
///
/// @param typed what stands in the form at first
/// @param daysLater when it is found
record Slip(Value typed, int daysLater) {

    static final String ITEM = "lvedv";
    static final String BECAUSE = "Decimal point misplaced; corrected from the printed report.";

    /// Share of echo forms with one: a parameter, not published.
    private static final double HAPPENS = 0.06;

    static Optional<Slip> draw(SimulationPlan plan, Screening screening) {
        Chance chance = plan.chance(SimulationPlan.number(screening.index()), "slip");
        double typed = Math.max(20, screening.baseline().endDiastolicVolume() / 10);
        return chance.happens(HAPPENS)
                ? Optional.of(new Slip(Forms.decimal(typed, 1, "mL"), chance.between(1, 12)))
                : Optional.empty();
    }

    SortedMap<String, Value> in(SortedMap<String, Value> form) {
        SortedMap<String, Value> wrong = new TreeMap<>(form);
        wrong.put(ITEM, typed);
        return wrong;
    }
}
