package org.trialbook.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.trialbook.protocol.Precondition;
import org.trialbook.protocol.Protocol;
import org.trialbook.simulation.ClinicalState.Conduction;
import org.trialbook.simulation.ClinicalState.Rhythm;
import org.trialbook.simulation.Screening.Outcome;

/// Draws who is screened.
///
/// From the published result of HOT-CRT: 31 % women, 70 ± 12 years, ejection fraction 31.5 ± 9 %. Parameters of this
/// simulation, not published: the share of screening failures (one in ten; where a successful implant comes before
/// the randomization, 67 more to 453, with which MIRACLE's 571 are reached), the two ways to come into such a trial
/// (three in four by a wide QRS complex), volumes, and wellbeing.
final class Screenings {

    private static final double SCREENING_FAILURES = 0.11;
    private static final double NEVER_IMPLANTED = 67.0 / 453;

    private Screenings() {}

    /// Everybody who is screened, in the order of registration.
    ///
    /// A plan that reaches the protocol's target has one eligible person too many.
    static List<Screening> draw(SimulationPlan plan, Protocol protocol) {
        int failures = Math.max(1, (int) Math.round(plan.subjects() * SCREENING_FAILURES));
        int tooLate = plan.subjects() == protocol.target() ? 1 : 0;
        int screened = plan.subjects() + failures + tooLate;
        Set<Integer> failing = new HashSet<>(plan.chance("screening failures")
                .some(IntStream.rangeClosed(1, screened).boxed().toList(), failures));
        List<Screening> drawn = new ArrayList<>();
        for (int index = 1; index <= screened; index++) {
            drawn.add(one(plan, protocol, index, failing.contains(index) ? Outcome.NOT_ELIGIBLE : Outcome.RANDOMIZED));
        }
        if (protocol.ordered("randomize").stream().anyMatch(Precondition::success)) {
            int without = Math.max(1, (int) Math.round(plan.subjects() * NEVER_IMPLANTED));
            for (int index = screened + 1; index <= screened + without; index++) {
                drawn.add(one(plan, protocol, index, Outcome.NOT_IMPLANTED));
            }
        }
        drawn.sort(Comparator.comparing(Screening::registeredOn).thenComparingInt(Screening::index));
        if (tooLate == 1) {
            Screening last = drawn.stream()
                    .filter(screening -> screening.outcome() == Outcome.RANDOMIZED)
                    .max(Comparator.comparing(Screening::randomizedOn).thenComparingInt(Screening::index))
                    .orElseThrow();
            drawn.set(drawn.indexOf(last), tooLate(last));
        }
        return List.copyOf(drawn);
    }

    private static Screening tooLate(Screening s) {
        return new Screening(
                s.index(),
                s.site(),
                s.registeredOn(),
                s.birthYear(),
                s.sex(),
                s.consentedOn(),
                s.assessedOn(),
                s.randomizedOn(),
                s.baseline(),
                s.answers(),
                Outcome.TOO_LATE);
    }

    private static Screening one(SimulationPlan plan, Protocol protocol, int index, Outcome outcome) {
        Chance chance = plan.chance(SimulationPlan.number(index), "screening");
        LocalDate registered = workday(plan.from().plusDays(chance.between(0, SimulationPlan.ENROLMENT_DAYS)));
        LocalDate consented = workday(registered.plusDays(chance.between(0, 3)));
        LocalDate assessed = workday(consented.plusDays(chance.between(0, 5)));
        LocalDate randomized = workday(assessed.plusDays(chance.between(1, 6)));
        String sex = chance.happens(0.31) ? "female" : "male";
        DrawnEligibility.Answered answered = DrawnEligibility.draw(
                protocol.eligibility(), outcome != Outcome.NOT_ELIGIBLE, person(chance), chance, assessed);
        return new Screening(
                index,
                chance.oneOf(SimulatedSite.first(plan.sites())),
                registered,
                registered.getYear() - answered.condition().age(),
                sex,
                consented,
                assessed,
                randomized,
                answered.condition(),
                answered.answers(),
                outcome);
    }

    /// Somebody for whom resynchronization may be indicated.
    private static ClinicalState person(Chance chance) {
        boolean wideQrs = chance.happens(0.75);
        double lvef = rounded(wideQrs ? chance.normal(29, 5.5, 12, 35) : chance.normal(39, 6, 20, 50));
        double volume = chance.normal(250 - 2.2 * lvef, 35, 90, 420);
        double height = chance.normal(171, 9, 148, 198);
        double weight = chance.normal(27.5, 4, 19, 42) * height * height / 10_000;
        int qrs = wideQrs ? chance.whole(160, 18, 121, 220) : chance.whole(112, 22, 78, 190);
        Conduction narrow = qrs <= 110 ? Conduction.NARROW : Conduction.DELAYED;
        Conduction wide =
                chance.happens(0.85) ? Conduction.LEFT_BUNDLE_BRANCH_BLOCK : Conduction.RIGHT_BUNDLE_BRANCH_BLOCK;
        double drawn = chance.normal(0, 1, -4, 4);
        int nyha = chance.happens(0.55) ? 3 : chance.happens(0.12) ? 4 : 2;
        return new ClinicalState(
                chance.whole(70, 12, 35, 92),
                lvef,
                volume,
                Math.sqrt(height * weight / 3600),
                weight,
                qrs,
                wideQrs ? wide : narrow,
                drawn < 0.6 ? Rhythm.SINUS : drawn < 1.5 ? Rhythm.ATRIAL_FIBRILLATION : Rhythm.ATRIAL_PACING,
                wideQrs ? chance.between(0, 20) : chance.between(45, 100),
                nyha,
                chance.normal(76 - 11.0 * nyha, 14, 8, 92));
    }

    /// Clinics of this trial work from Monday to Friday.
    static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case DayOfWeek.SATURDAY -> day.plusDays(2);
            case DayOfWeek.SUNDAY -> day.plusDays(1);
            default -> day;
        };
    }

    private static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
