package org.trialbook.simulation;

/// How a subject truly is on a day; what sites and readers write down is measured from it.
///
/// @param lvef ejection fraction, %
/// @param endDiastolicVolume mL
/// @param bodySurface m², Mosteller
/// @param weight kg
/// @param qrs QRS duration, ms
/// @param morphology a code of the ECG form
/// @param rhythm a code of the ECG form
/// @param nyha class, 1 to 4
/// @param wellbeing 0 (worst) to 100 (best), behind the answers to the questionnaires
record Condition(
        double lvef,
        double endDiastolicVolume,
        double bodySurface,
        double weight,
        int qrs,
        String morphology,
        String rhythm,
        int nyha,
        double wellbeing) {

    double endSystolicVolume() {
        return endDiastolicVolume * (1 - lvef / 100);
    }

    /// cm, by Mosteller's formula.
    double height() {
        return 3600 * bodySurface * bodySurface / weight;
    }

    /// How far in six minutes, m.
    double walk() {
        return 130 + 3.6 * wellbeing;
    }

    /// Of who walks so far in six minutes.
    static double wellbeing(double walk) {
        return Math.clamp((walk - 130) / 3.6, 3, 98);
    }

    /// Of a ventricle of that volume in mL, roughly, in mm.
    static double diameter(double volume) {
        return 10 * Math.cbrt(1.1 * volume);
    }

    /// Of a ventricle of that diameter in mm, in mL.
    static double volume(double diameter) {
        return Math.pow(diameter / 10, 3) / 1.1;
    }

    Condition paced(int pacedQrs) {
        return new Condition(lvef, endDiastolicVolume, bodySurface, weight, pacedQrs, "paced", rhythm, nyha, wellbeing);
    }

    /// After some months: the ejection fraction has changed by so many points, and the ventricle remodels with it.
    Condition later(double change, double weightChange, int nyhaThen, double wellbeingThen) {
        double then = Math.clamp(lvef + change, 10, 72);
        double volume = Math.clamp(endDiastolicVolume * (1 - 0.008 * (then - lvef)), 70, 480);
        double weightThen = Math.clamp(weight + weightChange, 40, 180);
        return new Condition(
                then,
                volume,
                Math.sqrt(height() * weightThen / 3600),
                weightThen,
                qrs,
                morphology,
                rhythm,
                nyhaThen,
                wellbeingThen);
    }
}
