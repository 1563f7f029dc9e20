package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What opens is what was written, and a process that writes beside this one is no stranger.
interface OpeningConformance {
    LogPlace place();

    Duration patience();

    @Test
    default void aLogWithAGapDoesNotOpen() throws Exception {
        fill(5);
        assertThat(place().blocks().deleteOne(new Document("_id", 2L)).getDeletedCount())
                .isEqualTo(1);
        assertThatThrownBy(() -> place().reader())
                .asInstanceOf(type(DamagedLogException.class))
                .extracting(DamagedLogException::position)
                .isEqualTo(2L);
    }

    @Test
    default void aLogWithoutItsTailDoesNotOpen(@TempDir Path keys) throws Exception {
        CheckpointSigning signing = keeper(keys);
        signing.sign(fill(5));
        assertThat(place().blocks().deleteOne(new Document("_id", 4L)).getDeletedCount())
                .isEqualTo(1);
        StoredCheckpoints checkpoints = keeper(keys).checkpoints();
        assertThatThrownBy(() -> Log.openForReading(place().database(), Drafts.settings(), checkpoints))
                .asInstanceOf(type(DamagedLogException.class))
                .extracting(DamagedLogException::position)
                .isEqualTo(4L);
    }

    @Test
    default void aWholeLogOpensOnItsCheckpoint(@TempDir Path keys) throws Exception {
        CheckpointSigning signing = keeper(keys);
        Log log = fill(5);
        signing.sign(log);
        place().append(log, null, Drafts.draft("after it", List.of()));
        try (Log again = Log.openForReading(
                place().database(), Drafts.settings(), keeper(keys).checkpoints())) {
            assertThat(again.size()).isEqualTo(6);
            assertThat(again.root()).isEqualTo(log.root());
        }
    }

    @Test
    default void anotherProcessAndThisOneShareTheLog(@TempDir Path directory) throws Exception {
        Log own = place().writer();
        Process child = ChildProcess.start(
                OtherProcess.class,
                List.of(place().uri(), place().database().getName(), "40"),
                directory.resolve("child.err"));
        int theirs = 0;
        int ours = 0;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            for (int subject = 0; subject < 40; subject++) {
                var tag = Drafts.tag("subject", "s" + subject);
                if (place().append(own, Drafts.unseen(tag), Drafts.draft("ours-" + subject, List.of(tag))) != null) {
                    ours++;
                }
            }
            for (@Nullable String line = out.readLine(); line != null; line = out.readLine()) {
                theirs++;
            }
            assertThat(child.waitFor(patience().toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } finally {
            child.destroyForcibly();
        }
        Log reader = place().reader();
        assertThat(ours + theirs).isEqualTo(40);
        assertThat(reader.size()).isEqualTo(40);
        for (int subject = 0; subject < 40; subject++) {
            assertThat(reader.positionsWithTag("subject", "s" + subject)).hasSize(1);
        }
    }

    private Log fill(int blocks) throws Exception {
        Log log = place().writer();
        for (int i = 0; i < blocks; i++) {
            place().append(log, null, Drafts.draft("e" + i, List.of()));
        }
        return log;
    }

    private CheckpointSigning keeper(Path keys) {
        return CheckpointSigning.open(keys, "trialbook.test/log", place().database(), new SecureRandom());
    }
}
