package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.TreeHash;

/// A start begins with a snapshot of the log, if it is the log's, and verifies behind it what it stood for.
///
/// The log has 100 events in blocks of 1 to 4, two subjects, and a snapshot of parts of 20 events or a few more.
class LogSnapshotTest {
    private static final int EVENTS = 100;
    private static final int PART = 20;

    @TempDir
    Path directory;

    private final Random random = new Random(11);

    @FunctionalInterface
    private interface Use {
        void of(Log log, CheckpointSigning signing) throws Exception;
    }

    private Path blocks() {
        return directory.resolve("log");
    }

    private Path snapshot() {
        return blocks().resolve("snapshot");
    }

    private void use(Use use) throws Exception {
        try (FileLogStore store = FileLogStore.open(blocks());
                CheckpointSigning signing =
                        CheckpointSigning.open(directory.resolve("keys"), "test.example/T", store, new SecureRandom());
                Log log = Log.openForWriting(
                        store, Drafts.settings().withEventsPerSnapshotPart(PART), signing.checkpoints())) {
            use.of(log, signing);
        }
    }

    private void append(Log log, int until) throws Exception {
        while (log.size() < until) {
            int count = (int) Math.min(1 + random.nextInt(4), until - log.size());
            Draft[] drafts = IntStream.range(0, count)
                    .mapToObj(i -> Drafts.draft(
                            "e" + (log.size() + i),
                            (log.size() + i) % 7 == 0 ? "trial.Rare" : "trial.Noted",
                            List.of(
                                    Drafts.tag("subject", "01-00" + (log.size() + i) % 2),
                                    Drafts.tag("command", "c" + (log.size() + i))),
                            "{\"n\":\"é" + i + "\"}"))
                    .toArray(Draft[]::new);
            Drafts.append(log, null, drafts);
        }
    }

    @BeforeEach
    void fill() throws Exception {
        use((log, signing) -> {
            append(log, EVENTS);
            signing.sign(log);
            signing.snapshot(log);
        });
    }

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
    void aBitThatFlipsInTheLogIsFoundBehindAndNothingMoreIsAcknowledged() throws Exception {
        for (int position : List.of(0, 17, 50, 70)) {
            Path segment = blocks().resolve("%020d.blocks".formatted(0));
            byte[] sound = Files.readAllBytes(segment);
            byte[] bytes = sound.clone();
            bytes[indexOf(bytes, "\"e" + position + "\"") + 1] ^= 1;
            Files.write(segment, bytes);
            use((log, signing) -> {
                assertThat(log.restored()).isPositive();
                log.verified().get(30, TimeUnit.SECONDS);
                assertThat(log.failure())
                        .containsInstanceOf(DamagedLogException.class)
                        .hasValueSatisfying(damage -> assertThat(((DamagedLogException) damage).position())
                                .as(damage.getMessage())
                                .isEqualTo(position));
                assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("late", List.of())))
                        .isInstanceOf(DamagedLogException.class);
                assertThat(log.trouble()).isPresent();
            });
            Files.write(segment, sound);
        }
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Test
    void aBitThatFlipsInTheSnapshotOnlyCostsTime() throws Exception {
        List<Path> parts = parts();
        for (int i = 0; i < 100; i++) {
            Path part = parts.get(random.nextInt(parts.size()));
            byte[] sound = Files.readAllBytes(part);
            byte[] bytes = sound.clone();
            int bit = random.nextInt(bytes.length * 8);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(part, bytes);
            use((log, signing) -> {
                assertThat(log.restored())
                        .as("bit %d of %s", bit, part.getFileName())
                        .isLessThan(EVENTS - PART);
                log.verified().get(30, TimeUnit.SECONDS);
                assertThat(log.failure()).isEmpty();
                assertThat(Drafts.ids(log)).hasSize(EVENTS);
            });
            Files.write(part, sound);
        }
    }

    @Test
    void aPartThatWasCutOrLostOnlyCostsTime() throws Exception {
        Path second = parts().get(1);
        byte[] sound = Files.readAllBytes(second);
        for (int length : new int[] {0, 3, 4, 100, sound.length / 2, sound.length - 1}) {
            Files.write(second, Arrays.copyOf(sound, length));
            use((log, signing) -> assertThat(log.restored()).isBetween((long) PART, PART + 4L));
        }
        Files.delete(second);
        use((log, signing) -> {
            assertThat(log.restored()).isBetween((long) PART, PART + 4L);
            signing.snapshot(log);
        });
        use((log, signing) -> assertThat(log.restored()).isGreaterThan(EVENTS - PART - 4));
    }

    /// What was lost with it stands in the snapshot still.
    @Test
    void anOlderLogThatWasPutBackIsReadAndItsSnapshotMadeAnew() throws Exception {
        Path older = directory.resolve("older");
        copy(older);
        use((log, signing) -> {
            append(log, EVENTS + 3 * PART);
            signing.snapshot(log);
        });
        List<Path> newer = parts();
        Files.move(snapshot(), directory.resolve("newer"));
        delete(directory.resolve("log"));
        delete(directory.resolve("keys"));
        Files.move(older.resolve("log"), blocks());
        Files.move(older.resolve("keys"), directory.resolve("keys"));
        delete(snapshot());
        Files.move(directory.resolve("newer"), snapshot());

        use((log, signing) -> {
            assertThat(log.restored()).isZero();
            assertThat(Drafts.ids(log)).hasSize(EVENTS);
            append(log, EVENTS + 2 * PART);
            signing.snapshot(log);
            assertThat(log.failure()).isEmpty();
        });
        assertThat(parts()).hasSizeLessThan(newer.size());
        use((log, signing) -> assertThat(log.restored()).isGreaterThan(EVENTS));
    }

    /// As many blocks of as many events and bytes, under the same key.
    @Test
    void theSnapshotOfALogThatWentOnOtherwiseIsNotUsed() throws Exception {
        Path older = directory.resolve("older");
        copy(older);
        List<Integer> sizes = List.of(3, 1, 4, 4, 2, 3, 4, 1, 4, 4);
        use((log, signing) -> {
            appendAll(log, "one", sizes);
            signing.snapshot(log);
        });
        Path others = directory.resolve("others");
        Files.move(snapshot(), others);
        delete(blocks());
        delete(directory.resolve("keys"));
        Files.move(older.resolve("log"), blocks());
        Files.move(older.resolve("keys"), directory.resolve("keys"));
        use((log, signing) -> appendAll(log, "two", sizes));
        delete(snapshot());
        Files.move(others, snapshot());

        use((log, signing) -> {
            assertThat(log.restored()).isZero();
            assertThat(Drafts.ids(log).getLast()).startsWith("two");
            assertThat(log.failure()).isEmpty();
        });
    }

    private static void appendAll(Log log, String prefix, List<Integer> sizes) throws Exception {
        for (int i = 0; i < sizes.size(); i++) {
            String block = prefix + i + "-";
            Drafts.append(
                    log,
                    null,
                    IntStream.range(0, sizes.get(i))
                            .mapToObj(k -> Drafts.draft(block + k, List.of()))
                            .toArray(Draft[]::new));
        }
    }

    @Test
    void whatAnotherKeySignedIsNotUsed() throws Exception {
        Path own = directory.resolve("own");
        Files.move(snapshot(), own);
        use((log, signing) -> signing.rotate(
                log,
                "rotation",
                new EventLine.Actor("operator", "Operator", "administrator", null),
                "a test",
                new SecureRandom()));
        Files.move(own, snapshot(), StandardCopyOption.REPLACE_EXISTING);
        use((log, signing) -> {
            assertThat(log.restored()).isZero();
            signing.snapshot(log);
        });
        use((log, signing) -> assertThat(log.restored()).isPositive());
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

    /// Nobody else can sign one; but a release may have been mistaken.
    @Test
    void aPartThatSaysOtherThanTheLinesIsFoundBehind() throws Exception {
        Path keys = directory.resolve("keys");
        NoteSigner signer = new KeyDirectory(keys).signer();
        SnapshotPart part = SnapshotPart.open(Files.readAllBytes(parts().getFirst()), signer.verifier())
                .orElseThrow();
        List<VerifiedBlock.Line> lines =
                new ArrayList<>(part.blocks().getFirst().lines());
        VerifiedBlock.Line line = lines.getFirst();
        for (VerifiedBlock.Line mistaken : List.of(
                changed(line, "trial.Other", line.tags(), line.recordedMicros()),
                changed(line, line.type(), List.of(Drafts.tag("subject", "01-009")), line.recordedMicros()),
                changed(line, line.type(), line.tags(), line.recordedMicros() - 1))) {
            lines.set(0, mistaken);
            List<SnapshotPart.BlockEntry> blocks = new ArrayList<>(part.blocks());
            blocks.set(0, new SnapshotPart.BlockEntry(blocks.getFirst().place(), lines));
            Files.write(
                    parts().getFirst(),
                    new SnapshotPart(part.firstBlock(), part.first(), blocks, part.root()).sign(signer));
            use((log, signing) -> {
                log.verified().get(30, TimeUnit.SECONDS);
                assertThat(log.failure()).isPresent();
            });
        }
    }

    private static VerifiedBlock.Line changed(
            VerifiedBlock.Line line, String type, List<EventLine.Tag> tags, long recordedMicros) {
        return new VerifiedBlock.Line(line.bytes(), line.leaf(), type, line.version(), tags, recordedMicros);
    }

    @Test
    void whatHasChangedInTheStoreIsNotSignedFor() throws Exception {
        forget();
        use((log, signing) -> {
            Path segment = blocks().resolve("%020d.blocks".formatted(0));
            byte[] bytes = Files.readAllBytes(segment);
            bytes[indexOf(bytes, "\"e30\"") + 1] ^= 1;
            Files.write(segment, bytes);
            signing.snapshot(log);
            assertThat(parts()).hasSize(1);
            assertThat(log.failure())
                    .hasValueSatisfying(damage -> assertThat(((DamagedLogException) damage).position())
                            .isEqualTo(30));
        });
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

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(snapshot())) {
            return files.sorted().toList();
        }
    }

    private void forget() throws IOException {
        delete(snapshot());
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void copy(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                if (!file.startsWith(to)) {
                    Path target = to.resolve(directory.relativize(file));
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }
}
