package org.trialbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.simulation.Screening.Outcome;

class SameSeedSameTrialTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 4711})
    void twoDrawsAreEqual(long seed) throws IOException {
        SimulationPlan one = Plans.of(100, seed);
        SimulationPlan other = Plans.of(100, seed);

        assertThat(Screenings.draw(one, Plans.protocol(one))).isEqualTo(Screenings.draw(other, Plans.protocol(other)));
        assertThat(Plans.courses(one)).isEqualTo(Plans.courses(other));
    }

    @Test
    void anotherSeedIsAnotherTrialUnderOtherKeys() throws IOException {
        SimulationPlan one = Plans.of(100, 42);
        SimulationPlan other = Plans.of(100, 43);

        assertThat(Screenings.draw(one, Plans.protocol(one)))
                .isNotEqualTo(Screenings.draw(other, Plans.protocol(other)));
        assertThat(one.key("x")).isNotEqualTo(other.key("x"));
    }

    @Test
    void theArmOfOneSubjectMovesNothingOfAnother() throws IOException {
        SimulationPlan plan = Plans.of(20, 7);
        List<Screening> randomized = Plans.randomized(plan);
        Courses courses = Plans.coursesOf(plan);
        Course before = courses.of(randomized.get(5), "CSP");

        courses.of(randomized.get(4), "BVP");

        assertThat(courses.of(randomized.get(5), "CSP")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 4711, 999})
    void everythingIsOverWhenThePlanSays(long seed) throws IOException {
        SimulationPlan plan = Plans.of(100, seed);
        // A recording is assigned up to 12 days after the visit, and read up to 22 days after that.
        LocalDate lastVisit = plan.over().minusDays(34);

        assertThat(Plans.courses(plan))
                .allSatisfy(course -> assertThat(course.visits())
                        .allSatisfy(visit -> assertThat(visit.on()).isBeforeOrEqualTo(lastVisit)));
    }

    @Test
    void whoeverComesTooLateComesLast() throws IOException {
        SimulationPlan plan = Plans.of(100, 42);
        List<Screening> all = Screenings.draw(plan, Plans.protocol(plan));
        Screening tooLate = all.stream()
                .filter(s -> s.outcome() == Outcome.TOO_LATE)
                .findFirst()
                .orElseThrow();

        assertThat(all).filteredOn(s -> s.outcome() == Outcome.RANDOMIZED).hasSize(100);
        assertThat(Plans.randomized(plan))
                .allSatisfy(s -> assertThat(s.randomizedOn()).isBeforeOrEqualTo(tooLate.randomizedOn()));
        assertThat(Path.of("../protocols/hot-crt.yaml")).exists();
    }
}
