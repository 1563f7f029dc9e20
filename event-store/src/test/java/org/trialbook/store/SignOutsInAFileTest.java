package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sign-outs are remembered as long as they matter, and no longer for ever.
class SignOutsInAFileTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void signOut() {
        file = directory.resolve("sign-outs");
        try (FileSignOuts kept = new FileSignOuts(file, NOON)) {
            kept.add("one", NOON);
            kept.add("two", NOON.plusSeconds(60));
            kept.add("one", NOON);
        }
    }

    @Test
    void theyAreRememberedUntilTheyNoLongerMatter() {
        try (FileSignOuts kept = new FileSignOuts(file, NOON)) {
            assertThat(kept.after(NOON.minusSeconds(1))).containsOnlyKeys("one", "two");
            assertThat(kept.after(NOON)).containsOnlyKeys("two");
        }
    }

    @Test
    void whatExpiredLongAgoIsLeftOutOfTheFile() throws Exception {
        long before = Files.size(file);
        try (FileSignOuts kept =
                new FileSignOuts(file, NOON.plus(Duration.ofDays(30)).plusSeconds(30))) {
            assertThat(kept.after(Instant.EPOCH)).containsOnlyKeys("two");
            kept.add("three", NOON.plusSeconds(90));
        }
        assertThat(Files.size(file)).isLessThan(before + "2026-11-29T12:01:00Z three".length());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (FileSignOuts kept = new FileSignOuts(file, Instant.EPOCH)) {
            assertThat(kept.after(Instant.EPOCH)).containsOnlyKeys("two", "three");
        }
    }

    /// A token that was signed out must not become good again once such a clock is set right.
    @Test
    void aClockThatIsSomeDaysAheadForgetsNothing() {
        new FileSignOuts(file, NOON.plus(Duration.ofDays(29))).close();
        try (FileSignOuts kept = new FileSignOuts(file, NOON)) {
            assertThat(kept.after(Instant.EPOCH)).containsOnlyKeys("one", "two");
        }
    }

    @Test
    void aRewritingThatWasKilledLeavesTheFileAsItWas() throws Exception {
        Path aside = directory.resolve("sign-outs.new");
        Files.write(aside, new byte[] {0, 0, 0, 5});
        try (FileSignOuts kept = new FileSignOuts(file, NOON)) {
            assertThat(kept.after(Instant.EPOCH)).containsOnlyKeys("one", "two");
        }
        assertThat(aside).doesNotExist();
    }
}
