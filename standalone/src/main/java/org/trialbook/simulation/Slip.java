package org.trialbook.simulation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.Value;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Visit;

/// A decimal point misplaced when the echo before the implant was typed, and corrected days later.
///
/// @param visit at which visit
/// @param typed what stands in the form at first
/// @param daysLater when it is found
record Slip(String visit, Value typed, int daysLater) {

    private static final String FORM = "echo";
    static final String ITEM = "lvedv";
    static final String BECAUSE = "Decimal point misplaced; corrected from the printed report.";

    /// Share of echo forms with one: a parameter, not published.
    private static final double HAPPENS = 0.06;

    /// Where the protocol has such a form with such an item at a visit before the allocation.
    static Optional<Slip> draw(SimulationPlan plan, Protocol protocol, Screening screening) {
        boolean measured = protocol.form(FORM).flatMap(form -> form.item(ITEM)).isPresent();
        Optional<String> visit = new Sequence(protocol)
                .screeningVisits().stream()
                        .filter(planned -> measured && planned.forms().contains(FORM))
                        .map(Visit::code)
                        .findFirst();
        Chance chance = plan.chance(SimulationPlan.number(screening.index()), "slip");
        double typed = Math.max(20, screening.baseline().endDiastolicVolume() / 10);
        return chance.happens(HAPPENS)
                ? visit.map(at -> new Slip(at, Forms.decimal(typed, 1, "mL"), chance.between(1, 12)))
                : Optional.empty();
    }

    SortedMap<String, Value> in(SortedMap<String, Value> form) {
        SortedMap<String, Value> wrong = new TreeMap<>(form);
        wrong.put(ITEM, typed);
        return wrong;
    }
}
