package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine;

/// Whatever is wrong with a snapshot, the log is read instead: that costs time, and nothing else.
class UnusableSnapshotTest extends SnapshottedLog {
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
}
