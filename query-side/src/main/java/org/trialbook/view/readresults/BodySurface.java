package org.trialbook.view.readresults;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.BodySurfacePlan;

/// A subject's body surface, and what it was calculated from.
///
/// @param squareMetres rounded to the third decimal, for people; quotients are made with all digits
/// @param source which answers
record BodySurface(String squareMetres, String formula, ItemValue height, ItemValue weight, String source) {

    /// Nothing when the protocol does not say how, or one of the answers is missing.
    static Optional<BodySurface> of(@Nullable BodySurfacePlan plan, @Nullable SubjectOfReads subject) {
        if (plan == null || subject == null) {
            return Optional.empty();
        }
        ItemValue height = subject.measure(plan.visit(), plan.form(), plan.height());
        ItemValue weight = subject.measure(plan.visit(), plan.form(), plan.weight());
        if (height == null || weight == null) {
            return Optional.empty();
        }
        return Optional.of(new BodySurface(
                BigDecimal.valueOf(surface(plan.formula(), height, weight))
                        .setScale(3, RoundingMode.HALF_UP)
                        .toPlainString(),
                plan.formula(),
                height,
                weight,
                "%s and %s of form %s at visit %s".formatted(plan.height(), plan.weight(), plan.form(), plan.visit())));
    }

    /// In square metres, of centimetres and kilograms: Mosteller, N Engl J Med 1987;317:1098; Du Bois and Du Bois, Arch
    /// Intern Med 1916;17:863.
    private static double surface(String formula, ItemValue height, ItemValue weight) {
        double cm = Double.parseDouble(height.value());
        double kg = Double.parseDouble(weight.value());
        return switch (formula) {
            case "mosteller" -> Math.sqrt(cm * kg / 3600);
            case "du-bois" -> 0.007184 * Math.pow(cm, 0.725) * Math.pow(kg, 0.425);
            default -> throw new IllegalArgumentException("no formula " + formula);
        };
    }

    /// A measurement divided by the surface, to the first decimal.
    String index(ItemValue measured) {
        double quotient = Double.parseDouble(measured.value()) / surface(formula, height, weight);
        return BigDecimal.valueOf(quotient).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
