package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.casebook.DatedAnswers;
import org.trialbook.casebook.VisitDates;
import org.trialbook.casebook.VisitSchedule;
import org.trialbook.protocol.Visit;

class VisitWindowTest {

    private final VisitWindow window =
            new VisitWindow(LocalDate.of(2026, 3, 20), LocalDate.of(2026, 3, 24), LocalDate.of(2026, 3, 28));

    /// 29 March 2026 has 23 hours in Berlin: calendar days are counted, not hours.
    @ParameterizedTest
    @CsvSource({
        "2026-03-20,0", "2026-03-24,0", "2026-03-28,0",
        "2026-03-19,-1", "2026-03-10,-10", "2025-03-20,-365",
        "2026-03-29,1", "2026-03-30,2", "2027-03-28,365"
    })
    void daysOutsideAreNegativeWhenEarlyAndPositiveWhenLate(LocalDate day, int outside) {
        assertThat(window.daysOutside(day)).isEqualTo(outside);
    }

    /// Earlier programs took days of any year: a log that holds one is shown all the same.
    @ParameterizedTest
    @CsvSource({"-999999999-01-01, -2147483648", "+999999999-12-31, 2147483647", "-0044-03-15, -756057"})
    void aDayOfAnyYearHasANumberOfDays(LocalDate day, int outside) {
        assertThat(window.daysOutside(day)).isEqualTo(outside);
        VisitDates dates = new VisitDates(new TreeMap<>(Map.of("implant", day)), new TreeMap<>());
        Visit visit = new Visit("month-6", "Six months", "implant", 183, 30, 30, List.of(), List.of());
        VisitSchedule due = new VisitSchedule(dates, DatedAnswers.NONE);
        assertThat(due.window(visit)).isPresent();
        assertThat(due.earliest(visit)).isPresent();
    }
}
