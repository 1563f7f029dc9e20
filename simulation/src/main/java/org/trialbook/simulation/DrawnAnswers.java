package org.trialbook.simulation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.Value;
import org.trialbook.protocol.Answers;
import org.trialbook.protocol.Item;

/// Fills in items of which the simulation knows nothing but what the protocol says: any answer that it permits.
final class DrawnAnswers {

    /// Share of optional items that are answered: a parameter, not published.
    private static final double ANSWERED = 0.9;

    private record Usual(double least, double most) {}

    private static final Map<String, Usual> USUAL = Map.of(
            "age", new Usual(35, 92),
            "lvef", new Usual(14, 58),
            "lvedd", new Usual(46, 84),
            "qrs-duration", new Usual(84, 206),
            "six-minute-walk", new Usual(90, 560));

    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    private DrawnAnswers() {}

    /// What is known where it fits the items; what is required beside it is drawn. Where nothing is known, most of the
    /// rest is drawn too.
    static SortedMap<String, Value> to(List<Item> items, Map<String, Value> known, Chance chance, LocalDate on) {
        SortedMap<String, Value> answers = new TreeMap<>();
        for (Item item : items) {
            Value value = known.get(item.code());
            if (value != null && Answers.check(item, value).isEmpty()) {
                answers.put(item.code(), value);
            }
        }
        boolean unknown = answers.isEmpty();
        for (Item item : items) {
            boolean asked = item.required() || (unknown && chance.happens(ANSWERED));
            if (asked && !answers.containsKey(item.code())) {
                answers.put(item.code(), one(item, chance, on));
            }
        }
        return answers;
    }

    static Value one(Item item, Chance chance, LocalDate on) {
        return switch (item.type()) {
            case INTEGER, DECIMAL -> number(item, chance);
            case BOOLEAN -> Value.of(Boolean.toString(chance.happens(0.5)));
            case CHOICE ->
                Value.of(chance.oneOf(Objects.requireNonNull(item.choices())).code());
            case DATE -> Value.of(on.toString());
            case TEXT -> Value.of("None.");
        };
    }

    static int decimals(Item item) {
        return item.type() == Item.Type.INTEGER ? 0 : item.decimals() == null ? 1 : item.decimals();
    }

    private static Value number(Item item, Chance chance) {
        BigDecimal min = item.min() == null ? BigDecimal.ZERO : item.min();
        BigDecimal max = item.max() == null ? MOST.max(min) : item.max();
        // Protocols take more for possible than anybody has who comes to such a trial.
        Usual usual = USUAL.getOrDefault(item.code(), new Usual(min.doubleValue(), max.doubleValue()));
        double least = Math.clamp(usual.least(), min.doubleValue(), max.doubleValue());
        double most = Math.clamp(usual.most(), least, max.doubleValue());
        double drawn = chance.normal((least + most) / 2, (most - least) / 6, least, most);
        int decimals = decimals(item);
        Value value = Forms.decimal(drawn, decimals, item.unit());
        // Rounded past a bound that has more digits.
        return Answers.check(item, value).isEmpty() ? value : Forms.decimal(most, decimals, item.unit());
    }
}
