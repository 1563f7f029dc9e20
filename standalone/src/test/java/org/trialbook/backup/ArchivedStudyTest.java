package org.trialbook.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.copy.CopiedFiles;
import org.trialbook.verify.FileSums;

/// A finished study becomes an archive by one command, which `verify` accepts as a whole, and with one byte
/// changed not.
class ArchivedStudyTest {

    @TempDir
    static Path directory;

    private static Path data;
    private static Path archive;
    private static Said made;

    @TempDir
    private Path own;

    @BeforeAll
    static void finishAndArchive() throws IOException {
        data = directory.resolve("data");
        try (RecordedTrial trial = RecordedTrial.onFiles(data).begun()) {
            trial.enrol(2);
            trial.finish();
        }
        archive = directory.resolve("archive");
        made = Said.by("archive", archive, "--data", data);
    }

    private static Said verified(Path archive, Object... more) {
        return Said.by(
                Stream.concat(Stream.of("verify", archive, "--key", data.resolve("keys/log.pub")), Stream.of(more))
                        .toArray());
    }

    private Path copy() throws IOException {
        Path copy = own.resolve("copy");
        CopiedFiles.copy(archive, copy);
        return copy;
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> archive.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Path medium(Path archive) throws IOException {
        try (Stream<Path> media = Files.list(archive.resolve("media"))) {
            return media.filter(file -> !file.toString().endsWith(".type"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void verifiesWithItsRecordingsAndTheAllocationRecomputed() throws IOException {
        assertThat(made).extracting(Said::exit, Said::err).containsExactly(0, "");
        assertThat(made.out()).contains("recordings: 1", "recomputed from the revealed seed, and the same");
        assertThat(files())
                .contains("README.txt", "SHA256SUMS", "blinding.key", "bundle.zip")
                .hasSize(6);
        Said said = verified(archive);
        assertThat(said).extracting(Said::exit, Said::err).containsExactly(0, "");
        assertThat(said.out()).contains("verified to #");
        assertThat(verified(archive, "--randomization", "--blinding-key", archive.resolve("blinding.key"))
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("files")
    void oneChangedByteIsFound(String file) throws IOException {
        Path changed = copy();
        flip(changed.resolve(file));
        assertThat(verified(changed).exit()).as("%s", verified(changed)).isNotZero();
    }

    @Test
    void anotherRecordingIsFoundEvenWithAListThatFits() throws IOException {
        Path changed = copy();
        Path medium = medium(changed);
        flip(medium);
        Files.write(changed.resolve(FileSums.FILE), FileSums.of(changed).format());
        Said said = verified(changed);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains(medium.getFileName() + ": it is another recording than its name says");
    }

    @Test
    void aMissingRecordingIsFoundEvenWithAListThatFits() throws IOException {
        Path changed = copy();
        Path medium = medium(changed);
        Files.delete(medium);
        Files.write(changed.resolve(FileSums.FILE), FileSums.of(changed).format());
        Said said = verified(changed, "--json");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .contains("{\"code\":\"missing-entry\",\"position\":null,\"evidence\":\"media/" + medium.getFileName());
    }

    @Test
    void aBackupIsArchivedLikewise() throws IOException {
        Path backup = own.resolve("backup");
        assertThat(Said.by("backup", backup, "--data", data).exit()).isZero();
        assertThat(Said.by("archive", own.resolve("archive"), "--data", backup).exit())
                .isZero();
        assertThat(verified(own.resolve("archive")).exit()).isZero();
    }

    @Test
    void aRecordingThatIsLostIsToldAndTheRestArchived() throws IOException {
        Path damaged = own.resolve("data");
        CopiedFiles.copy(data, damaged);
        Path medium = medium(damaged);
        Files.delete(medium);
        Files.delete(medium.resolveSibling(medium.getFileName() + ".type"));
        Said said = Said.by("archive", own.resolve("archive"), "--data", damaged);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains(medium.getFileName().toString());
        assertThat(verified(own.resolve("archive")).exit()).isEqualTo(1);
    }

    @Test
    void ofARunningMongoOnceItIsLocked() throws IOException {
        try (DocumentServer store = DocumentServer.inMemory();
                RecordedTrial trial = RecordedTrial.onMongo(
                                store.connectionString(), own.resolve("keys"), own.resolve("demo"))
                        .begun()) {
            Object[] command = {
                "archive",
                own.resolve("archive"),
                "--mongodb-uri",
                store.connectionString(),
                "--keys-dir",
                own.resolve("keys")
            };
            Said early = Said.by(command);
            assertThat(early.exit()).isEqualTo(2);
            assertThat(early.err()).contains("HOT-CRT is not locked");
            assertThat(own.resolve("archive")).doesNotExist();

            trial.finish();
            Said unsigned = Said.by(command);
            assertThat(unsigned.exit()).isEqualTo(2);
            assertThat(unsigned.err()).contains("which no checkpoint covers yet");

            trial.sign();
            assertThat(Said.by(command)).extracting(Said::exit, Said::err).containsExactly(0, "");
            assertThat(Said.by("verify", own.resolve("archive"), "--key", own.resolve("keys/log.pub"))
                            .exit())
                    .isZero();
        }
    }
}
