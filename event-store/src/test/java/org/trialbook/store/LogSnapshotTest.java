package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;

/// A start begins with a snapshot of the log.
class LogSnapshotTest extends SnapshottedLog {
    /// All that a log is asked.
    private record Answers(
            List<String> ids,
            List<TreeHash> roots,
            List<TreeHash> leaves,
            List<long[]> tagged,
            List<String> types,
            List<Long> sizes,
            long unknown) {
        static Answers of(Log log) {
            List<EventLine> lines =
                    IntStream.range(0, (int) log.size()).mapToObj(log::line).toList();
            return new Answers(
                    lines.stream().map(EventLine::id).toList(),
                    IntStream.rangeClosed(0, lines.size()).mapToObj(log::root).toList(),
                    IntStream.range(0, lines.size()).mapToObj(log::leafHash).toList(),
                    Stream.of(
                                    log.positionsWithTag("subject", "01-000"),
                                    log.positionsWithTag("subject", "01-001"),
                                    log.positionsWithTag("command", "c17"),
                                    log.positionsOf("trial.Rare"))
                            .toList(),
                    log.types(),
                    lines.stream()
                            .map(line -> log.positionAt(line.recordedAt()))
                            .toList(),
                    log.firstBut((type, version) -> type.equals("trial.Rare")).orElse(-1));
        }
    }

    @Test
    void answersAsTheLogThatWasReadWhole() throws Exception {
        List<Answers> answers = new ArrayList<>();
        use((log, signing) -> {
            assertThat(log.restored()).isBetween((long) EVENTS - PART - 4, (long) EVENTS);
            answers.add(Answers.of(log));
            log.verified().get(30, TimeUnit.SECONDS);
            assertThat(log.failure()).isEmpty();
        });
        forget();
        use((log, signing) -> {
            assertThat(log.restored()).isZero();
            answers.add(Answers.of(log));
        });
        assertThat(answers.getFirst()).usingRecursiveComparison().isEqualTo(answers.getLast());
    }

    @Test
    void conditionsSeeWhatItStandsFor() throws Exception {
        use((log, signing) -> assertThatThrownBy(() -> Drafts.append(
                        log, Drafts.unseen(Drafts.tag("command", "c3")), Drafts.draft("again", List.of())))
                .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class));
    }

    @Test
    void theLogGoesOnBehindItAndSoDoesItsSnapshot() throws Exception {
        use((log, signing) -> {
            append(log, EVENTS + 3 * PART);
            signing.sign(log);
            signing.snapshot(log);
        });
        use((log, signing) -> {
            assertThat(log.restored()).isGreaterThan(EVENTS + PART);
            assertThat(Drafts.ids(log))
                    .isEqualTo(IntStream.range(0, EVENTS + 3 * PART)
                            .mapToObj(i -> "e" + i)
                            .toList());
        });
    }

    @Test
    void whoReadsOnlyBeginsWithItToo() throws Exception {
        try (FileLogStore store = FileLogStore.open(blocks());
                Log log = Log.openForReading(
                        store,
                        Drafts.settings(),
                        StoredCheckpoints.read(directory.resolve("keys").resolve("log.pub"), store))) {
            assertThat(log.restored()).isPositive();
            assertThat(Drafts.ids(log)).hasSize(EVENTS);
        }
    }

    /// Whoever has no key trusts the store, and so nobody has signed for the snapshot either.
    @Test
    void whoKnowsNoKeyReadsTheLog() throws Exception {
        try (FileLogStore store = FileLogStore.open(blocks());
                Log log = Log.openForReading(store, Drafts.settings(), null)) {
            assertThat(log.restored()).isZero();
        }
    }

    @Test
    void itIsMadeWhileTheLogIsKept() throws Exception {
        forget();
        use((log, signing) -> {
            signing.keep(log, Duration.ofMillis(5));
            await().atMost(Drafts.SHORTLY).until(() -> Files.isDirectory(snapshot()) && parts().size() >= 4);
        });
    }

    @Test
    void nobodyButItsOwnerReadsIt() throws Exception {
        for (Path part : parts()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                    .isEqualTo("rw-------");
        }
    }
}
