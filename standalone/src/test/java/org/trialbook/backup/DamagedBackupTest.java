package org.trialbook.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.store.copy.CopiedFiles;
import org.trialbook.verify.FileSums;

/// A backup that is not as it was made is refused by the name of the file, even where its list of files was made
/// anew to fit; and so is what never was one.
class DamagedBackupTest {

    @TempDir
    static Path directory;

    private static Path sound;
    private static Path anotherRecords;

    @TempDir
    private Path own;

    @BeforeAll
    static void backUp() throws IOException {
        sound = backedUp("one");
        anotherRecords = backedUp("two");
    }

    private static Path backedUp(String name) throws IOException {
        Path data = directory.resolve(name);
        RecordedTrial.onFiles(data).begun().close();
        Path backup = directory.resolve("backup-" + name);
        assertThat(Said.by("backup", backup, "--data", data).exit()).isZero();
        return backup;
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(sound)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> sound.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Path copy() throws IOException {
        Path copy = own.resolve("copy");
        CopiedFiles.copy(sound, copy);
        return copy;
    }

    private Said restored(Path backup) {
        Said said = Said.by("restore", backup, "--data", own.resolve("restored"));
        assertThat(own.resolve("restored")).doesNotExist();
        assertThat(own).isDirectoryNotContaining("glob:**/*.unfinished-*");
        return said;
    }

    /// Of its middle, as far as it is used: a segment ends with zeros.
    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        bytes[used / 2] ^= 1;
        Files.write(file, bytes);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFlippedBitIsNamed(String file) throws IOException {
        Path backup = copy();
        if (Files.size(backup.resolve(file)) == 0) {
            Files.write(backup.resolve(file), new byte[] {1});
        } else {
            flip(backup.resolve(file));
        }
        Said said = restored(backup);
        assertThat(said.exit()).isIn(1, 2);
        assertThat(said.err()).contains(file.equals(FileSums.FILE) ? backup.toString() : file);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aMissingFileIsNamed(String file) throws IOException {
        Path backup = copy();
        Files.delete(backup.resolve(file));
        Said said = restored(backup);
        assertThat(said.exit()).isIn(1, 2);
        assertThat(said.err()).contains(file);
    }

    /// What follows has a list of files that fits: the record itself tells.
    private Said restoredWithNewSums(Path backup) throws IOException {
        Files.write(backup.resolve(FileSums.FILE), FileSums.of(backup).format());
        return restored(backup);
    }

    private static Path segment(Path backup) {
        return backup.resolve("log/00000000000000000000.blocks");
    }

    private static Path medium(Path backup) throws IOException {
        try (Stream<Path> media = Files.list(backup.resolve("media"))) {
            return media.filter(file -> !file.toString().endsWith(".type"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anAlteredLogIsRefusedByItsPosition() throws IOException {
        Path backup = copy();
        flip(segment(backup));
        assertThat(restoredWithNewSums(backup).err()).contains("The log is damaged: the first bad position is ");
    }

    @Test
    void aCutTailIsRefusedByTheCheckpoint() throws IOException {
        Path backup = copy();
        byte[] bytes = Files.readAllBytes(segment(backup));
        for (int at = 2000; at < bytes.length; at++) {
            bytes[at] = 0;
        }
        Files.write(segment(backup), bytes);
        assertThat(restoredWithNewSums(backup).err())
                .contains("the log ends before it, but a signed checkpoint covers");
    }

    @Test
    void anAlteredRecordingIsRefusedByItsHash() throws IOException {
        Path backup = copy();
        Path medium = medium(backup);
        flip(medium);
        assertThat(restoredWithNewSums(backup).err())
                .contains(medium.getFileName().toString());
    }

    @Test
    void aMissingRecordingIsRefusedByWhatTheBackupSaysItHolds() throws IOException {
        Path backup = copy();
        Path medium = medium(backup);
        Files.delete(medium);
        Files.delete(medium.resolveSibling(medium.getFileName() + ".type"));
        Said said = restoredWithNewSums(backup);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains(medium.getFileName().toString());
    }

    static List<String> keysOfAnother() {
        return List.of("log.key", "blinding.key", "seed-share.sponsor");
    }

    @ParameterizedTest
    @MethodSource("keysOfAnother")
    void aKeyOfAnotherRecordIsNamed(String key) throws IOException {
        Path backup = copy();
        Files.write(
                backup.resolve("keys").resolve(key),
                Files.readAllBytes(anotherRecords.resolve("keys").resolve(key)));
        Said said = restoredWithNewSums(backup);
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains(key);
    }

    @Test
    void allKeysOfAnotherRecordAreRefused() throws IOException {
        Said said =
                Said.by("restore", sound, "--data", own.resolve("restored"), "--keys", anotherRecords.resolve("keys"));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("did not sign");
        assertThat(own.resolve("restored")).doesNotExist();
    }

    @Test
    void aFileMoreIsNamed() throws IOException {
        Path backup = copy();
        Files.writeString(backup.resolve("log").resolve("note"), "mine");
        assertThat(restored(backup).err()).contains("log/note");
    }

    @Test
    void aDataDirectoryIsNoBackup() {
        Said said = restored(directory.resolve("one"));
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("is no backup");
    }

    @Test
    void theBackupStaysAsItIs() throws IOException {
        List<String> before = new ArrayList<>(files());
        byte[] sums = FileSums.of(sound).format();
        assertThat(Said.by("restore", sound, "--data", own.resolve("restored")).exit())
                .isZero();
        assertThat(FileSums.of(sound).format()).isEqualTo(sums);
        assertThat(files()).isEqualTo(before);
    }

    /// What is damaged is not backed up; a recording that is lost already keeps nothing else from being saved.
    @Test
    void aDamagedRecordMakesNoBackupAndALostRecordingIsTold() throws IOException {
        Path data = own.resolve("data");
        CopiedFiles.copy(directory.resolve("one"), data);
        Path medium = medium(data);
        Files.delete(medium);
        Files.delete(medium.resolveSibling(medium.getFileName() + ".type"));
        Said lost = Said.by("backup", own.resolve("lost"), "--data", data);
        assertThat(lost.exit()).isEqualTo(1);
        assertThat(lost.err()).contains(medium.getFileName().toString());
        assertThat(Said.by("restore", own.resolve("lost"), "--data", own.resolve("restored"))
                        .err())
                .contains(medium.getFileName().toString());
        assertThat(own.resolve("restored")).exists();

        flip(segment(data));
        Said damaged = Said.by("backup", own.resolve("damaged"), "--data", data);
        assertThat(damaged.exit()).isEqualTo(1);
        assertThat(damaged.err()).contains("The log is damaged: the first bad position is ");
        assertThat(own.resolve("damaged")).doesNotExist();
        assertThat(own).isDirectoryNotContaining("glob:**/*.unfinished-*");
    }
}
