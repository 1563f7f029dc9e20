package org.trialbook.carryover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.carryover.OldDirectory.Run;

/// What was damaged in an old directory is named, and nothing comes of it.
class DamagedOldDirectoryTest {
    @TempDir
    private Path place;

    private OldDirectory old;

    @BeforeEach
    void unpack() throws IOException {
        old = OldDirectory.unpack(place);
    }

    private void assertRefusedAsDamaged(String... named) throws IOException {
        Run run = old.carryTo(place.resolve("new"));
        assertThat(run.err()).contains(named).contains("Nothing was carried over");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        // Neither a half of the new one, nor what it was made in.
        assertThat(besides()).containsExactly("old");
    }

    private List<String> besides() throws IOException {
        try (Stream<Path> all = Files.list(place)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void aLineThatWasAltered() throws IOException {
        old.damage(old.store("trialbook_log"), "[\"subject\",\"s2\"]", "[\"subject\",\"s9\"]");
        old.sealAgain(old.store("trialbook_log"));
        assertRefusedAsDamaged("The log is damaged", "the first bad position is 2");
    }

    /// To go back to the commit before, as a server does, would lose what came last without a word.
    @Test
    void aLastCommitThatIsNotWhole() throws IOException {
        old.damage(old.store("trialbook_media"), "dddddddd", "dddddded");
        assertRefusedAsDamaged("trialbook_media.mv ends with a commit that is not whole");
    }

    @Test
    void aLogThatLostItsEnd() throws IOException {
        Path log = old.store("trialbook_log");
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            file.truncate(Files.size(log) / 2);
        }
        assertRefusedAsDamaged("is damaged");
    }

    @Test
    void aFileThatIsNoStore() throws IOException {
        Files.writeString(old.store("trialbook_log"), "nothing of the kind".repeat(1_000));
        assertRefusedAsDamaged("trialbook_log.mv cannot be opened");
    }

    @Test
    void aCheckpointOfAnotherKey() throws IOException {
        old.damage(old.path().resolve("keys").resolve("checkpoint"), "\n12\n", "\n11\n");
        assertRefusedAsDamaged("holds a checkpoint that the key of this log", "did not sign");
    }

    /// The log is copied by then, and is not left behind either.
    @Test
    void aRecordingThatWasAltered() throws IOException {
        // Bytes number 500,000 to 504,999.
        old.damage(old.store("trialbook_media"), "dddddddd", "dddddded");
        old.sealAgain(old.store("trialbook_media"));
        assertRefusedAsDamaged("media " + OldDirectory.DICOM + ": its bytes were altered");
    }
}
