package org.trialbook.access.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares the system's clock with the time that passes. When it is suddenly further off than a bound, that is an
/// alarm: from then on [#clock] goes on by the time that has passed, and [#requireSound] throws, until the system's
/// clock agrees again or somebody has confirmed it.
///
/// The first reading is believed: that days went by since the last start is nothing unusual. So is what moves
/// slowly: a clock that is slewed (by no more than 500 millionths, as NTP does) is followed. Small steps are
/// believed too, but followed no faster, so that many of them don't add up to a large one. That the machine slept
/// is no step, where the system counts the time that it sleeps.
///
/// Safe for use by several threads.
public final class ClockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    /// How much of the time that passes may go into following the system's clock: one part of so many.
    private static final long SLEW = 1_000;

    /// The system's clock is not where the time that has passed would have it.
    ///
    /// @param clock what it says
    /// @param expected what it would say
    /// @param since the clock that goes on by the time that passes, when it was noticed
    public record Step(Instant clock, Instant expected, Instant since) {

        /// How far off it is; negative when it is behind.
        public Duration by() {
            return Duration.between(expected, clock);
        }

        public String sentence() {
            return "The clock says %s, and by the time that has passed it is %s: it was set %s by %s"
                    .formatted(clock, expected, by().isNegative() ? "back" : "ahead", by().abs());
        }
    }

    private final Clock wall;
    private final ElapsedTime elapsed;
    private final Duration bound;

    private Instant reference;
    private long referenceNanos;
    private OptionalLong asleep;
    private @Nullable Step alarm;
    private Predicate<Step> confirmed = step -> false;

    /// @param wall the system's clock
    /// @param elapsed what nobody sets
    /// @param bound how far both may be apart
    public ClockWatch(Clock wall, ElapsedTime elapsed, Duration bound) {
        this.wall = wall;
        this.elapsed = elapsed;
        this.bound = bound;
        this.reference = wall.instant();
        this.referenceNanos = elapsed.nanos();
        this.asleep = asleep();
    }

    /// Whom to ask, while there is an alarm, whether somebody has confirmed that the system's clock is right. It is
    /// asked by [#alarm] and [#requireSound], outside of any lock of this clock.
    public synchronized void confirmedBy(Predicate<Step> somebody) {
        confirmed = somebody;
    }

    /// The system's clock, in UTC; during an alarm, the time that has passed since it was last believed. Never throws.
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return read().time;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            /// @throws UnsupportedOperationException whatever is recorded is recorded in UTC
            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("The record's clock is in UTC");
            }
        };
    }

    /// What is wrong with the system's clock, if something is and nobody has confirmed it.
    public Optional<Step> alarm() {
        Step step = read().alarm;
        if (step != null && asked().test(step)) {
            believe();
            return Optional.empty();
        }
        return Optional.ofNullable(step);
    }

    /// @throws ClockSteppedException during an alarm
    public void requireSound() {
        alarm().ifPresent(step -> {
            throw new ClockSteppedException(step);
        });
    }

    private record Reading(Instant time, @Nullable Step alarm) {}

    private synchronized Predicate<Step> asked() {
        return confirmed;
    }

    private synchronized void believe() {
        LOG.warn("The clock was confirmed: {}", alarm == null ? "it agrees again" : alarm.sentence());
        alarm = null;
        refer(wall.instant());
    }

    private void refer(Instant believed) {
        reference = believed;
        referenceNanos = elapsed.nanos();
        asleep = asleep();
    }

    private synchronized Reading read() {
        Instant now = wall.instant();
        long nanos = elapsed.nanos();
        Instant expected = reference.plusNanos(nanos - referenceNanos);
        if (isApart(now, expected)) {
            Instant awake = expected.plusNanos(sleptSince());
            if (!isApart(now, awake)) {
                LOG.info("The machine has slept for {}", Duration.between(expected, awake));
                expected = awake;
                refer(awake);
            }
        }
        if (isApart(now, expected)) {
            if (alarm == null) {
                alarm = new Step(now, expected, expected);
                LOG.error("{}. Nothing is recorded until it agrees again or is confirmed.", alarm.sentence());
            }
            alarm = new Step(now, expected, alarm.since());
            return new Reading(expected, alarm);
        }
        if (alarm != null) {
            LOG.warn("The clock agrees again with the time that has passed");
            alarm = null;
        }
        follow(now, expected, nanos);
        return new Reading(now, null);
    }

    /// Moves what is expected towards the system's clock, so that a slow drift never adds up to an alarm.
    private void follow(Instant now, Instant expected, long nanos) {
        long most = (nanos - referenceNanos) / SLEW;
        if (most == 0) {
            return;
        }
        long off = Duration.between(expected, now).toNanos();
        reference = expected.plusNanos(Math.clamp(off, -most, most));
        referenceNanos = nanos;
    }

    private boolean isApart(Instant now, Instant expected) {
        return Duration.between(expected, now).abs().compareTo(bound) > 0;
    }

    /// The time with sleep lies in a file, so it is read only when the clocks differ.
    private long sleptSince() {
        OptionalLong before = asleep;
        OptionalLong now = asleep();
        if (before.isEmpty() || now.isEmpty() || now.getAsLong() <= before.getAsLong()) {
            return 0;
        }
        return now.getAsLong() - before.getAsLong();
    }

    /// How long the machine has slept, up to a constant.
    private OptionalLong asleep() {
        OptionalLong withSleep = elapsed.nanosWithSleep();
        return withSleep.isPresent() ? OptionalLong.of(withSleep.getAsLong() - elapsed.nanos()) : withSleep;
    }
}
