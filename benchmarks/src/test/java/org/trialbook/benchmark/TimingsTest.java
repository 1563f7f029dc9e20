package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trialbook.benchmark.measure.Timings;

class TimingsTest {
    private static final long MILLI = 1_000_000;

    /// 1 to so many milliseconds, the longest first.
    private static Timings upTo(int millis) {
        return Timings.of(LongStream.rangeClosed(1, millis).map(i -> (millis + 1 - i) * MILLI));
    }

    @Test
    void ofAHundredTheSecondLongestIsTheP99() {
        assertThat(upTo(100).percentileMillis(99)).isEqualTo(99);
        assertThat(upTo(100).maxMillis()).isEqualTo(100);
        assertThat(upTo(100).medianMillis()).isEqualTo(50);
    }

    @Test
    void ofFewTheLongestIsTheP99() {
        assertThat(upTo(3).percentileMillis(99)).isEqualTo(3);
        assertThat(upTo(3).medianMillis()).isEqualTo(2);
        assertThat(upTo(1).medianMillis()).isEqualTo(1);
    }

    @Test
    void roundsTogetherAreOne() {
        Timings together = Timings.together(List.of(upTo(3), Timings.of(LongStream.of(40 * MILLI))));

        assertThat(together.count()).isEqualTo(4);
        assertThat(together.maxMillis()).isEqualTo(40);
    }

    @Test
    void nothingHasNoTimes() {
        assertThatThrownBy(() -> Timings.of(LongStream.empty())).isInstanceOf(IllegalArgumentException.class);
    }
}
