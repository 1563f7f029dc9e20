package org.trialbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Criterion;
import org.trialbook.simulation.Course.Procedure;

/// Over twenty trials of 100: the draws of one trial scatter, as they should.
class DrawnTrialLooksLikeThePublishedOneTest {

    private static final int TRIALS = 20;

    private static List<Screening> screenings() throws IOException {
        List<Screening> all = new ArrayList<>();
        for (long seed = 1; seed <= TRIALS; seed++) {
            all.addAll(Plans.randomized(Plans.of(100, seed)));
        }
        return all;
    }

    private static <T> double mean(List<T> all, ToDoubleFunction<T> number) {
        return all.stream().mapToDouble(number).average().orElseThrow();
    }

    @Test
    void ageSexAndEjectionFraction() throws IOException {
        List<Screening> all = screenings();

        assertThat(mean(all, s -> s.registeredOn().getYear() - s.birthYear())).isCloseTo(70, within(1.5));
        assertThat(mean(all, s -> s.sex().equals("female") ? 1 : 0)).isCloseTo(0.31, within(0.04));
        assertThat(mean(all, s -> s.baseline().lvef())).isCloseTo(31.5, within(1.5));
    }

    @Test
    void changeOfTheEjectionFractionAndSuccessOfTheImplant() throws IOException {
        List<Double> conduction = new ArrayList<>();
        List<Double> biventricular = new ArrayList<>();
        int[] failed = new int[2];
        for (long seed = 1; seed <= TRIALS; seed++) {
            SimulationPlan plan = Plans.of(100, seed);
            Courses courses = Plans.coursesOf(plan);
            for (Screening s : Plans.randomized(plan)) {
                boolean first = Plans.arm(s).equals("CSP");
                ClinicalState before = s.baseline();
                ClinicalState after =
                        Courses.sixMonths(Chance.of(seed, s.index()), Plans.protocol(plan), Plans.arm(s), before);
                (first ? conduction : biventricular).add(after.lvef() - before.lvef());
                failed[first ? 0 : 1] += courses.of(s, Plans.arm(s)).crossoverAsked() ? 1 : 0;
            }
        }
        assertThat(mean(conduction, d -> d)).isCloseTo(12.4, within(1.0));
        assertThat(mean(biventricular, d -> d)).isCloseTo(8.0, within(1.2));
        assertThat(1.0 * failed[0] / conduction.size()).isCloseTo(0.04, within(0.02));
        assertThat(1.0 * failed[1] / biventricular.size()).isCloseTo(0.18, within(0.04));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42})
    void eligibilityComesOutAsDrawn(long seed) throws IOException {
        SimulationPlan plan = Plans.of(100, seed);
        Protocol protocol = Plans.protocol(plan);

        assertThat(Screenings.draw(plan, protocol)).allSatisfy(s -> {
            assertThat(EditChecks.check(protocol.eligibility().items(), s.answers()))
                    .isEmpty();
            boolean met = protocol.eligibility().criteria().stream()
                    .allMatch(c -> c.rule().holds(s.answers()) == (c.kind() == Criterion.Kind.INCLUSION));
            assertThat(met).as("%s", s).isEqualTo(s.eligible());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42})
    void everyFormAndReadFitsTheProtocol(long seed) throws IOException {
        SimulationPlan plan = Plans.of(100, seed);
        Protocol protocol = Plans.protocol(plan);
        Courses courses = Plans.coursesOf(plan);
        for (Screening s : Plans.randomized(plan)) {
            Course course = courses.of(s, Plans.arm(s));
            Implanted implanted = Objects.requireNonNull(course.implanted());
            Chance chance = Chance.of(seed, "forms", s.index());
            List<ClinicalState> conditions = new ArrayList<>(List.of(s.baseline()));
            course.visits().forEach(visit -> conditions.add(visit.condition()));
            for (ClinicalState c : conditions) {
                for (Form form : protocol.forms()) {
                    fits(protocol, form.code(), Forms.filled(form, s.assessedOn(), c, implanted, chance));
                }
                for (String modality : List.of("ecg", "echo")) {
                    Readings.Reading reading = Readings.read(
                            chance,
                            protocol.readPlan(modality).orElseThrow(),
                            new Recording("R-00000001", s.index(), "month-6", modality, s.assessedOn(), c, "CSP"),
                            List.of("CSP", "BVP"));
                    if (reading.notEvaluable() == null) {
                        assertThat(EditChecks.check(
                                        protocol.readPlan(modality)
                                                .orElseThrow()
                                                .items(),
                                        reading.values()))
                                .isEmpty();
                    } else {
                        assertThat(reading.guess()).isEqualTo(new ArmGuess(null, null));
                    }
                }
            }
        }
    }

    private static void fits(Protocol protocol, String form, java.util.SortedMap<String, ItemValue> values) {
        assertThat(EditChecks.check(protocol.form(form).orElseThrow().items(), new TreeMap<>(values)))
                .as("%s %s", form, values)
                .isEmpty();
    }

    @Test
    void mostVisitsAreInTheirWindowsAndAFewAreNot() throws IOException {
        List<Course.VisitMade> visits = new ArrayList<>();
        List<Course> courses = new ArrayList<>();
        for (long seed = 1; seed <= TRIALS; seed++) {
            courses.addAll(Plans.courses(Plans.of(100, seed)));
        }
        courses.forEach(course -> visits.addAll(course.visits()));

        assertThat(mean(visits, visit -> visit.missed() != null ? 1 : 0)).isBetween(0.005, 0.04);
        assertThat(mean(courses, course -> course.withdrawal() != null ? 1 : 0)).isCloseTo(0.04, within(0.001));
    }

    @Test
    void crossoversHaveAReasonOfTheAllocatedArm() throws IOException {
        SimulationPlan plan = Plans.of(100, 42);
        Protocol protocol = Plans.protocol(plan);
        Courses courses = Plans.coursesOf(plan);
        for (Screening s : Plans.randomized(plan)) {
            for (String arm : List.of("CSP", "BVP")) {
                String other = Procedures.reasonOfOtherArm(protocol, arm).orElseThrow();
                assertThat(protocol.crossover()
                                .reason(other)
                                .orElseThrow()
                                .from()
                                .value())
                        .isNotEqualTo(arm);
                for (Procedure procedure : courses.of(s, arm).procedures()) {
                    if (procedure instanceof Procedure.Crossing crossing) {
                        assertThat(protocol.crossover()
                                        .reason(crossing.reason())
                                        .orElseThrow()
                                        .from()
                                        .value())
                                .isEqualTo(arm);
                    }
                }
            }
        }
    }
}
