package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Threads of requests read the log's files, and may be interrupted while they do. That is their own affair.
class InterruptedReaderTest {
    private static final int EVENTS = 20;

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private FileLogStore store;

    @SuppressWarnings("NullAway.Init")
    private Log log;

    @BeforeEach
    void fillLog() throws Exception {
        store = FileLogStore.open(directory);
        log = Log.openForWriting(store, Drafts.settings().withCacheBytes(0), null);
        Drafts.appendEach(log, "a", EVENTS);
    }

    @AfterEach
    void close() {
        log.close();
        store.close();
    }

    private void requireAllIsWell() throws Exception {
        assertThat(Drafts.ids(log)).hasSize(EVENTS);
        Drafts.append(log, null, Drafts.draft("b", List.of()));
        assertThat(log.failure()).isEmpty();
        assertThat(segments()).as("no segment was given up").isEqualTo(1);
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".blocks")).count();
        }
    }

    @Test
    void whoIsInterruptedReadsToTheEndAndIsInterruptedStill() throws Exception {
        Thread.currentThread().interrupt();
        byte[] line = log.lineBytes(3);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(line).isNotEmpty();
        requireAllIsWell();
    }

    @Test
    void thoseWhoReadAtAnyMomentOfAnInterruptReadAll() throws Exception {
        AtomicBoolean ends = new AtomicBoolean();
        CompletableFuture<Long> reads = new CompletableFuture<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                long count = 0;
                while (!ends.get()) {
                    count += Drafts.ids(log).size();
                }
                reads.complete(count);
            } catch (RuntimeException e) {
                reads.completeExceptionally(e);
            }
        });
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < 2_000 && !reads.isDone(); i++) {
            reader.interrupt();
            others.add(log.lineBytes(i % EVENTS).length);
        }
        ends.set(true);
        assertThat(reads.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(others)
                .hasSize(2_000)
                .allSatisfy(length -> assertThat(length).isPositive());
        requireAllIsWell();
    }

    @Test
    void whoWritesWhileInterruptedWrites() throws Exception {
        List<byte[]> found = new ArrayList<>();
        AppendedFile.Found each = (at, record) -> found.add(record);
        try (AppendedFile file = new AppendedFile(new DirectoryOnDisk(directory), "records", each)) {
            Thread.currentThread().interrupt();
            file.add(new byte[] {1});
            assertThat(Thread.interrupted()).isTrue();
            file.add(new byte[] {2});
        }
        new AppendedFile(new DirectoryOnDisk(directory), "records", each).close();
        assertThat(found).containsExactly(new byte[] {1}, new byte[] {2});
    }
}
