package org.trialbook.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Item;

/// What is measured of one person on one day. Asked for twice, or as part of something else, it is the same.
final class Measured {

    private static final double USUAL_THRESHOLD = 1;
    private static final double HAEMATOMA = 0.04;
    private static final double REMARK = 0.2;

    private static final List<String> REMARKS = List.of(
            "Feels better than before the implant.",
            "Walks to the shops again.",
            "Diuretic reduced.",
            "Occasional twitching below the left ribs when lying down.");

    private final ClinicalState condition;
    private final @Nullable Implanted implanted;
    private final Chance chance;
    private final Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
    private @Nullable Boolean haematoma;

    /// @param implanted null where nothing is
    Measured(ClinicalState condition, @Nullable Implanted implanted, Chance chance) {
        this.condition = condition;
        this.implanted = implanted;
        this.chance = chance;
    }

    ClinicalState condition() {
        return condition;
    }

    @Nullable
    Implanted implanted() {
        return implanted;
    }

    Chance chance() {
        return chance;
    }

    /// Item code → what is measured, for those items that this simulation knows.
    ///
    /// @param label of what the items stand on
    SortedMap<String, ItemValue> answers(String label, List<Item> items) {
        SortedMap<String, ItemValue> measured = new TreeMap<>();
        for (Item item : items) {
            one(label, item).ifPresent(value -> measured.put(item.code(), value));
        }
        return measured;
    }

    private Optional<ItemValue> one(String label, Item item) {
        return switch (item.type()) {
            case INTEGER, DECIMAL ->
                Quantity.of(item)
                        .map(known -> DrawnAnswers.decimal(number(known), item))
                        .or(() -> Questionnaire.of(label).flatMap(known -> known.answer(item, condition, chance)));
            case BOOLEAN -> AskedFinding.of(item).map(known -> ItemValue.of(Boolean.toString(known.measured(this))));
            case CHOICE ->
                Feature.of(item).flatMap(known -> known.measured(this, item)).map(ItemValue::of);
            case TEXT -> remark(item);
            case DATE, TIME, DATE_TIME, PARTIAL_DATE, MULTI_CHOICE, CALCULATED, CODED, FILE -> Optional.empty();
        };
    }

    double number(Quantity quantity) {
        Double known = numbers.get(quantity);
        if (known == null) {
            known = quantity.measured(this);
            numbers.put(quantity, known);
        }
        return known;
    }

    boolean haematoma() {
        if (haematoma == null) {
            haematoma = chance.happens(HAEMATOMA);
        }
        return haematoma;
    }

    /// Of the lead, V.
    double threshold() {
        return implanted == null ? USUAL_THRESHOLD : implanted.threshold();
    }

    boolean throughCoronarySinus() {
        return implanted != null && implanted.throughCoronarySinus();
    }

    private Optional<ItemValue> remark(Item item) {
        return !item.required() && chance.happens(REMARK)
                ? Optional.of(ItemValue.of(chance.oneOf(REMARKS)))
                : Optional.empty();
    }
}
