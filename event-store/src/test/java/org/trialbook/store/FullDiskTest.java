package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// The disk takes no more writes, or does not force them, and later it does again: without a restart of the process.
@Isolated("reads what is logged to the console")
class FullDiskTest {
    /// Of the log and its store through a whole outage in which everything is tried again and again.
    private static final int MOST_LINES = 60;

    private static final long SEGMENT_BYTES = 20_000;

    private final SimulatedDisk disk = new SimulatedDisk();

    private static Log open(FileBlockStore store, Duration patience) {
        return Log.open(store, Drafts.settings().withPatience(patience), null, true);
    }

    @Test
    void isSaidInAFewLinesAndGoesOnByItselfWhenThereIsSpace() throws Exception {
        PrintStream console = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (FileBlockStore store = new FileBlockStore(disk, SEGMENT_BYTES, Runnable::run);
                Log log = open(store, Duration.ofSeconds(1))) {
            Drafts.append(log, null, Drafts.draft("before", List.of()));
            assertThat(log.trouble()).isEmpty();
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            disk.failWrites(() -> true);
            for (int attempt = 0; attempt < 3; attempt++) {
                String id = "during" + attempt;
                assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft(id, List.of())))
                        .hasCauseInstanceOf(UnsettledAppendException.class);
                assertThat(log.trouble()).isPresent();
                // Reading needs no space.
                assertThat(log.line(0).id()).isEqualTo("before");
            }
            disk.failWrites(() -> false);
            await().atMost(Drafts.SHORTLY)
                    .untilAsserted(() -> assertThat(log.trouble()).isEmpty());
            System.setErr(console);

            Drafts.append(log, null, Drafts.draft("after", List.of()));
            assertThat(Drafts.ids(log)).containsExactly("before", "during0", "after");
        } finally {
            System.setErr(console);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .hasSizeLessThan(MOST_LINES)
                .anyMatch(line -> line.contains("Blocks cannot be written"));
        assertThat(reopened(disk)).containsExactly("before", "during0", "after");
    }

    /// Nobody knows what a disk has done with what it could not force: nothing more goes into that file.
    @Test
    void nothingIsWrittenToAFileThatCouldNotBeForced() throws Exception {
        try (FileBlockStore store = new FileBlockStore(disk, SEGMENT_BYTES, Runnable::run);
                Log log = open(store, Duration.ofSeconds(5))) {
            Drafts.append(log, null, Drafts.draft("before", List.of()));
            AtomicInteger failures = new AtomicInteger(1);
            disk.failForces(() -> failures.getAndDecrement() > 0);
            Drafts.append(log, null, Drafts.draft("unforced", List.of()));
            byte[] first = disk.bytes(disk.names().getFirst()).clone();
            Drafts.append(log, null, Drafts.draft("after", List.of()));

            assertThat(disk.names()).hasSize(2);
            assertThat(disk.bytes(disk.names().getFirst())).isEqualTo(first);
        }
        assertThat(reopened(disk)).containsExactly("before", "unforced", "after");
        assertThat(reopened(disk.afterACut(() -> false))).containsExactly("before", "unforced", "after");
    }

    /// A log that was opened may have shown its last block to somebody: so that must be on the disk.
    @Test
    void aLogDoesNotOpenWhileItsLastBlockCannotBeForced() throws Exception {
        try (FileBlockStore store = new FileBlockStore(disk, SEGMENT_BYTES, Runnable::run);
                Log log = open(store, Duration.ofSeconds(5))) {
            Drafts.append(log, null, Drafts.draft("before", List.of()));
        }
        disk.failForces(() -> true);
        assertThatThrownBy(() -> reopened(disk)).isInstanceOf(StoreFailedException.class);
        disk.failForces(() -> false);
        assertThat(reopened(disk)).containsExactly("before");
    }

    @Test
    @Timeout(60)
    void losesNothingAcknowledgedThroughManyFaultsUnderManyWriters() throws Exception {
        long seed = Long.getLong("trialbook.firstSeed", System.nanoTime());
        System.out.println("FullDiskTest seed " + seed);
        Random random = new Random(seed);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        try (FileBlockStore store = new FileBlockStore(disk, SEGMENT_BYTES, Runnable::run);
                Log log = open(store, Duration.ofSeconds(10))) {
            disk.failWrites(() -> failed(random, failed));
            disk.failForces(() -> failed(random, failed));
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                writers.add(Thread.startVirtualThread(() -> {
                    while (acknowledged.size() < 800) {
                        String id = "e" + next.getAndIncrement();
                        try {
                            log.append(List.of(Drafts.draft(id, List.of())), null)
                                    .join();
                            acknowledged.add(id);
                        } catch (CompletionException e) {
                            // Refused, or of unknown outcome: the next one.
                            assertThat(e).isNotNull();
                        }
                    }
                }));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            disk.failWrites(() -> false);
            disk.failForces(() -> false);
            assertThat(failed).hasPositiveValue();
            assertThat(Drafts.ids(log)).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(reopened(disk.afterACut(random::nextBoolean))).containsAll(acknowledged);
        }
        assertThat(reopened(disk)).containsAll(acknowledged);
    }

    private static boolean failed(Random random, AtomicInteger failures) {
        boolean fails = random.nextInt(30) == 0;
        if (fails) {
            failures.incrementAndGet();
        }
        return fails;
    }

    private static List<String> reopened(SimulatedDisk disk) {
        try (FileBlockStore store = new FileBlockStore(disk, SEGMENT_BYTES, Runnable::run);
                Log log = Log.open(store, Drafts.settings(), null, false)) {
            return Drafts.ids(log);
        }
    }
}
