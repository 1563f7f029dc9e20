package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.store.copy.CopiedFiles;
import org.trialbook.store.copy.LiveFiles;

/// Plain files are copied while several callers append to them and checkpoints are signed: each copy opens, and
/// has what was acknowledged and signed before it began.
class CopiedWhileWrittenToTest {

    private static final int COPIES = Integer.getInteger("trialbook.copies", 5);
    private static final int CALLERS = 4;

    @TempDir
    private Path directory;

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void everyCopyIsABeginningOfTheLogWithAllThatWasAcknowledged() throws Exception {
        Path keys = directory.resolve("keys");
        try (FileLogStore store = FileLogStore.open(directory.resolve("log"));
                CheckpointSigning signing =
                        CheckpointSigning.open(keys, "trialbook.test/COPIED", store, new SecureRandom());
                Log log = Log.openForWriting(store, Drafts.settings(), signing.checkpoints());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String prefix = caller + "-";
                running.add(callers.submit(() -> append(log, prefix)));
            }
            running.add(callers.submit(() -> sign(signing, log)));
            try {
                for (int copy = 0; copy < COPIES; copy++) {
                    requireWhole(keys, directory.resolve("copy-" + copy), log);
                }
            } finally {
                enough.set(true);
            }
            for (Future<?> each : running) {
                each.get();
            }
            System.out.printf("%d copies of a log that grew to %d events%n", COPIES, log.size());
        }
    }

    private void append(Log log, String prefix) {
        for (int i = 0; !enough.get(); i++) {
            // Of 100 bytes to 40,000: blocks lie across pages, and now and then across what is read at once.
            String payload = "{\"n\":\"" + "x".repeat(10 << (i % 13)) + "\"}";
            long size = log.append(List.of(Drafts.draft(prefix + i, "trial.Noted", List.of(), payload)), null)
                    .join();
            acknowledged.accumulateAndGet(size, Math::max);
        }
    }

    private void sign(CheckpointSigning signing, Log log) {
        while (!enough.get()) {
            signing.sign(log);
        }
    }

    private void requireWhole(Path keys, Path copy, Log log) throws Exception {
        long before = acknowledged.get();
        Files.createDirectory(copy);
        CopiedFiles.copy(keys, copy.resolve("keys"));
        LiveFiles.copy(directory, copy);
        try (FileLogStore store = FileLogStore.open(copy.resolve("log"))) {
            StoredCheckpoints signed = StoredCheckpoints.read(copy.resolve("keys/log.pub"), store);
            try (Log copied = Log.openForReading(store, Drafts.settings(), signed)) {
                assertThat(copied.size()).isGreaterThanOrEqualTo(before);
                assertThat(copied.root()).isEqualTo(log.root(copied.size()));
                assertThat(signed.newest()
                                .map(newest -> newest.checkpoint().size())
                                .orElse(0L))
                        .isLessThanOrEqualTo(copied.size());
            }
        }
    }
}
