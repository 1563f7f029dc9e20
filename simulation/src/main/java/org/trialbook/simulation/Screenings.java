package org.trialbook.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.trialbook.event.Value;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.simulation.Screening.Outcome;

/// Draws who is screened.
///
/// From the published result of HOT-CRT: 31 % women, 70 ± 12 years, ejection fraction 31.5 ± 9 %. Parameters of this
/// simulation, not published: the share of screening failures (one in ten) and their reasons, the two ways to be
/// eligible (three in four by a wide QRS complex), the share of ischaemic disease, volumes, and wellbeing.
final class Screenings {

    private static final double SCREENING_FAILURES = 0.11;

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
        drawn.sort(Comparator.comparing(Screening::registeredOn).thenComparingInt(Screening::index));
        if (tooLate == 1) {
            Screening last = drawn.stream()
                    .filter(Screening::eligible)
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
        int age = chance.whole(70, 12, 35, 92);
        String sex = chance.happens(0.31) ? "female" : "male";
        boolean wideQrs = chance.happens(0.75);
        Condition fit = baseline(chance, wideQrs);
        SortedMap<String, Value> answers = answers(chance, age, fit, wideQrs);
        Condition condition = outcome == Outcome.NOT_ELIGIBLE ? unfit(chance, fit, answers) : fit;
        if (!asked(protocol).equals(answers.keySet())) {
            // Not the questions that this simulation knows.
            answers = DrawnEligibility.draw(
                    protocol.eligibility(), outcome != Outcome.NOT_ELIGIBLE, condition, chance, assessed);
            condition = Measurements.as(answers, condition);
        }
        return new Screening(
                index,
                chance.oneOf(SimulatedSite.ALL),
                registered,
                registered.getYear() - age,
                sex,
                consented,
                assessed,
                randomized,
                condition,
                answers,
                outcome);
    }

    private static Set<String> asked(Protocol protocol) {
        return protocol.eligibility().items().stream().map(Item::code).collect(Collectors.toSet());
    }

    private static Condition baseline(Chance chance, boolean wideQrs) {
        double lvef = rounded(wideQrs ? chance.normal(29, 5.5, 12, 35) : chance.normal(39, 6, 20, 50));
        double volume = chance.normal(250 - 2.2 * lvef, 35, 90, 420);
        double height = chance.normal(171, 9, 148, 198);
        double weight = chance.normal(27.5, 4, 19, 42) * height * height / 10_000;
        int qrs = wideQrs ? chance.whole(160, 18, 121, 220) : chance.whole(112, 22, 78, 190);
        String narrow = qrs <= 110 ? "narrow" : "ivcd";
        String morphology = wideQrs ? (chance.happens(0.85) ? "lbbb" : "rbbb") : narrow;
        double drawn = chance.normal(0, 1, -4, 4);
        String rhythm = drawn < 0.6 ? "sinus" : drawn < 1.5 ? "atrial-fibrillation" : "atrial-paced";
        int nyha = chance.happens(0.55) ? 3 : chance.happens(0.12) ? 4 : 2;
        double wellbeing = chance.normal(76 - 11.0 * nyha, 14, 8, 92);
        return new Condition(
                lvef, volume, Math.sqrt(height * weight / 3600), weight, qrs, morphology, rhythm, nyha, wellbeing);
    }

    private static SortedMap<String, Value> answers(Chance chance, int age, Condition c, boolean wideQrs) {
        SortedMap<String, Value> answers = new TreeMap<>();
        answers.put("age", new Value(Integer.toString(age), "a"));
        answers.put("nyha", Value.of(List.of("I", "II", "III", "IV-ambulatory").get(c.nyha() - 1)));
        answers.put("aetiology", Value.of(chance.happens(0.45) ? "ischaemic" : "non-ischaemic"));
        answers.put("lvef", Forms.decimal(c.lvef(), 1, "%"));
        answers.put(
                "bundle-branch-block", Value.of(Boolean.toString(c.morphology().endsWith("bbb"))));
        answers.put("qrs-duration", Forms.whole(c.qrs(), "ms"));
        int pacing = wideQrs ? chance.between(0, 20) : chance.between(45, 100);
        answers.put("expected-rv-pacing", Forms.whole(pacing, "%"));
        answers.put("existing-crt", Value.of("false"));
        answers.put("pregnancy", Value.of("false"));
        answers.put("other-device-trial", Value.of("false"));
        answers.put("capacity-to-consent", Value.of("true"));
        return answers;
    }

    /// Makes an eligible person one who is not, for a reason that occurs in practice; the answers follow.
    private static Condition unfit(Chance chance, Condition c, SortedMap<String, Value> answers) {
        switch (chance.between(1, 5)) {
            case 1 -> {
                double lvef = rounded(chance.normal(54, 2.5, 50.5, 62));
                answers.put("lvef", Forms.decimal(lvef, 1, "%"));
                return with(c, lvef, c.qrs(), c.morphology(), c.nyha());
            }
            case 2 -> {
                answers.put("qrs-duration", Forms.whole(104, "ms"));
                answers.put("bundle-branch-block", Value.of("false"));
                answers.put("expected-rv-pacing", Forms.whole(chance.between(0, 40), "%"));
                return with(c, c.lvef(), 104, "narrow", c.nyha());
            }
            case 3 -> {
                answers.put("nyha", Value.of("I"));
                answers.put("aetiology", Value.of("non-ischaemic"));
                return with(c, c.lvef(), c.qrs(), c.morphology(), 1);
            }
            case 4 -> answers.put("existing-crt", Value.of("true"));
            default -> answers.put("other-device-trial", Value.of("true"));
        }
        return c;
    }

    private static Condition with(Condition c, double lvef, int qrs, String morphology, int nyha) {
        return new Condition(
                lvef,
                c.endDiastolicVolume(),
                c.bodySurface(),
                c.weight(),
                qrs,
                morphology,
                c.rhythm(),
                nyha,
                c.wellbeing());
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
