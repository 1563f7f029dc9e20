package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.TrialClock;
import org.trialbook.store.FileLogStore;
import picocli.CommandLine;

/// `demo --reset` deletes a demo's directory, and nothing else.
class DemoDirectoryTest {

    @TempDir
    private Path above;

    private Path demo() throws IOException {
        Path demo = above.resolve("demo-data");
        DemoIdentity.open(demo.resolve("demo"), Clock.systemUTC());
        TrialClock.open(demo.resolve("demo"), Clock.systemUTC());
        FileLogStore.open(demo.resolve("log")).close();
        Files.createDirectories(demo.resolve("keys"));
        Files.writeString(demo.resolve("keys").resolve("log.pub"), "key");
        Files.writeString(demo.resolve("bundle.zip"), "bundle");
        return demo;
    }

    @Test
    void aDemosDirectoryIsDeleted() throws IOException {
        Path demo = demo();

        assertThat(DemoDirectory.deleted(demo)).isTrue();
        assertThat(demo).doesNotExist();
        assertThat(above).exists();
    }

    @Test
    void whereNothingIsNothingIsToDo() {
        assertThat(DemoDirectory.deleted(above.resolve("nowhere"))).isTrue();
    }

    @Test
    void oneThatAProcessUsesStays() throws IOException {
        Path demo = demo();
        try (FileLogStore inUse = FileLogStore.open(demo.resolve("log"))) {
            assertThat(DemoDirectory.deleted(demo)).isFalse();
        }
        assertThat(demo.resolve("keys").resolve("log.pub")).exists();
        assertThat(DemoDirectory.deleted(demo)).isTrue();
    }

    @Test
    void aDirectoryWithoutADemosIdentityStays() throws IOException {
        Path demo = demo();
        Files.delete(demo.resolve("demo").resolve(DemoIdentity.FILE));

        assertThat(DemoDirectory.deleted(demo)).isFalse();
        assertThat(demo.resolve("log")).exists();
    }

    @Test
    void aDirectoryWithSomethingElseInItStays() throws IOException {
        Path demo = demo();
        Files.writeString(demo.resolve("thesis.tex"), "years of work");

        assertThat(DemoDirectory.deleted(demo)).isFalse();
        assertThat(demo.resolve("thesis.tex")).exists();
        assertThat(demo.resolve("keys").resolve("log.pub")).exists();
    }

    @Test
    void whatALinkPointsToStays() throws IOException {
        Path demo = demo();
        Path elsewhere = Files.createDirectory(above.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept"), "kept");
        Files.createSymbolicLink(demo.resolve("keys").resolve("link"), elsewhere);

        assertThat(DemoDirectory.deleted(demo)).isTrue();
        assertThat(elsewhere.resolve("kept")).exists();
    }

    @Test
    void aDirectoryThatIsALinkStays() throws IOException {
        Path link = Files.createSymbolicLink(above.resolve("link"), demo());

        assertThat(DemoDirectory.deleted(link)).isFalse();
        assertThat(above.resolve("demo-data").resolve("bundle.zip")).exists();
    }

    @Test
    void theCommandThenStartsNothing() throws IOException {
        Path demo = demo();
        Files.writeString(demo.resolve("thesis.tex"), "years of work");

        int exit = new CommandLine(new DemoCommand())
                .execute("--reset", "--exit", "--data", demo.toString(), "--port", "0");

        assertThat(exit).isEqualTo(2);
        assertThat(demo.resolve("thesis.tex")).exists();
    }
}
