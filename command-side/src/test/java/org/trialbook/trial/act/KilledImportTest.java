package org.trialbook.trial.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.event.EventTag;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;

/// Who writes an import is killed in the middle of it, at any of its bytes: after opening again the whole import is
/// there or nothing of it, and the same request with the same key records it once.
///
/// A killed process leaves the beginning of what it was writing; when the power is cut, pages of it may be missing,
/// too.
class KilledImportTest {
    private static final int PAGE = 4_096;
    private static final int MOMENTS = 8;

    @Test
    void allOfItIsThereOrNothingAndTheSameRequestRecordsItOnce(@TempDir Path directory) throws IOException {
        long seed = Long.getLong("trialbook.firstSeed", System.nanoTime());
        System.out.println("KilledImportTest seed " + seed);
        Random random = new Random(seed);
        Path whole = directory.resolve("whole");
        long before;
        long after;
        byte[] head;
        try (Opened opened = new Opened(whole)) {
            ImportOfManyValuesTest.record(opened.axon, ImportOfManyValuesTest.history());
            before = opened.log.size();
            head = Files.readAllBytes(segment(whole));
            assertThat(opened.send()).isEqualTo(new ActResult.Accepted(false, Map.of()));
            after = opened.log.size();
        }
        byte[] all = Files.readAllBytes(segment(whole));
        // A segment may be filled up with zeros ahead of what is written.
        int written = all.length;
        while (all[written - 1] == 0) {
            written--;
        }
        int begun = Arrays.mismatch(head, all);
        begun = begun < 0 ? head.length : begun;
        assertThat(written - begun).isGreaterThan(4 * PAGE);

        List<Integer> cuts = new ArrayList<>(List.of(begun, begun + 1, written - 1, written));
        for (int i = 0; i < MOMENTS - 4; i++) {
            cuts.add(begun + random.nextInt(written - begun));
        }
        int nothing = 0;
        for (int cut : cuts) {
            byte[] left = Arrays.copyOf(Arrays.copyOf(all, cut), all.length == head.length ? all.length : cut);
            nothing += left(whole, directory.resolve("cut" + cut), left, before, after) ? 0 : 1;
        }
        assertThat(nothing).isEqualTo(MOMENTS - 1);

        byte[] holed = all.clone();
        int hole = (begun / PAGE + 1 + random.nextInt((written - begun) / PAGE - 1)) * PAGE;
        Arrays.fill(holed, hole, Math.min(hole + PAGE, written), (byte) 0);
        assertThat(left(whole, directory.resolve("hole"), holed, before, after)).isFalse();
    }

    /// Opens what a kill left, and sends the request again.
    ///
    /// @return whether the import was there
    private static boolean left(Path whole, Path copy, byte[] segment, long before, long after) throws IOException {
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(whole)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Files.write(segment(copy), segment);
        boolean there;
        try (Opened opened = new Opened(copy)) {
            there = opened.log.size() == after;
            assertThat(opened.log.size()).isEqualTo(there ? after : before);
            assertThat(opened.send()).isEqualTo(new ActResult.Accepted(there, Map.of()));
            assertThat(opened.send()).isEqualTo(new ActResult.Accepted(true, Map.of()));
            assertThat(opened.log.size()).isEqualTo(after);
            assertThat(opened.log.positionsWithTag(
                            EventTag.COMMAND,
                            ImportOfManyValuesTest.act().context().commandKey()))
                    .hasSize((int) (after - before));
        }
        return there;
    }

    /// All is written in the one.
    private static Path segment(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+.*"))
                    .reduce((a, b) -> {
                        throw new AssertionError("more than one segment: " + a + ", " + b);
                    })
                    .orElseThrow();
        }
    }

    /// A log that is open for writing, and who decides on it.
    private static final class Opened implements AutoCloseable {
        private final FileLogStore store;
        private final Log log;
        private final AxonConfiguration axon;

        Opened(Path directory) {
            store = FileLogStore.open(directory);
            log = Log.openForWriting(store, LogSettings.of(Clock.systemUTC(), new Random(1)), null);
            axon = ImportOfManyValuesTest.axon(log);
        }

        ActResult send() {
            return Objects.requireNonNull(axon.getComponent(CommandGateway.class)
                    .sendAndWait(ImportOfManyValuesTest.act().message(), ActResult.class));
        }

        @Override
        public void close() {
            axon.shutdown();
            log.close();
            store.close();
        }
    }
}
