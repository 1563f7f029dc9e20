package org.trialbook.trial.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.trial.act.CommandContext;

class OccurredAtTest {

    private static final Instant NOW = Instant.parse("2026-11-28T11:30:00Z");

    /// A fault has a sentence of its own, so that whoever reads it knows what to mend.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-05 | day without a time of day",
                "2026-03-05T10:00:00 | no offset from UTC",
                "2026-03-05T10:00:00[Europe/Berlin] | no offset from UTC",
                "2026-03-05T10:00:00+01:00[Mars/Olympus] | not a time zone that is known",
                "2026-03-05T10:00:00+01:00[] | not a time zone that is known",
                "2026-03-05T10:00:00+05:00[Europe/Berlin] | the offset +05:00 is not that of Europe/Berlin at that"
                        + " time, which is +01:00",
                "2026-11-29T00:29:00+13:00[Europe/Berlin] | is not that of Europe/Berlin",
                // The hour that summer time leaves out.
                "2026-03-29T02:30:00+01:00[Europe/Berlin] | is not that of Europe/Berlin",
                "2026-02-30T10:00:00Z | no such time",
                "2026-03-05T25:00:00Z | no such time",
                "2026-03-05T10:00:00+19:00 | no such time",
                "2026-11-28T11:36:00Z | lies in the future",
                "2199-01-01T00:00:00Z | lies in the future",
                "1900-01-01T00:00:00Z | more than 10 years ago",
                "0001-01-01T00:00:00Z | more than 10 years ago",
                "+999999999-12-31T00:00:00Z | not a time with its offset",
                "-0044-03-15T12:00:00Z | not a time with its offset",
                "yesterday | not a time with its offset",
                "2026-11-28 10:00:00Z | not a time with its offset"
            })
    void everyFaultHasItsOwnSentence(String given, String sentence) {
        assertThatThrownBy(() -> OccurredAt.read(given, NOW)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().detail()).contains("occurredAt").contains(sentence);
        });
    }

    @Test
    void withoutOneItIsNow() {
        assertThat(OccurredAt.read(null, NOW)).isEqualTo("2026-11-28T11:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29T00:30:00+13:00[Pacific/Auckland]",
                "2026-11-28T12:30:00+01:00[Europe/Berlin]",
                "2026-11-28T11:30:00Z",
                "2026-11-28T11:30Z",
                "2026-11-28T11:34:59.999Z",
                "2026-10-25T02:30:00+02:00[Europe/Berlin]",
                "2026-10-25T02:30:00+01:00[Europe/Berlin]",
                "2016-11-29T00:00:00Z"
            })
    void aTimeWithItsOffsetIsTaken(String given) {
        assertThat(OccurredAt.read(given, NOW).toInstant())
                .isEqualTo(ZonedDateTime.parse(given).toOffsetDateTime().toInstant())
                .isBeforeOrEqualTo(NOW.plus(CommandContext.CLOCK_TOLERANCE));
    }
}
