package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A log under a clock that is ahead of its time, behind its record, or set while it runs.
class WrongClockTest {
    private static final String URGENT = "test.Urgent";
    private static final Instant RIGHT = Instant.parse("2026-11-21T10:00:00Z");

    private final TestDatabase database = TestDatabase.open();
    private volatile Instant now = RIGHT;
    private volatile boolean sound = true;

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
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

    private Log open() {
        LogSettings settings = LogSettings.of(clock, new Random(7))
                .withSoundClock(this::requireSound, Set.of(URGENT, ConfirmedClock.TYPE));
        return Log.openForWriting(database.store(), settings, null);
    }

    private void requireSound() {
        if (!sound) {
            throw new IllegalStateException("the clock was set");
        }
    }

    private static Instant append(Log log, String type) {
        return append(log, type, "null");
    }

    private static Instant append(Log log, String type, String payload) {
        String id = "e" + log.size();
        long size = log.append(List.of(Drafts.draft(id, type, List.of(), payload)), null)
                .join();
        return log.line(size - 1).recordedAt();
    }

    private static Instant confirm(Log log, Instant clock) {
        return append(log, ConfirmedClock.TYPE, "{\"clock\":\"" + clock + "\"}");
    }

    private static void requireRefused(Log log, Class<? extends Throwable> why) {
        long before = log.size();
        assertThatThrownBy(() -> append(log, "test.Usual"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(why);
        assertThat(log.size()).isEqualTo(before);
    }

    @Test
    void nothingIsRecordedUnderAClockThatWasSetButWhatIsUrgent() {
        try (Log log = open()) {
            append(log, "test.Usual");
            sound = false;
            requireRefused(log, IllegalStateException.class);
            assertThat(append(log, URGENT)).isEqualTo(RIGHT);
            requireRefused(log, IllegalStateException.class);
            sound = true;
            append(log, "test.Usual");
            assertThat(log.size()).isEqualTo(3);
        }
    }

    /// What an older release recorded under a clock that was a day ahead.
    private Instant aDayAhead() {
        now = RIGHT.plus(Duration.ofDays(1));
        try (Log log = open()) {
            return append(log, "test.Usual");
        } finally {
            now = RIGHT;
        }
    }

    @Test
    void aRecordThatIsAheadTakesWhatIsUrgentAtTheTimeOfTheEventBefore() {
        Instant ahead = aDayAhead();
        try (Log log = open()) {
            assertThatThrownBy(log::requireClockNotBehind)
                    .isInstanceOf(ClockBehindException.class)
                    .hasMessageContaining("confirm-clock");
            requireRefused(log, ClockBehindException.class);
            assertThat(append(log, URGENT)).isEqualTo(ahead);
            requireRefused(log, ClockBehindException.class);
        }
    }

    @Test
    void aRecordThatIsAheadGoesOnOnceItSaysItselfThatTheClockIsRight() {
        Instant ahead = aDayAhead();
        try (Log log = open()) {
            assertThat(confirm(log, now)).isEqualTo(ahead);
            log.requireClockNotBehind();
            now = RIGHT.plus(Duration.ofHours(5));
            assertThat(append(log, "test.Usual")).isEqualTo(ahead);
        }
        try (Log log = open()) {
            log.requireClockNotBehind();
            now = ahead.plus(Duration.ofHours(1));
            assertThat(append(log, "test.Usual")).isEqualTo(now);
            // The confirmation spoke of the time until then, and of no other clock that is ahead.
            now = ahead;
            requireRefused(log, ClockBehindException.class);
        }
    }

    @Test
    void aConfirmationIsGoodForOneAlarmAndForTheClockItSpeaksOf() {
        try (Log log = open()) {
            confirm(log, RIGHT);
            ConfirmedClock confirmed = new ConfirmedClock(log);
            Instant set = RIGHT.plus(Duration.ofDays(1));
            // From before.
            assertThat(confirmed.speaksOf(RIGHT, Duration.ZERO)).isFalse();
            now = set;
            confirm(log, set);
            assertThat(confirmed.speaksOf(RIGHT.minus(Duration.ofDays(1)), Duration.ofHours(1)))
                    .isFalse();
            assertThat(confirmed.speaksOf(set.plus(Duration.ofHours(1)), Duration.ofMinutes(1)))
                    .isFalse();
            assertThat(confirmed.speaksOf(set.plus(Duration.ofHours(1)), Duration.ofHours(1)))
                    .isTrue();
            assertThat(confirmed.speaksOf(set.plus(Duration.ofHours(1)), Duration.ofHours(1)))
                    .isFalse();
            append(log, ConfirmedClock.TYPE, "{\"clock\":\"soon\"}");
            assertThat(confirmed.speaksOf(set, Duration.ofHours(1))).isFalse();
        }
    }
}
