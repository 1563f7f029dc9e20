package org.trialbook.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Value;
import org.trialbook.protocol.Item;

/// What items measure, whatever form or protocol they stand in, by their codes. All of it follows from how the subject
/// is, so that what is measured together goes together, and visits follow each other as a person's do.
final class Measurements {

    private static final List<String> NYHA = List.of("I", "II", "III", "IV");
    private static final String MINNESOTA = "mlhfq-";

    private static final Map<String, ToDoubleBiFunction<Condition, Chance>> NUMBERS = Map.ofEntries(
            Map.entry("lvef", (c, chance) -> c.lvef()),
            Map.entry("lvef-biplane", (c, chance) -> c.lvef()),
            Map.entry("lvedv", (c, chance) -> c.endDiastolicVolume()),
            Map.entry("lvesv", (c, chance) -> c.endSystolicVolume()),
            Map.entry("lvesvi", (c, chance) -> c.endSystolicVolume() / c.bodySurface()),
            Map.entry("lvedd", (c, chance) -> Condition.diameter(c.endDiastolicVolume())),
            Map.entry("lvesd", (c, chance) -> Condition.diameter(c.endSystolicVolume())),
            Map.entry("qrs-duration", (c, chance) -> c.qrs()),
            Map.entry("weight", (c, chance) -> c.weight()),
            Map.entry("height", (c, chance) -> c.height()),
            Map.entry("six-minute-walk", (c, chance) -> c.walk()),
            Map.entry("distance", (c, chance) -> c.walk()),
            Map.entry("peak-vo2", (c, chance) -> 6 + c.walk() / 35 + chance.normal(0, 1, -3, 3)),
            Map.entry("duration", (c, chance) -> 1.4 * c.walk() + chance.normal(0, 40, -90, 90)));

    /// How often something has happened since the last visit, where it does not end the trial for the subject.
    private static final Map<String, Double> EVENTS = Map.of("died", 0.0, "heart-failure-admission", 0.05);

    private Measurements() {}

    /// Item code → what is measured, for those items that this simulation knows.
    static SortedMap<String, Value> of(Condition condition, List<Item> items, Chance chance) {
        SortedMap<String, Value> measured = new TreeMap<>();
        for (Item item : items) {
            Value value = one(condition, item, chance);
            if (value != null) {
                measured.put(item.code(), value);
            }
        }
        return measured;
    }

    private static @Nullable Value one(Condition c, Item item, Chance chance) {
        return switch (item.type()) {
            case INTEGER, DECIMAL -> number(c, item, chance);
            case BOOLEAN ->
                EVENTS.containsKey(item.code())
                        ? Value.of(Boolean.toString(chance.happens(Objects.requireNonNull(EVENTS.get(item.code())))))
                        : null;
            case CHOICE -> chosen(c, item).map(Value::of).orElse(null);
            case DATE, TEXT -> null;
        };
    }

    private static @Nullable Value number(Condition c, Item item, Chance chance) {
        ToDoubleBiFunction<Condition, Chance> measured = NUMBERS.get(item.code());
        if (measured != null) {
            return Forms.decimal(measured.applyAsDouble(c, chance), DrawnAnswers.decimals(item), item.unit());
        }
        // 0: no burden, 5: very much.
        return item.code().startsWith(MINNESOTA)
                ? Forms.whole(chance.whole(5 - c.wellbeing() / 20, 0.8, 0, 5), item.unit())
                : null;
    }

    private static Optional<String> chosen(Condition c, Item item) {
        List<String> codes = Objects.requireNonNull(item.choices()).stream()
                .map(choice -> choice.code())
                .toList();
        return switch (item.code()) {
            case "nyha", "nyha-class" -> of(NYHA.get(c.nyha() - 1), codes);
            case "morphology" -> of(c.morphology(), codes);
            case "rhythm" -> of(c.rhythm(), codes);
            default -> Optional.empty();
        };
    }

    /// The code itself, or one that says the same more closely, such as `IV-ambulatory`.
    private static Optional<String> of(String code, List<String> codes) {
        return codes.stream()
                .filter(known -> known.equals(code) || known.startsWith(code + "-"))
                .findFirst();
    }

    /// The condition, but as the answers say, where they say it.
    static Condition as(SortedMap<String, Value> answers, Condition c) {
        int qrs = (int) number(answers, "qrs-duration", c.qrs());
        double diameter = number(answers, "lvedd", Condition.diameter(c.endDiastolicVolume()));
        double walk = number(answers, "six-minute-walk", c.walk());
        Value nyha = answers.get("nyha");
        return new Condition(
                number(answers, "lvef", c.lvef()),
                Condition.volume(diameter),
                c.bodySurface(),
                c.weight(),
                qrs,
                qrs == c.qrs() ? c.morphology() : qrs > 120 ? "lbbb" : "narrow",
                c.rhythm(),
                nyha == null || !NYHA.contains(nyha.value()) ? c.nyha() : NYHA.indexOf(nyha.value()) + 1,
                Condition.wellbeing(walk));
    }

    private static double number(SortedMap<String, Value> answers, String item, double otherwise) {
        Value value = answers.get(item);
        return value == null || !value.value().matches("[0-9.]+") ? otherwise : Double.parseDouble(value.value());
    }
}
