package org.trialbook.carryover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.carryover.OldDirectory.Run;

/// A store file that Java serialization wrote is told from one of the format that is read, and left as it is.
class EarlierFormatTest {
    @TempDir
    private Path place;

    @Test
    void isRefusedInAPlainSentence() throws IOException {
        OldDirectory old = OldDirectory.unpackFormat1(place);
        Map<String, String> before = old.everything();
        Run run = old.carryTo(place.resolve("new"));
        assertThat(run.err())
                .contains("trialbook_log.mv has format 1 of the embedded store and this version reads format 2 only")
                .contains("Open it with the version that wrote it; it was not changed.");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(old.everything()).isEqualTo(before);
        assertThat(place.resolve("new")).doesNotExist();
    }
}
