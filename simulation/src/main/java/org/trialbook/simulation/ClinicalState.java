package org.trialbook.simulation;

/// How a subject truly is on a day; what sites and readers write down is measured from it.
///
/// @param age years
/// @param lvef ejection fraction, %
/// @param endDiastolicVolume mL
/// @param bodySurface m², Mosteller
/// @param weight kg
/// @param qrs QRS duration, ms
/// @param pacing how much of the time the right ventricle is expected to be paced, %
/// @param nyha class, 1 to 4
/// @param wellbeing 0 (worst) to 100 (best), behind the answers to the questionnaires
record ClinicalState(
        int age,
        double lvef,
        double endDiastolicVolume,
        double bodySurface,
        double weight,
        int qrs,
        Conduction conduction,
        Rhythm rhythm,
        int pacing,
        int nyha,
        double wellbeing) {

    /// What a QRS complex looks like, in the words of an electrocardiogram's report.
    enum Conduction {
        NARROW("no conduction delay"),
        LEFT_BUNDLE_BRANCH_BLOCK("left bundle branch block"),
        RIGHT_BUNDLE_BRANCH_BLOCK("right bundle branch block"),
        DELAYED("intraventricular conduction delay"),
        PACED("paced");

        private final String words;

        Conduction(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// Of the atria, in the words of an electrocardiogram's report.
    enum Rhythm {
        SINUS("sinus"),
        ATRIAL_FIBRILLATION("atrial fibrillation"),
        ATRIAL_PACING("atrial pacing");

        private final String words;

        Rhythm(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

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

    boolean blocked() {
        return conduction == Conduction.LEFT_BUNDLE_BRANCH_BLOCK || conduction == Conduction.RIGHT_BUNDLE_BRANCH_BLOCK;
    }

    /// Of a ventricle of that volume in mL, roughly, in mm.
    static double diameter(double volume) {
        return 10 * Math.cbrt(1.1 * volume);
    }

    ClinicalState aged(int years) {
        return new ClinicalState(
                years, lvef, endDiastolicVolume, bodySurface, weight, qrs, conduction, rhythm, pacing, nyha, wellbeing);
    }

    /// With such an ejection fraction and such a volume.
    ClinicalState filling(double fraction, double volume) {
        return new ClinicalState(
                age, fraction, volume, bodySurface, weight, qrs, conduction, rhythm, pacing, nyha, wellbeing);
    }

    /// With a ventricle of that diameter in mm.
    ClinicalState dilatedTo(double diameter) {
        return filling(lvef, Math.pow(diameter / 10, 3) / 1.1);
    }

    ClinicalState conducting(int ms, Conduction looks) {
        return new ClinicalState(
                age, lvef, endDiastolicVolume, bodySurface, weight, ms, looks, rhythm, pacing, nyha, wellbeing);
    }

    ClinicalState pacing(int percent) {
        return new ClinicalState(
                age, lvef, endDiastolicVolume, bodySurface, weight, qrs, conduction, rhythm, percent, nyha, wellbeing);
    }

    ClinicalState feeling(int nyhaThen, double wellbeingThen) {
        return new ClinicalState(
                age,
                lvef,
                endDiastolicVolume,
                bodySurface,
                weight,
                qrs,
                conduction,
                rhythm,
                pacing,
                nyhaThen,
                wellbeingThen);
    }

    /// Of who walks so far in six minutes.
    ClinicalState walking(double metres) {
        return feeling(nyha, Math.clamp((metres - 130) / 3.6, 3, 98));
    }

    /// After some months: the ejection fraction has changed by so many points, and the ventricle remodels with it.
    ClinicalState later(double change, double weightChange) {
        double then = Math.clamp(lvef + change, 10, 72);
        double volume = Math.clamp(endDiastolicVolume * (1 - 0.008 * (then - lvef)), 70, 480);
        double weightThen = Math.clamp(weight + weightChange, 40, 180);
        double surface = Math.sqrt(height() * weightThen / 3600);
        return new ClinicalState(
                age, then, volume, surface, weightThen, qrs, conduction, rhythm, pacing, nyha, wellbeing);
    }
}
