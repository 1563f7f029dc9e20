package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.trialbook.benchmark.measure.Load;

class LoadTest {

    @Test
    void everyCallIsCounted() throws Exception {
        AtomicLong calls = new AtomicLong();
        Load load = Load.closed(number -> calls::incrementAndGet, 3, Duration.ofMillis(50));
        assertThat(load.calls()).isEqualTo(calls.get()).isPositive();
    }

    @Test
    void aSteadyLoadBeginsAllItsCalls() throws Exception {
        AtomicLong calls = new AtomicLong();
        Load load = Load.open(number -> calls::incrementAndGet, 1_000, Duration.ofMillis(100));
        assertThat(load.calls()).isEqualTo(calls.get()).isEqualTo(100);
    }

    @Test
    void whoWasKeptWaitingCountsFromWhenItShouldHaveBegun() throws Exception {
        // All wait until the last has come, 100 ms after the first was due.
        CountDownLatch come = new CountDownLatch(100);
        Load load = Load.open(
                number -> () -> {
                    come.countDown();
                    come.await(20, TimeUnit.SECONDS);
                },
                1_000,
                Duration.ofMillis(100));
        assertThat(load.p99Millis()).isGreaterThanOrEqualTo(95);
        assertThat(load.medianMillis()).isGreaterThanOrEqualTo(45);
    }

    @Test
    void aCallThatFailsEndsTheMeasuring() {
        assertThatThrownBy(() -> Load.closed(
                        number -> () -> {
                            throw new IllegalStateException("full");
                        },
                        2,
                        Duration.ofMillis(50)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("full");
    }
}
