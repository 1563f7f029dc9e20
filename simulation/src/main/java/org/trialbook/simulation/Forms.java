package org.trialbook.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Value;
import org.trialbook.protocol.Protocol.Form;

/// Fills in the protocol's forms from how a subject is.
final class Forms {

    /// Share of questionnaire items that are left out or answered with "other reasons": a parameter, not published.
    private static final double MISSING = 0.02;

    private Forms() {}

    static Value whole(long number, @Nullable String unit) {
        return new Value(Long.toString(number), unit);
    }

    static Value decimal(double number, int decimals, @Nullable String unit) {
        return new Value(
                BigDecimal.valueOf(number)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .toPlainString(),
                unit);
    }

    /// Everything that a form asks for: what is known of the subject, and beside it any answer that is permitted.
    static SortedMap<String, Value> filled(
            Form form, LocalDate on, Condition c, @Nullable Implanted implanted, Chance chance) {
        SortedMap<String, Value> known = Measurements.of(c, form.items(), chance);
        known.putAll(
                switch (form.code()) {
                    case "ecg" -> ecg(c, implanted == null ? null : implanted.capture(), chance);
                    case "echo" -> echo(c, chance);
                    case "kccq-12" -> kccq(c, chance);
                    case "eq-5d-5l" -> eq5d(c, chance);
                    case "device" -> implanted == null ? new TreeMap<>() : device(implanted, chance);
                    case "body" -> body(c);
                    case "incision" -> incision(chance);
                    case "clinical" -> clinical(c, chance);
                    default -> new TreeMap<>();
                });
        return DrawnAnswers.to(form.items(), known, chance, on);
    }

    /// @param capture how a paced complex came about; null when nothing is paced
    static SortedMap<String, Value> ecg(Condition c, @Nullable String capture, Chance chance) {
        SortedMap<String, Value> form = new TreeMap<>();
        form.put("heart-rate", whole(chance.whole(72, 10, 48, 125), "/min"));
        form.put("rhythm", Value.of(c.rhythm()));
        form.put("qrs-duration", whole(c.qrs(), "ms"));
        form.put("morphology", Value.of(c.morphology()));
        if (capture != null) {
            form.put("paced-capture", Value.of(capture));
        }
        return form;
    }

    static SortedMap<String, Value> echo(Condition c, Chance chance) {
        SortedMap<String, Value> form = new TreeMap<>();
        form.put("lvef", decimal(c.lvef(), 1, "%"));
        chambers(form, c);
        form.put("lvesvi", decimal(c.endSystolicVolume() / c.bodySurface(), 1, "mL/m2"));
        form.put("bsa-formula", Value.of("mosteller"));
        form.put("la-diameter", decimal(chance.normal(45, 6, 30, 68), 1, "mm"));
        return form;
    }

    /// What the site's echo and the blinded read both measure.
    static void chambers(SortedMap<String, Value> form, Condition c) {
        form.put("lvedv", decimal(c.endDiastolicVolume(), 1, "mL"));
        form.put("lvesv", decimal(c.endSystolicVolume(), 1, "mL"));
        form.put("lvedd", decimal(Condition.diameter(c.endDiastolicVolume()), 1, "mm"));
        form.put("lvesd", decimal(Condition.diameter(c.endSystolicVolume()), 1, "mm"));
    }

    static SortedMap<String, Value> kccq(Condition c, Chance chance) {
        SortedMap<String, Value> form = new TreeMap<>();
        for (String item : List.of("1a", "1b", "1c", "8a", "8b", "8c")) {
            form.put("kccq12-" + item, whole(chance.happens(MISSING) ? 6 : level(c, 5, chance), null));
        }
        for (String item : List.of("2", "3", "4", "5", "6", "7")) {
            if (!chance.happens(MISSING)) {
                form.put("kccq12-" + item, whole(level(c, item.matches("[34]") ? 7 : 5, chance), null));
            }
        }
        return form;
    }

    static SortedMap<String, Value> eq5d(Condition c, Chance chance) {
        SortedMap<String, Value> form = new TreeMap<>();
        for (int dimension = 1; dimension <= 5; dimension++) {
            if (!chance.happens(MISSING)) {
                form.put("eq5d-" + dimension, whole(6 - level(c, 5, chance), null));
            }
        }
        form.put("eq5d-vas", whole(chance.whole(c.wellbeing(), 8, 0, 100), null));
        return form;
    }

    /// An answer on a scale from 1 (worst) to the top (best).
    private static int level(Condition c, int top, Chance chance) {
        return chance.whole(1 + c.wellbeing() / 100 * (top - 1), 0.6, 1, top);
    }

    static SortedMap<String, Value> body(Condition c) {
        SortedMap<String, Value> form = new TreeMap<>();
        form.put("height", whole(Math.round(c.height()), "cm"));
        form.put("weight", decimal(c.weight(), 1, "kg"));
        return form;
    }

    static SortedMap<String, Value> incision(Chance chance) {
        SortedMap<String, Value> form = new TreeMap<>();
        boolean haematoma = chance.happens(0.04);
        form.put("incision-finding", Value.of(haematoma ? "haematoma" : chance.happens(0.01) ? "infection" : "healed"));
        form.put("intervention-needed", Value.of(Boolean.toString(haematoma && chance.happens(0.2))));
        return form;
    }

    static SortedMap<String, Value> clinical(Condition c, Chance chance) {
        SortedMap<String, Value> form = new TreeMap<>();
        form.put("weight", decimal(c.weight(), 1, "kg"));
        int systolic = chance.whole(122, 14, 88, 175);
        form.put("systolic-pressure", whole(systolic, "mm[Hg]"));
        form.put("diastolic-pressure", whole(chance.whole(0.58 * systolic, 5, 40, systolic - 25), "mm[Hg]"));
        form.put("heart-failure-admission", Value.of(Boolean.toString(chance.happens(0.05))));
        if (chance.happens(0.2)) {
            form.put(
                    "clinical-note",
                    Value.of(chance.oneOf(List.of(
                            "Feels better than before the implant.",
                            "Walks to the shops again.",
                            "Diuretic reduced.",
                            "Occasional twitching below the left ribs when lying down."))));
        }
        return form;
    }

    static SortedMap<String, Value> device(Implanted implanted, Chance chance) {
        SortedMap<String, Value> form = new TreeMap<>();
        double threshold = chance.normal(implanted.threshold(), 0.15, 0.3, 4.5);
        form.put("ventricular-pacing", decimal(chance.normal(97, 3, 70, 100), 1, "%"));
        form.put("pacing-configuration", Value.of(implanted.configuration()));
        form.put("capture-threshold", decimal(threshold, 2, "V"));
        form.put("pulse-width", decimal(0.4, 2, "ms"));
        form.put("pacing-output", decimal(Math.max(2, 2 * threshold), 2, "V"));
        form.put("sensing", decimal(chance.normal(11, 4, 2, 25), 1, "mV"));
        form.put("impedance", whole(chance.whole(560, 110, 280, 1100), "Ohm"));
        form.put("av-delay", whole(chance.whole(130, 20, 80, 200), "ms"));
        form.put(
                "phrenic-capture",
                Value.of(Boolean.toString(implanted.throughCoronarySinus() && chance.happens(0.08))));
        return form;
    }
}
