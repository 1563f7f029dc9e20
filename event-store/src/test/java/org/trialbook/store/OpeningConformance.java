package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What opens is what was written.
interface OpeningConformance {
    LogPlace place();

    Duration patience();

    @Test
    default void aLogWithAGapDoesNotOpen() throws Exception {
        fill(5);
        place().lose(2);
        assertThatThrownBy(() -> place().reader())
                .asInstanceOf(type(DamagedLogException.class))
                .extracting(DamagedLogException::position)
                .isEqualTo(2L);
    }

    @Test
    default void aLogWithoutItsTailDoesNotOpen(@TempDir Path keys) throws Exception {
        CheckpointSigning signing = keeper(keys);
        signing.sign(fill(5));
        place().lose(4);
        StoredCheckpoints checkpoints = keeper(keys).checkpoints();
        assertThatThrownBy(() -> Log.openForReading(place().logStore(), Drafts.settings(), checkpoints))
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
                place().logStore(), Drafts.settings(), keeper(keys).checkpoints())) {
            assertThat(again.size()).isEqualTo(6);
            assertThat(again.root()).isEqualTo(log.root());
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
        return CheckpointSigning.open(keys, "trialbook.test/log", place().logStore(), new SecureRandom());
    }
}
