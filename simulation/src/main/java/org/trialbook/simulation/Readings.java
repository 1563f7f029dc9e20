package org.trialbook.simulation;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.Value;
import org.trialbook.protocol.ReadPlan;

/// Draws what a blinded reader makes of a recording: the truth with the reader's error, and a guess of the arm.
///
/// All of it parameters, not published: errors of measurement, recordings that can't be read, how often readers
/// guess, and how often they are right (a paced QRS complex gives its kind away more often than an echo).
final class Readings {

    private static final double NOT_EVALUABLE = 0.02;
    private static final double NO_GUESS = 0.4;

    private Readings() {}

    /// @param notEvaluable null when the recording could be read
    record Reading(
            SortedMap<String, Value> values, @Nullable String notEvaluable, ArmGuess guess) {}

    static Reading read(Chance chance, ReadPlan plan, Recording recording, List<String> arms) {
        if (chance.happens(NOT_EVALUABLE) && !plan.notEvaluable().isEmpty()) {
            return new Reading(new TreeMap<>(), plan.notEvaluable().getFirst().code(), new ArmGuess(null, null));
        }
        Condition truth = recording.truth();
        SortedMap<String, Value> known = switch (plan.modality()) {
            case "ecg" -> ecg(chance, truth);
            case "echo" -> echo(chance, truth);
            default -> Measurements.of(truth, plan.items(), chance);
        };
        SortedMap<String, Value> values = DrawnAnswers.to(plan.items(), known, chance, recording.entered());
        double right = recording.arm() == null ? 0.5 : plan.modality().equals("ecg") ? 0.66 : 0.54;
        return new Reading(
                values, null, guess(chance, right, Objects.requireNonNullElse(recording.arm(), arms.getFirst()), arms));
    }

    private static SortedMap<String, Value> ecg(Chance chance, Condition truth) {
        SortedMap<String, Value> values = new TreeMap<>();
        values.put("qrs-duration", Forms.whole(chance.whole(truth.qrs(), 5, 70, 240), "ms"));
        values.put("morphology", Value.of(truth.morphology()));
        values.put("axis", Forms.whole(chance.whole(-20, 45, -170, 170), "deg"));
        return values;
    }

    private static SortedMap<String, Value> echo(Chance chance, Condition truth) {
        double lvef = chance.normal(truth.lvef(), 2.5, 8, 76);
        Condition seen = new Condition(
                lvef,
                truth.endDiastolicVolume() * chance.normal(1, 0.05, 0.85, 1.15),
                truth.bodySurface(),
                truth.weight(),
                truth.qrs(),
                truth.morphology(),
                truth.rhythm(),
                truth.nyha(),
                truth.wellbeing());
        SortedMap<String, Value> values = new TreeMap<>();
        values.put("lvef-biplane", Forms.decimal(lvef, 1, "%"));
        values.put("lvef", Forms.decimal(lvef, 1, "%"));
        Forms.chambers(values, seen);
        return values;
    }

    private static ArmGuess guess(Chance chance, double right, String arm, List<String> arms) {
        boolean none = chance.happens(NO_GUESS);
        boolean correct = chance.happens(right);
        int confidence = chance.whole(2.5, 1.1, 1, 5);
        if (none) {
            return new ArmGuess(null, null);
        }
        String guessed = arms.stream()
                .filter(code -> code.equals(arm) == correct)
                .findFirst()
                .orElse(arm);
        return new ArmGuess(new ArmCode(guessed), confidence);
    }
}
