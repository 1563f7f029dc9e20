package org.trialbook.access.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A clock on the wall that somebody sets, beside time that only passes.
class ClockWatchTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration BOUND = Duration.ofMinutes(2);

    private Instant wall = START;
    private long passed = 4_711;
    private long slept;
    private boolean countsSleep = true;

    private final Clock set = new Clock() {
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
    };

    private final ClockWatch watch = new ClockWatch(
            set,
            new ElapsedTime() {
                @Override
                public long nanos() {
                    return passed;
                }

                @Override
                public OptionalLong nanosWithSleep() {
                    return countsSleep ? OptionalLong.of(passed + slept) : OptionalLong.empty();
                }
            },
            BOUND);

    private void passes(Duration time) {
        wall = wall.plus(time);
        passed += time.toNanos();
    }

    private Instant now() {
        return watch.clock().instant();
    }

    private void requireAlarm(Instant expected) {
        assertThat(now()).isEqualTo(expected);
        assertThatThrownBy(watch::requireSound)
                .asInstanceOf(type(ClockSteppedException.class))
                .satisfies(stepped -> {
                    assertThat(stepped.clock()).isEqualTo(wall);
                    assertThat(stepped.expected()).isEqualTo(expected);
                    assertThat(stepped).hasMessageContaining(wall.toString());
                });
    }

    private void requireSound() {
        watch.requireSound();
        assertThat(now()).isEqualTo(wall);
    }

    @Test
    void isBelievedWhileItGoesWithTheTimeThatPasses() {
        requireSound();
        passes(Duration.ofDays(3));
        requireSound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT24H", "PT2M1S", "PT-2M-1S", "PT-24H", "PT-87600H"})
    void isNotBelievedOnceItWasSetFurtherThanTheBound(Duration step) {
        passes(Duration.ofHours(1));
        requireSound();
        wall = wall.plus(step);
        requireAlarm(START.plus(Duration.ofHours(1)));
        passes(Duration.ofMinutes(10));
        requireAlarm(START.plus(Duration.ofMinutes(70)));
        wall = wall.minus(step);
        requireSound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2M", "PT-2M", "PT1S"})
    void isBelievedWithinTheBound(Duration step) {
        wall = wall.plus(step);
        requireSound();
    }

    @Test
    void manySmallStepsAreALargeOne() {
        for (int steps = 0; steps < 2; steps++) {
            passes(Duration.ofSeconds(1));
            wall = wall.plus(Duration.ofSeconds(59));
            requireSound();
        }
        passes(Duration.ofSeconds(1));
        wall = wall.plus(Duration.ofSeconds(59));
        assertThatThrownBy(watch::requireSound).isInstanceOf(ClockSteppedException.class);
    }

    @Test
    void isFollowedWhereItIsSlewed() {
        // 500 millionths for three months come to an hour and more.
        for (int hours = 0; hours < 24 * 90; hours++) {
            passes(Duration.ofHours(1));
            wall = wall.plus(Duration.ofMillis(1_800));
            requireSound();
        }
    }

    @Test
    void aMachineThatSleptWasNotSet() {
        passes(Duration.ofHours(1));
        requireSound();
        wall = wall.plus(Duration.ofHours(8));
        slept += Duration.ofHours(8).toNanos();
        requireSound();
        // The hours are accounted for, and vouch for nothing else.
        passes(Duration.ofHours(1));
        requireSound();
        Instant right = wall;
        wall = wall.plus(Duration.ofHours(8));
        requireAlarm(right);
    }

    @Test
    void sleepThatNobodyCountsIsAnAlarm() {
        countsSleep = false;
        Instant asleep = wall;
        wall = wall.plus(Duration.ofHours(8));
        slept += Duration.ofHours(8).toNanos();
        requireAlarm(asleep);
    }

    @Test
    void isBelievedAgainWhenSomebodyHasConfirmedIt() {
        wall = wall.plus(Duration.ofDays(1));
        watch.confirmedBy(step -> false);
        requireAlarm(START);
        watch.confirmedBy(step -> step.clock().equals(wall) && step.by().equals(Duration.ofDays(1)));
        requireSound();
        watch.confirmedBy(step -> false);
        passes(Duration.ofHours(1));
        requireSound();
        wall = START.plus(Duration.ofHours(1));
        requireAlarm(START.plus(Duration.ofDays(1)).plus(Duration.ofHours(1)));
    }

    @Test
    void thisMachineCountsItsSleepAndItsWatchIsQuiet() {
        ElapsedTime machine = ElapsedTime.ofTheMachine();
        ClockWatch real = new ClockWatch(Clock.systemUTC(), machine, BOUND);
        real.requireSound();
        assertThat(machine.nanosWithSleep().orElse(1)).isPositive();
        assertThat(Duration.between(real.clock().instant(), Instant.now()).abs())
                .isLessThan(BOUND);
    }
}
