package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.casebook.Told.START;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.Correction;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Visit;
import org.trialbook.protocol.VisitRepeats;

/// When visits are due that are counted from other visits and from dates, that repeat, or that something ends.
class VisitScheduleTest {

    private static final LocalDate RANDOMIZED = START.plusDays(3);
    private static final Visit CYCLE = new Visit(
            "cycle",
            "Cycle",
            "randomize",
            0,
            2,
            3,
            List.of(),
            List.of(),
            new VisitRepeats(21, new VisitRepeats.Until(12, null)),
            false,
            List.of("treatment/stopped-on", "end-of-treatment"));

    @Test
    void eachOfThoseThatRepeatHasAWindowOfItsOwn() {
        VisitSchedule schedule = told(Told.randomized());
        assertThat(schedule.window(cycle(1))).contains(window(RANDOMIZED, 2, 3));
        assertThat(schedule.window(cycle(12))).contains(window(RANDOMIZED.plusDays(231), 2, 3));
    }

    @Test
    void aVisitIsCountedFromTheDayOnWhichAnotherTookPlace() {
        Visit after = visit("after", "month-3", 30);
        assertThat(told(Told.randomized()).window(after)).isEmpty();
        assertThat(told(Told.missed("month-3")).window(after)).isEmpty();
        assertThat(told(Told.done("month-3", RANDOMIZED)).window(after))
                .contains(window(RANDOMIZED.plusDays(30), 5, 5));
        assertThat(told(Told.done("month-3", RANDOMIZED)).earliest(after)).contains(RANDOMIZED);
    }

    @Test
    void ofThoseThatRepeatTheFirstDayCountsAndANumberNamesOne() {
        VisitSchedule schedule = told(
                Told.done("cycle.10", RANDOMIZED.plusDays(200)),
                Told.done("cycle.2", RANDOMIZED.plusDays(21)),
                Told.done("cycles", RANDOMIZED),
                Told.missed("cycle.1"));
        assertThat(schedule.window(visit("after", "cycle", 0))).contains(window(RANDOMIZED.plusDays(21), 5, 5));
        assertThat(schedule.window(visit("after", "cycle.10", 0))).contains(window(RANDOMIZED.plusDays(200), 5, 5));
    }

    @Test
    void aVisitIsCountedFromAnAnswerAsItStands() {
        Visit after = visit("after", "treatment/stopped-on", 30);
        LocalDate stopped = LocalDate.of(2026, 5, 1);
        SubjectEvent answered = stopped(stopped);
        assertThat(told(answered).window(after)).contains(window(stopped.plusDays(30), 5, 5));
        SubjectEvent corrected = Told.corrected(
                "month-3",
                "treatment",
                new Correction("stopped-on", ItemValue.of("2026-05-01"), ItemValue.of("2026-05-03"), "mistyped"),
                null);
        assertThat(told(answered, corrected).window(after)).contains(window(stopped.plusDays(32), 5, 5));
    }

    /// Sealed answers move nothing, whether or not somebody opened them.
    @Test
    void anAnswerThatIsSealedMovesNothing() {
        Visit after = visit("after", "treatment/stopped-on", 30);
        SubjectEvent sealed = Told.form(
                "month-3",
                "treatment",
                Map.of(),
                org.trialbook.blinding.Sealed.of(Map.of("stopped-on", ItemValue.of("2026-05-01"))));
        assertThat(told(sealed).window(after)).isEmpty();
        assertThat(told(Told.randomized(), sealed).end(cycle(12))).isEmpty();
    }

    @Test
    void whatIsDueAfterTheEndIsEndedAndSaysByWhat() {
        LocalDate stopped = RANDOMIZED.plusDays(42);
        VisitSchedule schedule = told(Told.randomized(), stopped(stopped));
        assertThat(schedule.end(cycle(2))).isEmpty();
        assertThat(schedule.end(cycle(3))).as("due on that very day").isEmpty();
        assertThat(schedule.end(cycle(4))).contains(new VisitSchedule.End("treatment/stopped-on", stopped));
    }

    @Test
    void theFirstEndCounts() {
        LocalDate visited = RANDOMIZED.plusDays(30);
        VisitSchedule schedule =
                told(Told.randomized(), stopped(RANDOMIZED.plusDays(42)), Told.done("end-of-treatment", visited));
        assertThat(schedule.end(cycle(12))).contains(new VisitSchedule.End("end-of-treatment", visited));
        assertThat(told(Told.randomized()).end(cycle(12))).isEmpty();
    }

    private static SubjectEvent stopped(LocalDate on) {
        return Told.form("month-3", "treatment", Map.of("stopped-on", ItemValue.of(on.toString())), null);
    }

    private static Visit cycle(int number) {
        return CYCLE.planned().get(number - 1);
    }

    private static Visit visit(String code, String anchor, int day) {
        return new Visit(code, "Visit", anchor, day, 5, 5, List.of(), List.of());
    }

    private static VisitWindow window(LocalDate target, int before, int after) {
        return new VisitWindow(target.minusDays(before), target, target.plusDays(after));
    }

    private static VisitSchedule told(SubjectEvent... events) {
        VisitDates dates = VisitDates.NONE;
        DatedAnswers answers = DatedAnswers.NONE;
        for (SubjectEvent event : events) {
            dates = dates.after(event);
            answers = answers.after(event);
        }
        return new VisitSchedule(dates, answers);
    }
}
