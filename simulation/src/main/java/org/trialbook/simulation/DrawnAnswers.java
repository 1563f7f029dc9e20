package org.trialbook.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Item;

/// Fills in items of which the simulation knows nothing but what the protocol says: any answer that it permits.
final class DrawnAnswers {

    /// Share of optional items that are answered: a parameter, not published.
    private static final double ANSWERED = 0.9;

    private static final double MOST = 100;

    private DrawnAnswers() {}

    /// What is known where it fits the items; what is required beside it is drawn. Where nothing is known, most of
    /// the rest is drawn too.
    static SortedMap<String, ItemValue> to(
            List<Item> items, Map<String, ItemValue> known, Chance chance, LocalDate on) {
        SortedMap<String, ItemValue> answers = new TreeMap<>();
        for (Item item : items) {
            ItemValue value = known.get(item.code());
            if (value != null && EditChecks.check(item, value).isEmpty()) {
                answers.put(item.code(), value);
            }
        }
        boolean unknown = answers.isEmpty();
        for (Item item : items) {
            boolean drawable = item.type() != Item.Type.CALCULATED
                    && item.shownIf() == null
                    && (item.type() != Item.Type.FILE
                            || SamplePicture.answers(item)
                            || !item.missing().isEmpty());
            boolean asked = drawable && (item.required() || (unknown && chance.happens(ANSWERED)));
            if (asked && !answers.containsKey(item.code())) {
                answers.put(item.code(), one(item, chance, on));
            }
        }
        return answers;
    }

    static ItemValue one(Item item, Chance chance, LocalDate on) {
        return switch (item.type()) {
            case INTEGER, DECIMAL -> number(item, chance);
            case BOOLEAN -> ItemValue.of(Boolean.toString(chance.happens(0.5)));
            case CHOICE ->
                ItemValue.of(
                        chance.oneOf(Objects.requireNonNull(item.choices())).code());
            case DATE, PARTIAL_DATE -> ItemValue.of(on.toString());
            case TIME -> ItemValue.of("09:30");
            case DATE_TIME -> ItemValue.of(on + "T09:30Z");
            case MULTI_CHOICE ->
                ItemValue.of(Objects.requireNonNull(item.choices()).getFirst().code());
            case CALCULATED -> throw new IllegalArgumentException("nobody answers " + item.code());
            case TEXT, CODED -> ItemValue.of("None.");
            case FILE ->
                SamplePicture.answers(item)
                        ? SamplePicture.named()
                        : ItemValue.missing(item.missing().getFirst());
        };
    }

    /// The number as the item asks for it: rounded, and in its unit.
    static ItemValue decimal(double number, Item item) {
        return new ItemValue(
                BigDecimal.valueOf(number)
                        .setScale(decimals(item), RoundingMode.HALF_UP)
                        .toPlainString(),
                item.unit());
    }

    private static int decimals(Item item) {
        return item.type() == Item.Type.INTEGER ? 0 : item.decimals() == null ? 1 : item.decimals();
    }

    private static ItemValue number(Item item, Chance chance) {
        double min = (item.min() == null ? BigDecimal.ZERO : item.min()).doubleValue();
        double max = item.max() == null ? Math.max(MOST, min) : item.max().doubleValue();
        Optional<Quantity> known = Quantity.of(item);
        double least = Math.clamp(known.map(Quantity::least).orElse(min), min, max);
        double most = Math.clamp(known.map(Quantity::most).orElse(max), least, max);
        double drawn = chance.normal((least + most) / 2, (most - least) / 6, least, most);
        ItemValue value = decimal(drawn, item);
        // Rounded past a bound that has more digits.
        return EditChecks.check(item, value).isEmpty() ? value : decimal(most, item);
    }
}
