package org.trialbook.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.standalone.TrialbookMain;
import org.trialbook.store.DocumentServer;

/// A process that backs up or restores is killed in its middle: nothing is there that passes for what it was to
/// make.
class KilledBackupTest {

    @TempDir
    private Path directory;

    private Path data;

    /// Recordings take long enough to be killed among them.
    @BeforeEach
    void recordWithManyRecordings() throws Exception {
        data = directory.resolve("data");
        RecordedTrial.onFiles(data).begun().close();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[200_000];
            random.nextBytes(bytes);
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            Files.write(data.resolve("media").resolve(hash), bytes);
            Files.writeString(data.resolve("media").resolve(hash + ".type"), "image/png\n200000\n");
        }
    }

    private void killed(Callable<Boolean> inTheMiddle, Object... words) throws IOException, InterruptedException {
        File output = Path.of("target", "killed-backup.log").toFile();
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TrialbookMain.class.getName()),
                        Arrays.stream(words).map(Object::toString))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        try {
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !process.isAlive() || inTheMiddle.call());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue())
                .as("it was killed and had not ended, see %s", output)
                .isEqualTo(137);
    }

    private List<Path> unfinished(String name) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> path.getFileName().toString().startsWith(name + ".unfinished-"))
                    .toList();
        }
    }

    /// Whether so many files are there already, at its place or beside it.
    private boolean holds(String name, String below, int files) throws IOException {
        List<Path> places = new ArrayList<>(unfinished(name));
        places.add(directory.resolve(name));
        for (Path made : places) {
            if (Files.isDirectory(made.resolve(below))) {
                try (Stream<Path> found = Files.list(made.resolve(below))) {
                    return found.count() >= files;
                }
            }
        }
        return false;
    }

    @Test
    void aBackupIsNotThereAndItsRestIsNone() throws Exception {
        Path backup = directory.resolve("backup");
        killed(() -> holds("backup", "media", 40), "backup", backup, "--data", data);
        assertThat(backup).doesNotExist();
        assertThat(unfinished("backup")).hasSize(1);
        Said said = Said.by("restore", unfinished("backup").getFirst(), "--data", directory.resolve("restored"));
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("is no backup");
        assertThat(Said.by("backup", backup, "--data", data).exit()).isZero();
    }

    @Test
    void aRestoredDirectoryIsNotThere() throws Exception {
        Path backup = directory.resolve("backup");
        assertThat(Said.by("backup", backup, "--data", data).exit()).isZero();
        killed(() -> holds("restored", "record/media", 40), "restore", backup, "--data", directory.resolve("restored"));
        assertThat(directory.resolve("restored")).doesNotExist();
        assertThat(Said.by("restore", backup, "--data", directory.resolve("restored"))
                        .exit())
                .isZero();
    }

    @Test
    void onAMongoThereAreNoKeysAndTheNextRestoreSaysWhatToDo() throws Exception {
        Path backup = directory.resolve("backup");
        assertThat(Said.by("backup", backup, "--data", data).exit()).isZero();
        try (DocumentServer store = DocumentServer.inMemory();
                MongoClient client = MongoClients.create(store.connectionString())) {
            Object[] restore = {
                "restore", backup, "--mongodb-uri", store.connectionString(), "--keys-dir", directory.resolve("keys")
            };
            killed(
                    () -> client.getDatabase("trialbook_media")
                                    .getCollection("media")
                                    .countDocuments()
                            > 20,
                    restore);
            assertThat(directory.resolve("keys")).doesNotExist();
            Said again = Said.by(restore);
            assertThat(again.exit()).isEqualTo(2);
            assertThat(again.err()).contains("If a restore was broken off there, drop the databases");
            for (String database : List.of("trialbook_log", "trialbook_media", "trialbook_access")) {
                client.getDatabase(database).drop();
            }
            assertThat(Said.by(restore)).extracting(Said::exit, Said::err).containsExactly(0, "");
        }
    }
}
