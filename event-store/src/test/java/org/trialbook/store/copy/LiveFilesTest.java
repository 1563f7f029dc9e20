package org.trialbook.store.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.EventIds;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.SystemEvents;

/// Between any two pieces that are read of plain files their server appends about half a piece, and signs it: the log
/// ends in the first piece when that is read, and in the second afterwards.
class LiveFilesTest {

    private static final int LINES_OF_HALF_A_PIECE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory;

    private int appended;

    private static LogSettings settings() {
        return LogSettings.of(Clock.systemUTC(), RANDOM);
    }

    @Test
    void theCopyIsWholeUpToSomePointAfterItBegan() throws IOException {
        Path keys = directory.resolve("keys");
        Path copy = Files.createDirectory(directory.resolve("copy"));
        try (FileLogStore store = FileLogStore.open(directory.resolve("log"));
                CheckpointSigning signing = CheckpointSigning.open(keys, "trialbook.test/LIVE", store, RANDOM);
                Log log = Log.openForWriting(store, settings(), signing.checkpoints())) {
            SystemEvents events = new SystemEvents(log, new EventIds(Clock.systemUTC(), RANDOM));
            grow(events, 2);
            signing.sign(log);
            long before = log.size();
            CopiedFiles.copy(keys, copy.resolve("keys"));

            LiveFiles.copy(directory, copy, () -> {
                grow(events, LINES_OF_HALF_A_PIECE);
                signing.sign(log);
            });

            try (FileLogStore copied = FileLogStore.open(copy.resolve("log"));
                    Log there = Log.openForReading(
                            copied, settings(), StoredCheckpoints.read(copy.resolve("keys/log.pub"), copied))) {
                assertThat(there.size()).isBetween(before, log.size() - 1);
                assertThat(there.root()).isEqualTo(log.root(there.size()));
            }
        }
    }

    private void grow(SystemEvents events, int lines) {
        for (int line = 0; line < lines; line++) {
            String payload = "{\"n\":\"" + "x".repeat(50_000) + "\"}";
            events.recordOnce(
                    "k" + appended++,
                    new SystemEvents.Entry("trial.Noted", "1", "HOT-CRT", List.of(), payload),
                    new EventLine.Actor("a", "A", "administrator", null),
                    null);
        }
    }
}
