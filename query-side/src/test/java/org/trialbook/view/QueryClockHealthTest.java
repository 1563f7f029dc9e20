package org.trialbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.trialbook.access.clock.ClockWatch;

/// A query side whose machine's clock is set while it runs.
class QueryClockHealthTest {

    private Instant wall = Instant.parse("2026-11-21T10:00:00Z");

    private final ClockWatch watch = new ClockWatch(
            new Clock() {
                @Override
                public Instant instant() {
                    return wall;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            () -> 0,
            Duration.ofMinutes(2));

    private final QueryClockHealth unblinded = new QueryClockHealth(watch, true);
    private final QueryClockHealth blinded = new QueryClockHealth(watch, false);

    @Test
    void whoRecordsWhatIsShownIsNotReadyUntilTheClockAgreesAgain() {
        assertThat(unblinded.health().getStatus()).isEqualTo(Status.UP);
        wall = wall.plus(Duration.ofDays(1));
        assertThat(unblinded.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(unblinded.health().getDetails().get("stepped"))
                .asString()
                .contains("2026-11-22T10:00:00Z", "set ahead");
        wall = wall.minus(Duration.ofDays(1));
        assertThat(unblinded.health().getStatus()).isEqualTo(Status.UP);
        assertThat(unblinded.health().getDetails()).isEmpty();
    }

    @Test
    void whoRecordsNothingGoesOnAndSaysSo() {
        wall = wall.minus(Duration.ofDays(1));
        assertThat(blinded.health().getStatus()).isEqualTo(Status.UP);
        assertThat(blinded.health().getDetails()).containsKey("stepped");
    }
}
