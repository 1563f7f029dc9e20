package org.trialbook.simulation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;

/// A digit mistyped when the volume of a ventricle before the implant was typed, and corrected days later.
///
/// @param visit at which visit
/// @param form on which form
/// @param item in which item
/// @param typed what stands in the form at first
/// @param right what should stand there
/// @param daysLater when it is found
record Slip(String visit, String form, String item, ItemValue typed, ItemValue right, int daysLater) {

    static final String BECAUSE = "Digits exchanged; corrected from the printed report.";

    /// Share of such forms with one: a parameter, not published.
    private static final double HAPPENS = 0.06;

    /// Where the protocol has a form with such an item at a visit before the allocation.
    static Optional<Slip> draw(SimulationPlan plan, Protocol protocol, Screening screening) {
        Chance chance = plan.chance(SimulationPlan.number(screening.index()), "slip");
        if (!chance.happens(HAPPENS)) {
            return Optional.empty();
        }
        int daysLater = chance.between(1, 12);
        return new Sequence(protocol)
                .screeningVisits().stream()
                        .flatMap(visit -> visit.forms().stream()
                                .filter(code ->
                                        !protocol.form(code).orElseThrow().repeats())
                                .flatMap(code -> protocol.form(code).orElseThrow().items().stream()
                                        .filter(Quantity.END_DIASTOLIC_VOLUME::isOf)
                                        .map(item -> slip(visit.code(), code, item, screening.baseline(), daysLater))))
                        .findFirst();
    }

    private static Slip slip(String visit, String form, Item item, ClinicalState condition, int daysLater) {
        return new Slip(
                visit,
                form,
                item.code(),
                DrawnAnswers.decimal(mistyped(condition), item),
                DrawnAnswers.decimal(condition.endDiastolicVolume(), item),
                daysLater);
    }

    /// With tens and units exchanged, as long as it stays a volume that the ventricle could have before it contracts.
    private static double mistyped(ClinicalState c) {
        double volume = c.endDiastolicVolume();
        int tens = (int) (volume / 10) % 10;
        int units = (int) volume % 10;
        double exchanged = volume + 9 * (units - tens);
        return tens == units || exchanged < 1.1 * c.endSystolicVolume() ? volume + 9 : exchanged;
    }

    boolean on(FormInstance instance) {
        return instance.equals(new FormInstance(visit, form, null));
    }

    SortedMap<String, ItemValue> in(SortedMap<String, ItemValue> filled) {
        SortedMap<String, ItemValue> wrong = new TreeMap<>(filled);
        wrong.put(item, typed);
        return wrong;
    }
}
