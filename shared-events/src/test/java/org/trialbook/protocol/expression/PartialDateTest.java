package org.trialbook.protocol.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// As much of a day as is known.
class PartialDateTest {

    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01, 2026-12-31",
        "2026-02, 2026-02-01, 2026-02-28",
        "2028-02, 2028-02-01, 2028-02-29",
        "1900-12, 1900-12-01, 1900-12-31",
        "2026-03-02, 2026-03-02, 2026-03-02"
    })
    void itMayHaveBeenFromTo(String text, LocalDate earliest, LocalDate latest) {
        assertThat(PartialDate.of(text)).contains(new PartialDate(text, earliest, latest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "26",
                "2026-",
                "2026-13",
                "2026-00",
                "2026-2",
                "2026-02-30",
                "2027-02-29",
                "2026-03-02T",
                "-026",
                "20266"
            })
    void thisIsNone(String text) {
        assertThat(PartialDate.of(text)).isEmpty();
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /// Whatever is left out of a day, the day lies within what is left, and knowing more never widens it.
    @ParameterizedTest
    @MethodSource("seeds")
    void knowingMoreNarrowsIt(int seed) {
        LocalDate day = LocalDate.of(1900, 1, 1).plusDays(new Random(seed).nextInt(60_000));
        String text = day.toString();
        PartialDate year = PartialDate.of(text.substring(0, 4)).orElseThrow();
        PartialDate month = PartialDate.of(text.substring(0, 7)).orElseThrow();
        PartialDate whole = PartialDate.of(text).orElseThrow();
        assertThat(whole.earliest()).isEqualTo(day).isEqualTo(whole.latest());
        assertThat(day).isBetween(month.earliest(), month.latest());
        assertThat(month.earliest()).isBetween(year.earliest(), year.latest());
        assertThat(month.latest()).isBetween(year.earliest(), year.latest());
        assertThat(month.latest().plusDays(1).getDayOfMonth()).isEqualTo(1);
    }
}
