package org.trialbook.simulation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.Value;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Visit;

/// A digit mistyped when the echo before the implant was typed, and corrected days later.
///
/// @param visit at which visit
/// @param typed what stands in the form at first
/// @param daysLater when it is found
record Slip(String visit, Value typed, int daysLater) {

    private static final String FORM = "echo";
    static final String ITEM = "lvedv";
    static final String BECAUSE = "Digits exchanged; corrected from the printed report.";

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
        double typed = mistyped(screening.baseline());
        return chance.happens(HAPPENS)
                ? visit.map(at -> new Slip(at, Forms.decimal(typed, 1, "mL"), chance.between(1, 12)))
                : Optional.empty();
    }

    /// With tens and units exchanged, as long as it stays a volume that the ventricle could have before it contracts.
    private static double mistyped(Condition c) {
        double volume = c.endDiastolicVolume();
        int tens = (int) (volume / 10) % 10;
        int units = (int) volume % 10;
        double exchanged = volume + 9 * (units - tens);
        return tens == units || exchanged < 1.1 * c.endSystolicVolume() ? volume + 9 : exchanged;
    }

    SortedMap<String, Value> in(SortedMap<String, Value> form) {
        SortedMap<String, Value> wrong = new TreeMap<>(form);
        wrong.put(ITEM, typed);
        return wrong;
    }
}
