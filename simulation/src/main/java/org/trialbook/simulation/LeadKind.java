package org.trialbook.simulation;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What kind of lead a protocol's is, by the words of its label, and what is usual with such a lead.
///
/// As reported for HOT-CRT but not confirmed, and therefore parameters of this simulation: success with 48 of 50 leads
/// on the conduction system and 41 of 50 through the coronary sinus; change of the ejection fraction at six months by
/// 12.4 ± 7.3 and 8.0 ± 10.1 points. Not published at all, and parameters too: thresholds and paced QRS durations.
@SuppressWarnings("ImmutableEnumChecker") // What it holds are functions and values.
enum LeadKind {
    LEFT_BUNDLE(
            "left bundle",
            "trunk|posterior|septum",
            "lumenless|stylet-driven|mapping|septography",
            "septum not penetrated|not captured|dislodged",
            48 / 50.0,
            new Change(12.4, 7.3),
            new Spread(0.8, 0.25, 0.3, 2.5),
            new Spread(126, 13, 92, 170)),
    HIS(
            "\\bhis\\b",
            "",
            "guide catheter|lumenless|mapping",
            "not captured|threshold",
            48 / 50.0,
            new Change(12.4, 7.3),
            new Spread(1.4, 0.5, 0.4, 4),
            new Spread(120, 14, 88, 165)),
    CORONARY_SINUS(
            "coronary sinus",
            "lateral",
            "venography|guide catheter|telescoping|quadripolar",
            "dislodged|stable|phrenic|threshold",
            41 / 50.0,
            new Change(8.0, 10.1),
            new Spread(1.3, 0.5, 0.4, 4),
            new Spread(145, 16, 105, 195)),
    /// Any other.
    UNKNOWN("", "", "", "", 0.9, new Change(8.0, 10.1), new Spread(1, 0.3, 0.4, 4), new Spread(140, 16, 95, 195));

    private final Pattern label;
    private final Pattern targets;
    private final Pattern techniques;
    private final Pattern setbacks;
    private final double success;
    private final Change change;
    private final Spread threshold;
    private final Spread qrs;

    LeadKind(
            String label,
            String targets,
            String techniques,
            String setbacks,
            double success,
            Change change,
            Spread threshold,
            Spread qrs) {
        this.label = Pattern.compile(label, Pattern.CASE_INSENSITIVE);
        this.targets = Pattern.compile(targets, Pattern.CASE_INSENSITIVE);
        this.techniques = Pattern.compile(techniques, Pattern.CASE_INSENSITIVE);
        this.setbacks = Pattern.compile(setbacks, Pattern.CASE_INSENSITIVE);
        this.success = success;
        this.change = change;
        this.threshold = threshold;
        this.qrs = qrs;
    }

    /// A distribution: drawn again outside of its limits.
    record Spread(double mean, double deviation, double least, double most) {
        double draw(Chance chance) {
            return chance.normal(mean, deviation, least, most);
        }
    }

    /// Of the ejection fraction at six months, in points.
    record Change(double mean, double deviation) {
        /// So many deviations from the mean.
        double at(double standard) {
            return mean + deviation * standard;
        }
    }

    static LeadKind of(String label) {
        return Stream.of(values())
                .filter(kind -> kind.label.matcher(label).find())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /// Labels of places that are usually aimed at.
    Pattern targets() {
        return targets;
    }

    Pattern techniques() {
        return techniques;
    }

    /// Labels of reasons for which an attempt fails without the lead being given up.
    Pattern setbacks() {
        return setbacks;
    }

    /// How often the treatment succeeds that begins with such a lead.
    double success() {
        return success;
    }

    /// What becomes of those who are allocated to such a treatment.
    Change change() {
        return change;
    }

    Implanted implanted(Chance chance) {
        String capture = switch (this) {
            case LEFT_BUNDLE -> chance.happens(0.7) ? "non-selective left bundle" : "selective left bundle";
            case HIS -> chance.happens(0.6) ? "non-selective his bundle" : "selective his bundle";
            case CORONARY_SINUS, UNKNOWN -> "biventricular";
        };
        String configuration = switch (this) {
            case LEFT_BUNDLE -> "left bundle";
            case HIS -> "his bundle";
            case CORONARY_SINUS, UNKNOWN -> "coronary sinus and right ventricle";
        };
        return new Implanted(configuration, capture, this == CORONARY_SINUS, threshold.draw(chance), (int)
                Math.round(qrs.draw(chance)));
    }
}
