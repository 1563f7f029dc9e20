package org.trialbook.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.simulation.Course.Procedure;

/// Draws the implant of one subject.
///
/// Success of the allocated treatment: 48 of 50 and 41 of 50, as reported for HOT-CRT but not confirmed; here they
/// are parameters of the simulation. So are, not published at all: repeated attempts, added leads, who asks for a
/// crossover and how often it is denied, thresholds, and paced QRS durations.
final class Procedures {

    static final String CONDUCTION_SYSTEM = "CSP";

    private static final double SUCCESS_CONDUCTION_SYSTEM = 48 / 50.0;
    private static final double SUCCESS_BIVENTRICULAR = 41 / 50.0;
    private static final double FIRST_ATTEMPT_FAILS = 0.12;
    private static final double LEAD_ADDED = 0.12;
    private static final double DENIED = 0.2;
    private static final double ASKED_BY_INVESTIGATOR = 0.3;

    /// How a lead is placed.
    ///
    /// @param setbacks reasons for which an attempt fails without the lead being given up
    private record Lead(String code, List<String> targets, List<String> techniques, List<String> setbacks) {}

    private static final Lead LEFT_BUNDLE = new Lead(
            "left-bundle",
            List.of("left-bundle-trunk", "left-posterior-fascicle", "left-septum"),
            List.of("lumenless-lead", "stylet-driven-lead", "electrogram-mapping", "septography"),
            List.of("septum-not-penetrated", "no-conduction-system-capture", "dislodged"));
    private static final Lead HIS = new Lead(
            "his",
            List.of("his-proximal", "his-distal"),
            List.of("guide-catheter", "lumenless-lead", "electrogram-mapping"),
            List.of("no-conduction-system-capture", "high-threshold"));
    private static final Lead CORONARY_SINUS = new Lead(
            "coronary-sinus",
            List.of("lateral-vein", "posterolateral-vein", "anterolateral-vein"),
            List.of("occlusive-venography", "guide-catheter", "telescoping-catheter", "quadripolar-lead"),
            List.of("dislodged", "phrenic-capture", "high-threshold"));
    private static final List<String> TO_BIVENTRICULAR = List.of("unstable-or-high-output", "qrs-not-narrowed");
    private static final List<String> TO_CONDUCTION_SYSTEM =
            List.of("difficult-cs-cannulation", "limited-branches", "phrenic-capture");

    private final Chance chance;
    private final Condition before;
    private final String implanter;
    private final List<Procedure> procedures = new ArrayList<>();

    private Procedures(Chance chance, Condition before) {
        this.chance = chance;
        this.before = before;
        this.implanter = chance.happens(0.7) ? "implanter" : "implanter-2";
    }

    /// @param procedures in their order, the first attempt first
    record Drawn(List<Procedure> procedures, Implanted implanted) {}

    static Drawn draw(Chance chance, String arm, Condition before, LocalDate on) {
        Procedures drawing = new Procedures(chance, before);
        Implanted implanted = drawing.allocated(arm.equals(CONDUCTION_SYSTEM), on);
        return new Drawn(List.copyOf(drawing.procedures), implanted);
    }

    /// A reason of the other arm, which the server has to refuse.
    static String reasonOfOtherArm(String arm) {
        return (arm.equals(CONDUCTION_SYSTEM) ? TO_CONDUCTION_SYSTEM : TO_BIVENTRICULAR).getFirst();
    }

    private Implanted allocated(boolean conduction, LocalDate on) {
        Lead lead = conduction ? (chance.happens(0.75) ? LEFT_BUNDLE : HIS) : CORONARY_SINUS;
        if (chance.happens(conduction ? SUCCESS_CONDUCTION_SYSTEM : SUCCESS_BIVENTRICULAR)) {
            if (chance.happens(FIRST_ATTEMPT_FAILS)) {
                attempt(on, lead, chance.oneOf(lead.setbacks()));
            }
            Implanted implanted = attempt(on, lead, null);
            boolean added = conduction && chance.happens(LEAD_ADDED);
            return added ? both(implanted, attempt(on, CORONARY_SINUS, null)) : implanted;
        }
        String reason = chance.oneOf(conduction ? TO_BIVENTRICULAR : TO_CONDUCTION_SYSTEM);
        attempt(on, lead, reason);
        if (chance.happens(0.5)) {
            attempt(on, lead, reason);
        }
        return afterFailure(conduction, lead, reason, on);
    }

    private Implanted afterFailure(boolean conduction, Lead lead, String reason, LocalDate on) {
        boolean approved = !chance.happens(DENIED);
        procedures.add(new Procedure.Crossing(
                on,
                chance.happens(ASKED_BY_INVESTIGATOR) ? "investigator" : implanter,
                reason,
                "After two hours in the laboratory.",
                approved));
        if (approved) {
            return attempt(on, conduction ? CORONARY_SINUS : LEFT_BUNDLE, null);
        }
        // Tried once more with the allocated lead.
        return attempt(on, lead, null);
    }

    /// @param failure null when the lead stays
    private Implanted attempt(LocalDate on, Lead lead, @Nullable String failure) {
        Implanted result = result(lead.code());
        boolean phrenic = "phrenic-capture".equals(failure);
        List<String> techniques = lead.techniques();
        procedures.add(new Procedure.Attempt(
                on,
                implanter,
                new ImplantAttempt(
                        lead.code(),
                        chance.oneOf(lead.targets()),
                        failure == null,
                        failure,
                        before.qrs(),
                        failure == null ? result.qrs() : null,
                        failure == null || phrenic ? exact(result.threshold()) : null,
                        failure == null || phrenic ? exact(0.4) : null,
                        lead.equals(CORONARY_SINUS) ? phrenic : null,
                        String.join(",", chance.some(techniques, chance.between(1, techniques.size()))),
                        failure == null ? "" : "Abandoned after repeated attempts.")));
        return result;
    }

    private Implanted result(String lead) {
        return switch (lead) {
            case "left-bundle" ->
                new Implanted(
                        "left-bundle",
                        chance.happens(0.7) ? "non-selective-left-bundle" : "selective-left-bundle",
                        chance.normal(0.8, 0.25, 0.3, 2.5),
                        chance.whole(126, 13, 92, 170));
            case "his" ->
                new Implanted(
                        "his",
                        chance.happens(0.6) ? "non-selective-his" : "selective-his",
                        chance.normal(1.4, 0.5, 0.4, 4),
                        chance.whole(120, 14, 88, 165));
            default ->
                new Implanted(
                        "coronary-sinus-and-right-ventricle",
                        "biventricular",
                        chance.normal(1.3, 0.5, 0.4, 4),
                        chance.whole(145, 16, 105, 195));
        };
    }

    private static Implanted both(Implanted conduction, Implanted added) {
        return new Implanted(
                "conduction-system-and-coronary-sinus",
                conduction.capture(),
                conduction.threshold(),
                Math.min(conduction.qrs(), added.qrs()));
    }

    private static BigDecimal exact(double number) {
        return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP);
    }
}
