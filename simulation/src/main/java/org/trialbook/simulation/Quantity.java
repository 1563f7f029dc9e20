package org.trialbook.simulation;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trialbook.protocol.Item;

/// What items ask for in numbers, whatever they are called in a protocol: an item is recognised by the words of its
/// label and by its unit. All of it follows from how the subject is, so that what is measured together goes together,
/// and visits follow each other as a person's do. Spreads and usual ranges are parameters, not published.
@SuppressWarnings("ImmutableEnumChecker") // What it holds are functions and values.
enum Quantity {
    AGE("^age$|\\bage in years\\b", "a", 35, 92, day -> day.condition().age()),
    EJECTION_FRACTION("ejection fraction", "%", 14, 58, day -> day.condition().lvef()),
    END_DIASTOLIC_VOLUME("end-diastolic volume", "mL", day -> day.condition().endDiastolicVolume()),
    END_SYSTOLIC_VOLUME("end-systolic volume", "mL", day -> day.condition().endSystolicVolume()),
    END_SYSTOLIC_INDEX(
            "end-systolic volume index",
            "mL/m2",
            day -> day.condition().endSystolicVolume() / day.condition().bodySurface()),
    END_DIASTOLIC_DIAMETER(
            "end-diastolic diameter",
            "mm",
            46,
            84,
            day -> ClinicalState.diameter(day.condition().endDiastolicVolume())),
    END_SYSTOLIC_DIAMETER(
            "end-systolic diameter",
            "mm",
            day -> ClinicalState.diameter(day.condition().endSystolicVolume())),
    LEFT_ATRIUM("left atrial diameter", "mm", day -> day.chance().normal(45, 6, 30, 68)),
    QRS("\\bqrs\\b", "ms", 84, 206, day -> day.condition().qrs()),
    QRS_AXIS("\\baxis\\b", "deg", day -> day.chance().normal(-20, 45, -170, 170)),
    HEART_RATE("heart rate", "/min", day -> day.chance().normal(72, 10, 48, 125)),
    SYSTOLIC("systolic blood pressure", "mm[Hg]", day -> day.chance().normal(122, 14, 88, 175)),
    DIASTOLIC("diastolic blood pressure", "mm[Hg]", Quantity::diastolic),
    WEIGHT("\\bweight\\b", "kg", day -> day.condition().weight()),
    HEIGHT("\\bheight\\b", "cm", day -> day.condition().height()),
    WALK("\\bwalk", "m", 90, 560, day -> day.condition().walk()),
    EXERCISE_TIME(
            "^duration", "s", day -> 1.4 * day.condition().walk() + day.chance().normal(0, 40, -90, 90)),
    OXYGEN(
            "oxygen consumption",
            "mL/min/kg",
            day -> 6 + day.condition().walk() / 35 + day.chance().normal(0, 1, -3, 3)),
    EXPECTED_PACING("pacing expected", "%", day -> day.condition().pacing()),
    DELIVERED_PACING("pacing delivered", "%", day -> day.chance().normal(97, 3, 70, 100)),
    THRESHOLD("capture threshold", "V", day -> day.chance().normal(day.threshold(), 0.15, 0.3, 4.5)),
    OUTPUT("pacing output", "V", day -> Math.max(2, 2 * day.number(THRESHOLD))),
    PULSE_WIDTH("pulse width", "ms", day -> 0.4),
    SENSING("\\bsensed\\b|\\bsensing\\b", "mV", day -> day.chance().normal(11, 4, 2, 25)),
    IMPEDANCE("\\bimpedance\\b", "Ohm", day -> day.chance().normal(560, 110, 280, 1100)),
    AV_DELAY("atrioventricular delay", "ms", day -> day.chance().normal(130, 20, 80, 200));

    private final Pattern label;
    private final String unit;
    private final double least;
    private final double most;
    private final ToDoubleFunction<Measured> measure;

    Quantity(String label, String unit, ToDoubleFunction<Measured> measure) {
        this(label, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, measure);
    }

    Quantity(String label, String unit, double least, double most, ToDoubleFunction<Measured> measure) {
        this.label = Pattern.compile(label, Pattern.CASE_INSENSITIVE);
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.measure = measure;
    }

    /// What the item asks for; nothing where the simulation doesn't know it.
    static Optional<Quantity> of(Item item) {
        boolean number = item.type() == Item.Type.INTEGER || item.type() == Item.Type.DECIMAL;
        return Stream.of(values())
                .filter(known -> number
                        && known.unit.equals(item.unit())
                        && known.label.matcher(item.label()).find())
                .findFirst();
    }

    boolean isOf(Item item) {
        return of(item).filter(this::equals).isPresent();
    }

    /// Protocols take more for possible than anybody has who comes to such a trial.
    double least() {
        return least;
    }

    double most() {
        return most;
    }

    double measured(Measured day) {
        return measure.applyAsDouble(day);
    }

    private static double diastolic(Measured day) {
        double systolic = day.number(SYSTOLIC);
        return day.chance().normal(0.58 * systolic, 5, 40, systolic - 25);
    }
}
