package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LongVerificationTest {

    private final StringWriter err = new StringWriter();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void tellsHowFarItIsAfterTwoSecondsAndThenEverySecond() {
        ProgressLine progress = new ProgressLine(new PrintWriter(err, true), false, clock);
        progress.expects(1_000_000);
        pass(Duration.ofMillis(1_999));
        progress.checked(200_000);
        assertThat(err.toString()).isEmpty();
        pass(Duration.ofMillis(1));
        progress.checked(400_000);
        pass(Duration.ofMillis(999));
        progress.checked(450_000);
        pass(Duration.ofMillis(1));
        progress.checked(600_000);
        progress.close();
        assertThat(err.toString().lines())
                .containsExactly("400,000 events (40 %), 200,000 a second", "600,000 events (60 %), 200,000 a second");
    }

    @Test
    void isSilentWhereNobodyLooksOn() {
        ProgressLine progress = new ProgressLine(null, true, clock);
        pass(Duration.ofSeconds(9));
        progress.checked(1);
        progress.close();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void writesOverItsOwnLineInATerminal() {
        ProgressLine progress = new ProgressLine(new PrintWriter(err, true), true, clock);
        pass(Duration.ofSeconds(2));
        progress.checked(7);
        assertThat(err.toString()).isEqualTo("\r7 events, 3 a second");
        progress.close();
        progress.close();
        assertThat(err.toString()).endsWith(" \r").hasSizeLessThan(100);
    }
}
