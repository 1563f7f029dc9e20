package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.start.ServerStart;
import org.trialbook.access.start.StartFailure;
import org.trialbook.store.FileSignOuts;
import org.trialbook.store.Log;
import org.trialbook.trial.CommandSideApplication;
import org.trialbook.view.QuerySideApplication;

/// What `serve --trialbook.directory=…` starts, and what it starts on one side alone.
class ServingOnPlainFilesTest {
    @TempDir
    Path directory;

    private ConfigurableApplicationContext start(Class<?> application, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--server.port=0",
                "--trialbook.study=HOT-CRT",
                "--trialbook.directory=" + directory.resolve("records/one"),
                "--trialbook.keys-dir=" + directory.resolve("keys"),
                "--trialbook.demo-dir=" + directory.resolve("demo")));
        settings.addAll(List.of(more));
        return ServerStart.quietly(() -> ServerStart.application(application).run(settings.toArray(String[]::new)));
    }

    @Test
    void aDirectoryThatIsNotThereIsMadeAndOpenedAgain() {
        long recorded;
        try (ConfigurableApplicationContext application = start(StandaloneApplication.class)) {
            recorded = application.getBean(Log.class).size();
        }
        assertThat(recorded).isPositive();
        assertThat(directory.resolve("records/one")).isDirectoryContaining("glob:**/{log,media,sign-outs,views}");

        try (ConfigurableApplicationContext application = start(StandaloneApplication.class)) {
            assertThat(application.getBean(Log.class).size()).isEqualTo(recorded);
        }
    }

    /// What a process has begun with that has the directory, another must not take for what a kill has left.
    @Test
    void whoIsRefusedTheDirectoryTouchesNothingInItAndWhoeverGetsItTidiesUp() throws Exception {
        Path upload = directory.resolve("records/one/media/unfinished1.new");
        Path signOuts = directory.resolve("records/one/sign-outs");
        byte[] begun = {0, 0, 0, 70, 1};
        try (ConfigurableApplicationContext application = start(StandaloneApplication.class)) {
            Files.write(upload, begun);
            Files.write(signOuts, begun, StandardOpenOption.APPEND);

            assertThatThrownBy(() -> start(StandaloneApplication.class).close())
                    .satisfies(failure ->
                            assertThat(StartFailure.sentence(failure)).contains("already open"));

            assertThat(upload).exists();
            assertThat(signOuts).hasBinaryContent(begun);
        }

        start(StandaloneApplication.class).close();
        assertThat(upload).doesNotExist();
        try (FileSignOuts read = new FileSignOuts(signOuts, Instant.EPOCH)) {
            assertThat(read.after(Instant.EPOCH)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {CommandSideApplication.class, QuerySideApplication.class})
    void oneSideAloneSaysThatItCannotHaveThem(Class<?> side) {
        assertThatThrownBy(() -> start(side).close())
                .satisfies(failure ->
                        assertThat(StartFailure.sentence(failure)).contains("plain files are one process's"));
        assertThat(Files.exists(directory.resolve("records"))).isFalse();
    }
}
