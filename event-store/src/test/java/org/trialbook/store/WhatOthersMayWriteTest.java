package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A process that knows what others may record takes nothing else from them for a part of the log.
class WhatOthersMayWriteTest {

    private static final String MAY = "trial.Shown";

    private final TestDatabase database = TestDatabase.open();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private static Optional<String> rule(org.trialbook.ledger.EventLine line) {
        return line.type().equals(MAY) ? Optional.empty() : Optional.of("an event of type " + line.type());
    }

    private Log careful(LogSettings settings) {
        return Log.openForWriting(database.store(), settings, null, WhatOthersMayWriteTest::rule);
    }

    private static Draft shown(String id) {
        return Drafts.draft(id, MAY, List.of(), "{}");
    }

    @Test
    void whatTheyMayIsTakenAmongItsOwn() throws Exception {
        try (Log careful = careful(Drafts.settings());
                Log other = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            for (int i = 0; i < 20; i++) {
                Drafts.append(careful, null, Drafts.draft("own" + i, List.of()));
                Drafts.append(other, null, shown("other" + i));
            }
            await().atMost(Drafts.SHORTLY).until(() -> careful.size() == 40);
            assertThat(careful.failure()).isEmpty();
            assertThat(careful.root()).isEqualTo(other.root());
        }
    }

    @Test
    void anythingElseIsNoPartOfItsLogAndStopsIt() throws Exception {
        try (Log careful = careful(Drafts.settings());
                Log other = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            Drafts.append(careful, null, Drafts.draft("own", List.of()));
            Drafts.append(other, null, Drafts.draft("forged", List.of()));

            await().atMost(Drafts.SHORTLY).until(() -> careful.failure().isPresent());
            assertThat(careful.failure().orElseThrow())
                    .isInstanceOf(DamagedLogException.class)
                    .hasMessageContaining("another process recorded what it may not: an event of type trial.Noted")
                    .hasMessageContaining("position is 1");
            assertThat(careful.size()).isEqualTo(1);
            assertThatThrownBy(() -> Drafts.append(careful, null, Drafts.draft("next", List.of())))
                    .matches(refused -> refused instanceof DamagedLogException
                            || refused.getCause() instanceof DamagedLogException);
        }
    }

    /// Also hidden among what they may, in one block.
    @Test
    void oneLineAmongOthersIsSeen() throws Exception {
        try (Log careful = careful(Drafts.settings());
                Log other = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            Drafts.append(other, null, shown("a"), Drafts.draft("forged", List.of()), shown("b"));

            await().atMost(Drafts.SHORTLY).until(() -> careful.failure().isPresent());
            assertThat(careful.failure().orElseThrow()).hasMessageContaining("position is 1");
            assertThat(careful.size()).isZero();
        }
    }

    /// A block may say that it is anybody's.
    @Test
    void whoeverWritesUnderItsNameIsAnotherAllTheSame() throws Exception {
        LogSettings settings = LogSettings.of(Clock.systemUTC(), new Random(7));
        LogSettings sameName = new LogSettings(
                settings.clock(),
                new Random(8),
                settings.writer(),
                settings.waitingAppends(),
                settings.waitingBytes(),
                settings.eventsPerBlock(),
                settings.bytesPerBlock(),
                settings.cacheBytes(),
                settings.poll(),
                settings.patience(),
                settings.clockTolerance(),
                settings.soundClock(),
                settings.whateverTheClock());
        try (Log careful = careful(settings);
                Log other = Log.openForWriting(database.store(), sameName, null)) {
            Drafts.append(careful, null, Drafts.draft("own", List.of()));
            Drafts.append(other, null, Drafts.draft("forged", List.of()));

            await().atMost(Drafts.SHORTLY).until(() -> careful.failure().isPresent());
            assertThat(careful.size()).isEqualTo(1);
        }
    }

    /// It meets the other's block where it wanted to put its own, before it has looked for news.
    @Test
    void metWhenAppendingItIsRefusedToo() throws Exception {
        LogSettings settings = Drafts.settings();
        LogSettings blind = new LogSettings(
                settings.clock(),
                settings.random(),
                settings.writer(),
                settings.waitingAppends(),
                settings.waitingBytes(),
                settings.eventsPerBlock(),
                settings.bytesPerBlock(),
                settings.cacheBytes(),
                Duration.ofHours(1),
                Duration.ofSeconds(3),
                settings.clockTolerance(),
                settings.soundClock(),
                settings.whateverTheClock());
        try (Log careful = careful(blind);
                Log other = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            Drafts.append(other, null, Drafts.draft("forged", List.of()));

            assertThatThrownBy(() -> careful.append(List.of(Drafts.draft("own", List.of())), null)
                            .get(30, TimeUnit.SECONDS))
                    .isNotNull();
            assertThat(careful.size()).isZero();
        }
    }

    /// Who wrote what was there before, nobody can tell.
    @Test
    void whatWasThereWhenItWasOpenedIsTaken() throws Exception {
        try (Log other = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            Drafts.appendEach(other, "before", 3);
        }
        try (Log careful = careful(Drafts.settings().withCacheBytes(0))) {
            Drafts.append(careful, null, Drafts.draft("own", List.of()));
            assertThat(Drafts.ids(careful)).containsExactly("before0", "before1", "before2", "own");
        }
    }
}
