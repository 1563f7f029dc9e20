package org.trialbook.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.MongoSignOuts;

/// A backup is made while the server runs, of either store, and put back into either: the restored server gives
/// every receipt again and goes on under the same key.
class BackedUpAndRestoredTest {

    private static final String SIGNED_OUT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    private Path directory;

    private final DocumentServer store = DocumentServer.inMemory();
    private final DocumentServer other = DocumentServer.inMemory();

    @AfterEach
    void stop() {
        store.close();
        other.close();
    }

    private Path at(String name) {
        return directory.resolve(name);
    }

    private RecordedTrial running(boolean onFiles) {
        return onFiles
                ? RecordedTrial.onFiles(at("data"))
                : RecordedTrial.onMongo(store.connectionString(), at("keys"), at("demo"));
    }

    private List<Object> where(boolean onFiles) {
        return onFiles
                ? List.of("--data", at("data"))
                : List.of("--mongodb-uri", store.connectionString(), "--keys-dir", at("keys"));
    }

    private Said backup(boolean onFiles, Path to, Object... more) {
        return Said.by(Stream.of(Stream.of("backup", to), where(onFiles).stream(), Stream.of(more))
                .flatMap(words -> words)
                .toArray());
    }

    private Said restore(Path from, boolean intoFiles, Object... more) {
        List<Object> to = intoFiles
                ? List.of("--data", at("restored"))
                : List.of("--mongodb-uri", other.connectionString(), "--keys-dir", at("restored-keys"));
        return Said.by(Stream.of(Stream.of("restore", from), to.stream(), Stream.of(more))
                .flatMap(words -> words)
                .toArray());
    }

    private RecordedTrial restored(boolean onFiles) {
        return onFiles
                ? RecordedTrial.onFiles(at("restored"))
                : RecordedTrial.onMongo(other.connectionString(), at("restored-keys"), at("demo-restored"));
    }

    private void goesRound(boolean fromFiles, boolean intoFiles) throws IOException {
        Said made;
        long size;
        TreeHash root;
        RecordedTrial before;
        try (RecordedTrial trial = running(fromFiles).begun()) {
            trial.signOut(SIGNED_OUT);
            size = trial.log().size();
            root = trial.log().root();
            made = backup(fromFiles, at("backup"));
            // Of this nobody restores anything.
            trial.register("too-late");
            trial.forget("too-late");
            before = trial;
        }
        assertThat(made).extracting(Said::exit, Said::err).containsExactly(0, "");
        assertThat(made.out())
                .contains("log: %d events, root %s".formatted(size, root.base64()))
                .contains("recordings: 1, with 67 bytes")
                .contains("sign-outs: 1")
                .containsPattern(
                        "private keys: log.key, blinding-[0-9a-f]+, seed-share.sponsor, seed-share.statistician");

        Said put = restore(at("backup"), intoFiles);

        assertThat(put).extracting(Said::exit, Said::err).containsExactly(0, "");
        try (RecordedTrial trial = restored(intoFiles).goingOn(before)) {
            assertThat(trial.log().size()).isEqualTo(size);
            assertThat(trial.log().root()).isEqualTo(root);
            trial.requireEveryReceiptAgain();
            assertThat(trial.signedOut()).containsOnlyKeys(SIGNED_OUT);
            trial.enrol(2);
            assertThat(trial.log().root(size)).isEqualTo(root);
        }
        // It is signed on under the same key, and verified against the first.
        try (RecordedTrial again = restored(intoFiles)) {
            assertThat(again.log().size()).isGreaterThan(size);
        }
    }

    @Test
    void ofPlainFilesIntoPlainFiles() throws IOException {
        goesRound(true, true);
    }

    @Test
    void ofPlainFilesIntoAMongo() throws IOException {
        goesRound(true, false);
    }

    @Test
    void ofAMongoIntoPlainFiles() throws IOException {
        goesRound(false, true);
    }

    @Test
    void ofAMongoIntoAnother() throws IOException {
        goesRound(false, false);
    }

    @Test
    void aTargetThatHoldsAnythingIsLeftAsItIs() throws IOException {
        try (RecordedTrial trial = running(true)) {
            assertThat(backup(true, at("backup")).exit()).isZero();
            Files.createDirectory(at("restored"));
            Files.writeString(at("restored").resolve("note"), "mine");
            Said intoFiles = restore(at("backup"), true);
            assertThat(intoFiles.exit()).isEqualTo(2);
            assertThat(intoFiles.err()).contains("holds something already");
            assertThat(at("restored")).isDirectoryContaining("glob:**/note");

            try (MongoClient client = MongoClients.create(other.connectionString())) {
                new MongoSignOuts(client.getDatabase(MongoSignOuts.DATABASE))
                        .add(SIGNED_OUT, Instant.parse("2099-01-01T00:00:00Z"));
                Said intoMongo = restore(at("backup"), false);
                assertThat(intoMongo.exit()).isEqualTo(2);
                assertThat(intoMongo.err()).contains("trialbook_access holds something already, in sign_outs");
                assertThat(client.getDatabase("trialbook_log").listCollectionNames())
                        .isEmpty();
            }
            assertThat(at("restored-keys")).doesNotExist();

            assertThat(backup(true, at("backup")).err()).contains("holds something already");
            assertThat(trial.log().size()).isPositive();
        }
    }

    @Test
    void keysMayLieApart() throws IOException {
        try (RecordedTrial trial = running(true).begun()) {
            trial.sign();
            Said apart = backup(true, at("backup"), "--keys-to", at("keys-apart"));
            assertThat(apart).extracting(Said::exit, Said::err).containsExactly(0, "");
            Said without = backup(true, at("without"), "--without-keys");
            assertThat(without).extracting(Said::exit, Said::err).containsExactly(0, "");
            assertThat(without.out()).contains("private keys: none");
            assertThat(trial.log().failure()).isEmpty();
        }
        for (String backup : List.of("backup", "without")) {
            assertThat(files(at(backup).resolve("keys"))).containsExactlyInAnyOrder("log.pub", "checkpoint");
        }
        assertThat(restore(at("backup"), true, "--keys", at("keys-apart")).exit())
                .isZero();
        restored(true).close();
    }

    @Test
    void everyFileIsItsOwnersAlone() throws IOException {
        try (RecordedTrial trial = running(true).begun()) {
            assertThat(backup(true, at("backup"), "--keys-to", at("keys-apart")).exit())
                    .isZero();
            assertThat(trial.log().failure()).isEmpty();
        }
        for (Path made : List.of(at("backup"), at("keys-apart"))) {
            try (Stream<Path> all = Files.walk(made)) {
                for (Path each : all.toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .as("%s", each)
                            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
                }
            }
        }
    }

    /// The keys that are left of the server remember more than the backup holds.
    @Test
    void anOlderBackupIsRefusedByTheKeysThatRememberMore() throws IOException {
        try (RecordedTrial trial = running(true).begun()) {
            assertThat(backup(true, at("backup")).exit()).isZero();
            trial.register("later");
        }
        Said older = restore(at("backup"), true, "--keys", at("data").resolve("keys"));
        assertThat(older.exit()).isEqualTo(1);
        assertThat(older.err()).contains("the log ends before it, but a signed checkpoint covers");
        assertThat(at("restored")).doesNotExist();
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
