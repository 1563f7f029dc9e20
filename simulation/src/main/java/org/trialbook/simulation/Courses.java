package org.trialbook.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.NumberedVisit;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;
import org.trialbook.simulation.ClinicalState.Conduction;
import org.trialbook.simulation.Course.Leaving;
import org.trialbook.simulation.Course.VisitMade;

/// Draws what happens to randomized subjects. Not published, and parameters of this simulation: withdrawals, missed and
/// untimely visits, wellbeing; see [LeadKind] for what a treatment changes.
final class Courses {

    private static final double WITHDRAWALS = 0.04;
    private static final double OUTSIDE_WINDOW = 0.06;
    private static final double MISSED = 0.04;
    /// Share of those who come without an appointment.
    private static final double UNSCHEDULED = 0.3;
    /// How many days after its window a visit that was missed, or made too late, is written down at last.
    private static final int LATE = 28;

    /// What is noted, and the reason in words.
    private static final SequencedMap<String, String> LEAVING = new LinkedHashMap<>();

    static {
        LEAVING.put("Died at home; reported by the family doctor.", "death");
        LEAVING.put("Died in hospital of worsening heart failure.", "death");
        LEAVING.put("No further visits wanted.", "consent withdrawn");
        LEAVING.put("Three calls and a letter without an answer.", "lost to follow-up");
        LEAVING.put("Moved abroad.", "moved away");
    }

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final Set<Integer> leaving;

    /// @param randomized the indexes of those who are randomized
    Courses(SimulationPlan plan, Protocol protocol, List<Integer> randomized) {
        this.plan = plan;
        this.protocol = protocol;
        int many = (int) Math.ceil(randomized.size() * WITHDRAWALS);
        this.leaving = new HashSet<>(plan.chance("withdrawals").some(randomized, many));
    }

    /// The implant comes 1 to 10 days after randomization, or on its day where it comes first; the last visit is at
    /// most 9 days after its window.
    Course of(Screening screening, String arm) {
        Chance chance = chance(screening, "course");
        ClinicalState before = screening.baseline();
        boolean early = new Sequence(protocol).early("record-implant-attempt");
        LocalDate later = Screenings.workday(screening.randomizedOn().plusDays(chance.between(1, 8)));
        LocalDate implant = early ? screening.implantedOn() : later;
        Procedures.Drawn drawn = early
                ? unallocated(plan, protocol, screening)
                : Procedures.draw(chance(screening, "implant", arm), protocol, arm, before, implant);
        Implanted implanted = drawn.implanted();
        ClinicalState after = implanted == null ? before : before.conducting(implanted.qrs(), Conduction.PACED);
        ClinicalState atSix = sixMonths(chance(screening, "effect"), protocol, arm, after);
        Leaving withdrawal =
                leaving.contains(screening.index()) ? leaving(chance(screening, "withdrawal"), implant) : null;
        return new Course(
                implant,
                drawn.procedures(),
                implanted,
                visits(screening, implant, after, atSix, withdrawal),
                withdrawal);
    }

    /// Whether somebody leaves the trial before its end.
    boolean leaves(Screening screening) {
        return leaving.contains(screening.index());
    }

    /// What is implanted before anybody knows the arm.
    static Procedures.Drawn unallocated(SimulationPlan plan, Protocol protocol, Screening screening) {
        Chance chance = plan.chance(SimulationPlan.number(screening.index()), "implant");
        return Procedures.unallocated(chance, protocol, screening.baseline(), screening.implantedOn());
    }

    /// What is tried in somebody in whom no lead stays.
    static List<Course.Procedure> abandoned(SimulationPlan plan, Protocol protocol, Screening screening) {
        Chance chance = plan.chance(SimulationPlan.number(screening.index()), "implant");
        return Procedures.abandoned(chance, protocol, screening.baseline(), screening.implantedOn());
    }

    private Chance chance(Screening screening, Object... matter) {
        List<Object> parts = new ArrayList<>(List.of(SimulationPlan.number(screening.index())));
        parts.addAll(List.of(matter));
        return plan.chance(parts.toArray());
    }

    /// One draw for both arms, so that the content differs by the arm alone.
    static ClinicalState sixMonths(Chance chance, Protocol protocol, String arm, ClinicalState after) {
        double standard = chance.normal(0, 1, -2.8, 2.8);
        double change = Procedures.kind(protocol, arm).change().at(standard);
        int nyha = chance.happens(0.05) ? after.nyha() + 1 : after.nyha() - (chance.happens(0.65) ? 1 : 0);
        double wellbeing = Math.clamp(after.wellbeing() + chance.normal(10, 11, -25, 45) + 0.4 * change, 3, 98);
        return after.later(change, chance.normal(-0.5, 3, -9, 8)).feeling(Math.clamp(nyha, 1, 4), wellbeing);
    }

    private List<VisitMade> visits(
            Screening screening,
            LocalDate implant,
            ClinicalState after,
            ClinicalState atSix,
            @Nullable Leaving withdrawal) {
        VisitDays days = new VisitDays(protocol, screening, implant);
        List<VisitMade> visits = new ArrayList<>();
        for (VisitMade made : unscheduled(screening, after)) {
            if (withdrawal == null || made.on().isBefore(withdrawal.on())) {
                visits.add(made);
                days.made(made);
            }
        }
        List<Visit> left = new ArrayList<>(protocol.schedule());
        left.removeIf(visit -> visit.anchor() == null);
        // What ends them is known first.
        left.sort(Comparator.comparing(visit -> !visit.ends().isEmpty()));
        boolean more = true;
        while (more) {
            more = false;
            // Those that are counted from others come once these were made.
            for (Visit visit : List.copyOf(left)) {
                LocalDate anchor =
                        Optional.ofNullable(visit.anchor()).flatMap(days::of).orElse(null);
                if (anchor == null) {
                    continue;
                }
                left.remove(visit);
                more = true;
                VisitMade made = visit(
                        chance(screening, "visit", visit.code()), visit, anchor, visit.day() > 150 ? atSix : after);
                if (!days.ended(visit, anchor)
                        && (withdrawal == null || made.on().isBefore(withdrawal.on()))) {
                    visits.add(made);
                    days.made(made);
                }
            }
        }
        if (protocol.visits().stream().anyMatch(Visit::numbered)) {
            visits.sort(Comparator.comparing(VisitMade::on));
        }
        return List.copyOf(visits);
    }

    /// Some come once or twice without an appointment.
    private List<VisitMade> unscheduled(Screening screening, ClinicalState condition) {
        List<VisitMade> made = new ArrayList<>();
        for (Visit visit : protocol.visits()) {
            if (visit.unscheduled()) {
                Chance chance = chance(screening, "unscheduled", visit.code());
                int many = chance.happens(UNSCHEDULED) ? chance.between(1, 2) : 0;
                LocalDate on = screening.randomizedOn();
                for (int number = 1; number <= many; number++) {
                    on = on.plusDays(chance.between(20, 90));
                    made.add(new VisitMade(new NumberedVisit(visit.code(), number).code(), on, on, null, condition));
                }
            }
        }
        return made;
    }

    private VisitMade visit(Chance chance, Visit visit, LocalDate anchor, ClinicalState condition) {
        LocalDate target = anchor.plusDays(visit.day());
        LocalDate closes = target.plusDays(visit.after());
        if (visit.day() > 30 && chance.happens(MISSED)) {
            List<String> reasons = Lead.plain(protocol.missedVisitReasons());
            LocalDate noted = closes.plusDays(chance.between(7, LATE));
            return new VisitMade(visit.code(), noted, noted, chance.oneOf(reasons), condition);
        }
        if (chance.happens(OUTSIDE_WINDOW)) {
            LocalDate done = closes.plusDays(chance.between(1, 9));
            return new VisitMade(visit.code(), done, closes.plusDays(chance.between(9, LATE)), null, condition);
        }
        if (visit.day() == 0) {
            int days = chance.between(Math.min(1, visit.after()), Math.min(3, visit.after()));
            return made(visit, anchor.plusDays(days), chance, condition);
        }
        double spread = visit.after() / 2.0;
        int shift = chance.whole(0, spread, -visit.before(), visit.after());
        return made(visit, target.plusDays(shift), chance, condition);
    }

    /// Entered within days, as the site finds the time.
    private static VisitMade made(Visit visit, LocalDate on, Chance chance, ClinicalState condition) {
        int days = chance.happens(0.6) ? 0 : chance.between(1, 3);
        return new VisitMade(visit.code(), on, on.plusDays(days), null, condition);
    }

    private Leaving leaving(Chance chance, LocalDate implant) {
        LocalDate on = implant.plusDays(chance.between(20, 160));
        List<Leaving> known = LEAVING.entrySet().stream()
                .flatMap(told -> Feature.saying(told.getValue(), protocol.withdrawalReasons()).stream()
                        .map(reason -> new Leaving(on, reason, told.getKey())))
                .toList();
        return known.isEmpty()
                ? new Leaving(on, chance.oneOf(protocol.withdrawalReasons()).code(), "As told by the family.")
                : chance.oneOf(known);
    }
}
