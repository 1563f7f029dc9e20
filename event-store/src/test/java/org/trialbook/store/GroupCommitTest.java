package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.ledger.OversizedLineException;

/// Appends that wait at the same moment share a block, and each stands or falls alone.
class GroupCommitTest {
    private static final Tag SUBJECT = Drafts.tag("subject", "01-001");

    private final TestDatabase database = TestDatabase.open();
    private final HeldBlockStore held = new HeldBlockStore(new MongoBlockStore(database.database()));

    @AfterEach
    void closeDatabase() {
        held.release();
        database.close();
    }

    @Test
    void ofTwoInOneBatchThatExcludeEachOtherOnlyTheFirstGetsIn() throws Exception {
        try (Log log = Log.open(held, Drafts.settings(), null, true)) {
            List<CompletableFuture<Long>> done = together(
                    log,
                    List.of(Drafts.draft("first", List.of(SUBJECT))),
                    List.of(Drafts.draft("second", List.of(SUBJECT))));
            assertThat(done.get(0).get(20, TimeUnit.SECONDS)).isEqualTo(2);
            assertThatThrownBy(() -> done.get(1).get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
            assertThat(Drafts.ids(log)).containsExactly("opener", "first");
        }
    }

    @Test
    void aLineTooLongFailsAlone() throws Exception {
        try (Log log = Log.open(held, Drafts.settings(), null, true)) {
            String tooLong = "{\"text\":\"" + "x".repeat(65_536) + "\"}";
            List<CompletableFuture<Long>> done = together(
                    log,
                    List.of(
                            Drafts.draft("with it", List.of()),
                            Drafts.draft("long", "trial.Noted", List.of(), tooLong)),
                    List.of(Drafts.draft("other", List.of())));
            assertThatThrownBy(() -> done.get(0).get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(OversizedLineException.class);
            assertThat(done.get(1).get(20, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(Drafts.ids(log)).containsExactly("opener", "other");
        }
    }

    @Test
    void turnsAppendsAwayWhenTooManyWait() throws Exception {
        try (Log log = Log.open(held, Drafts.settings().withWaitingAppends(2), null, true)) {
            CompletableFuture<Long> opener = openAndHold(log);
            CompletableFuture<Long> a = log.append(List.of(Drafts.draft("a", List.of())), null);
            CompletableFuture<Long> b = log.append(List.of(Drafts.draft("b", List.of())), null);
            assertThatThrownBy(() -> log.append(List.of(Drafts.draft("c", List.of())), null))
                    .isInstanceOf(LogBusyException.class);
            held.release();
            assertThat(opener.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(a.get(20, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(b.get(20, TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(held.read(0, 10))
                    .extracting(block -> block.lines().size())
                    .containsExactly(1, 2);
        } finally {
            held.release();
        }
    }

    @Test
    void storesWhatWaitsBeforeItCloses() throws Exception {
        CompletableFuture<Long> last;
        try (Log log = Log.open(held, Drafts.settings(), null, true)) {
            held.release();
            last = log.append(List.of(Drafts.draft("last", List.of())), null);
        }
        assertThat(last.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        try (Log log = Log.open(held, Drafts.settings(), null, false)) {
            assertThat(Drafts.ids(log)).containsExactly("last");
            assertThatThrownBy(() -> log.append(List.of(Drafts.draft("x", List.of())), null))
                    .isInstanceOf(LogClosedException.class);
        }
    }

    @Test
    void neverRecordsAnEventEarlierThanTheOneBefore() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00.123456789Z"));
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        held.release();
        try (Log log = Log.open(held, LogSettings.of(clock, new Random(7)), null, true)) {
            Drafts.append(log, null, Drafts.draft("a", List.of()));
            // The clock is set back.
            now.set(Instant.parse("2026-11-21T09:59:30Z"));
            Drafts.append(log, null, Drafts.draft("b", List.of()));
            now.set(Instant.parse("2026-11-21T10:00:01Z"));
            Drafts.append(log, null, Drafts.draft("c", List.of()));
            Instant first = Instant.parse("2026-11-21T10:00:00.123456Z");
            assertThat(log.line(0).recordedAt()).isEqualTo(first);
            assertThat(log.line(1).recordedAt()).isEqualTo(first);
            assertThat(log.positionAt(first.minusNanos(1))).isZero();
            assertThat(log.positionAt(first)).isEqualTo(2);
            assertThat(log.positionAt(first.plusMillis(500))).isEqualTo(2);
            assertThat(log.positionAt(Instant.parse("2026-11-21T10:00:01Z"))).isEqualTo(3);
        }
    }

    @Test
    void recordsNothingWhileTheClockIsFarBehindAndGoesOnWhenItIsRightAgain() throws Exception {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(noon);
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        held.release();
        try (Log log = Log.open(held, LogSettings.of(clock, new Random(7)), null, true)) {
            Drafts.append(log, null, Drafts.draft("a", List.of()));
            Instant setBack = noon.minus(Duration.ofMinutes(2));
            now.set(setBack);
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("b", List.of())))
                    .cause()
                    .asInstanceOf(type(ClockBehindException.class))
                    .satisfies(behind -> {
                        assertThat(behind.now()).isEqualTo(setBack);
                        assertThat(behind.lastRecordedAt()).isEqualTo(noon);
                    });
            assertThat(log.size()).isEqualTo(1);
            now.set(noon.minusSeconds(1));
            Drafts.append(log, null, Drafts.draft("c", List.of()));
            assertThat(Drafts.ids(log)).containsExactly("a", "c");
            assertThat(log.line(1).recordedAt()).isEqualTo(noon);
        }
    }

    @Test
    void turnsAppendsAwayWhenTooManyBytesWait() throws Exception {
        LogSettings narrow = Drafts.settings().withWaitingBytes(600);
        try (Log log = Log.open(held, narrow, null, true)) {
            String longText = "{\"text\":\"" + "x".repeat(500) + "\"}";
            CompletableFuture<Long> opener = openAndHold(log);
            CompletableFuture<Long> a =
                    log.append(List.of(Drafts.draft("a", "trial.Noted", List.of(), longText)), null);
            assertThatThrownBy(() -> log.append(List.of(Drafts.draft("b", List.of())), null))
                    .isInstanceOf(LogBusyException.class);
            held.release();
            assertThat(opener.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(a.get(20, TimeUnit.SECONDS)).isEqualTo(2);
            // What was answered waits no more.
            assertThat(Drafts.append(log, null, Drafts.draft("c", List.of()))).isEqualTo(3);
        } finally {
            held.release();
        }
    }

    /// Makes appends wait for the committer together, while it is held in the block before.
    @SafeVarargs
    private List<CompletableFuture<Long>> together(Log log, List<Draft>... appends) throws Exception {
        CompletableFuture<Long> opener = openAndHold(log);
        List<CompletableFuture<Long>> done = new ArrayList<>();
        for (List<Draft> drafts : appends) {
            done.add(log.append(drafts, Drafts.unseen(SUBJECT)));
        }
        held.release();
        assertThat(opener.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        return done;
    }

    private CompletableFuture<Long> openAndHold(Log log) throws InterruptedException {
        CompletableFuture<Long> opener = log.append(List.of(Drafts.draft("opener", List.of())), null);
        assertThat(held.reached.await(20, TimeUnit.SECONDS)).isTrue();
        return opener;
    }

    /// Holds the first insert until it is released.
    private static final class HeldBlockStore implements BlockStore {
        private final BlockStore real;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch gate = new CountDownLatch(1);

        HeldBlockStore(BlockStore real) {
            this.real = real;
        }

        void release() {
            gate.countDown();
        }

        @Override
        public Insertion insert(Block block) {
            reached.countDown();
            try {
                assertThat(gate.await(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return real.insert(block);
        }

        @Override
        public List<Block> read(long from, int count) {
            return real.read(from, count);
        }

        @Override
        public OptionalLong lastNumber() {
            return real.lastNumber();
        }
    }
}
