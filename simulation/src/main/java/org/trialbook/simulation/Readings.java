package org.trialbook.simulation;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
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
            SortedMap<String, ItemValue> values, @Nullable String notEvaluable, ArmGuess guess) {}

    static Reading read(Chance chance, ReadPlan plan, Recording recording, List<String> arms) {
        if (chance.happens(NOT_EVALUABLE) && !plan.notEvaluable().isEmpty()) {
            return new Reading(new TreeMap<>(), plan.notEvaluable().getFirst().code(), new ArmGuess(null, null));
        }
        Measured measured = new Measured(seen(chance, recording.truth()), null, chance);
        SortedMap<String, ItemValue> values = DrawnAnswers.to(
                plan.items(), measured.answers(plan.label(), plan.items()), chance, recording.entered());
        boolean complex = plan.items().stream().anyMatch(Quantity.QRS::isOf);
        double right = recording.arm() == null ? 0.5 : complex ? 0.66 : 0.54;
        return new Reading(
                values, null, guess(chance, right, Objects.requireNonNullElse(recording.arm(), arms.getFirst()), arms));
    }

    /// With the reader's error.
    private static ClinicalState seen(Chance chance, ClinicalState truth) {
        int qrs = chance.whole(truth.qrs(), 5, 70, 240);
        double lvef = chance.normal(truth.lvef(), 2.5, 8, 76);
        double volume = truth.endDiastolicVolume() * chance.normal(1, 0.05, 0.85, 1.15);
        return truth.conducting(qrs, truth.conduction()).filling(lvef, volume);
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
