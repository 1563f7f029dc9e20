package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
