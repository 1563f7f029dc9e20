package org.trialbook.carryover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.carryover.OldDirectory.Run;

/// Directories from which nothing can be carried over, or to which.
class UnusableDirectoryTest {
    @TempDir
    private Path place;

    private OldDirectory old;
    private Path fresh;

    @BeforeEach
    void unpack() throws IOException {
        old = OldDirectory.unpack(place);
        fresh = place.resolve("new");
    }

    private void assertRefused(Path to, String why) {
        Run run = old.carryTo(to);
        assertThat(run.err()).contains(why);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aServerIsRunningOnTheOldOne() throws IOException {
        Path file = old.path().resolve("store").resolve("lock");
        try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            assertThat(held.isShared()).isFalse();
            assertRefused(fresh, "is already open in another server");
        }
        assertThat(fresh).doesNotExist();
    }

    @Test
    void theNewOneHoldsSomething() throws IOException {
        Files.createDirectory(fresh);
        Files.writeString(fresh.resolve("notes"), "mine");
        assertRefused(fresh, "holds something already");
        assertThat(fresh).isDirectoryContaining("glob:**/notes");
        assertThat(fresh.resolve("notes")).hasContent("mine");
    }

    @Test
    void theNewOneIsAFile() throws IOException {
        Files.writeString(fresh, "mine");
        assertRefused(fresh, "holds something already");
        assertThat(fresh).hasContent("mine");
    }

    @Test
    void theNewOneWouldLieInTheOldOne() {
        assertRefused(old.path().resolve("new"), "lies in");
        assertThat(old.path().resolve("new")).doesNotExist();
    }

    @Test
    void thereIsNowhereToMakeTheNewOne() {
        assertRefused(fresh.resolve("deep").resolve("deeper"), "there is no directory to make it in");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void thereIsNoStore() throws IOException {
        Files.move(old.path().resolve("store"), old.path().resolve("elsewhere"));
        assertRefused(fresh, "is no data directory of an earlier release");
    }

    @Test
    void thereIsNoLog() throws IOException {
        Files.delete(old.store("trialbook_log"));
        assertRefused(fresh, "holds no log");
    }

    @Test
    void thePublicKeyIsMissing() throws IOException {
        Files.delete(old.path().resolve("keys").resolve("log.pub"));
        assertRefused(fresh, "'keys/log.pub' is missing");
    }

    @Test
    void thePublicKeyIsNone() throws IOException {
        Files.writeString(old.path().resolve("keys").resolve("log.pub"), "no key");
        assertRefused(fresh, "log.pub");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void oneDirectoryIsNotEnough() {
        Run run = OldDirectory.run("carry-over", old.path().toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required parameter", "NEW");
    }
}
