package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.NoteVerifier;

/// The log states its size and root under its signature, and does not open when it is not what it stated.
class CutTailTest {
    private static final String ORIGIN = "trialbook.example/HOT-CRT";

    private final TestDatabase database = TestDatabase.open();

    @TempDir
    Path keys;

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void namesTheFirstMissingPositionOfACutTail() throws Exception {
        fillAndSign(5);
        database.database().getCollection("blocks").deleteMany(new Document("_id", new Document("$gte", 3L)));
        requireBadFrom(3);
    }

    @Test
    void noticesACutTailWhenTheDatabaseForgotItsCheckpointsToo() throws Exception {
        fillAndSign(5);
        database.database().getCollection("blocks").deleteMany(new Document("_id", new Document("$gte", 4L)));
        database.database().getCollection("checkpoints").drop();
        requireBadFrom(4);
    }

    @Test
    void noticesAnEmptiedDatabase() throws Exception {
        fillAndSign(5);
        database.database().drop();
        requireBadFrom(0);
    }

    @Test
    void namesWhereALogWrittenAnewLeavesTheSignedOne() throws Exception {
        fillAndSign(3);
        fillAndSign(2);
        database.database().getCollection("blocks").deleteMany(new Document("_id", new Document("$gte", 3L)));
        try (Log rewritten = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            Drafts.appendEach(rewritten, "forged", 4);
        }
        requireBadFrom(3);
    }

    @Test
    void refusesACheckpointOfAnotherKey() throws Exception {
        fillAndSign(2);
        Path others = Files.createDirectory(keys.resolve("others"));
        try (TestDatabase empty = TestDatabase.open()) {
            CheckpointSigning.open(others, ORIGIN, LogStore.in(empty.database()), new SecureRandom())
                    .close();
        }
        for (String file : List.of("log.key", "log.pub")) {
            Files.copy(others.resolve(file), keys.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> fillAndSign(1)).isInstanceOf(UntrustedCheckpointException.class);
    }

    @Test
    void makesNoOtherKeyInPlaceOfOneThatIsGone() throws Exception {
        fillAndSign(2);
        Files.delete(keys.resolve("log.key"));
        requireRefused("log.key");
        Files.delete(keys.resolve("checkpoint"));
        requireRefused("log.key");
        Files.delete(keys.resolve("log.pub"));
        // All that is left of the key is what it signed.
        requireRefused("log.key");
        assertThat(keys).isEmptyDirectory();
    }

    /// An emptied database is no new log, as long as anything beside the lost key tells of one.
    @ParameterizedTest
    @ValueSource(strings = {"log.pub", "checkpoint"})
    void makesNoOtherKeyForAnEmptiedDatabaseEither(String left) throws Exception {
        fillAndSign(2);
        database.database().drop();
        for (String file : List.of("log.key", "log.pub", "checkpoint")) {
            if (!file.equals(left)) {
                Files.delete(keys.resolve(file));
            }
        }
        requireRefused("log.key");
        assertThat(keys.resolve("log.key")).doesNotExist();
    }

    @Test
    void refusesToForgetHowFarItWasSigned() throws Exception {
        fillAndSign(2);
        Files.delete(keys.resolve("checkpoint"));
        requireRefused("checkpoint");
        assertThat(keys.resolve("checkpoint")).doesNotExist();
    }

    private void requireRefused(String file) {
        assertThatThrownBy(() -> fillAndSign(1))
                .asInstanceOf(type(UnusableKeyException.class))
                .satisfies(refused -> {
                    assertThat(refused.file()).isEqualTo(keys.resolve(file));
                    assertThat(refused).hasMessageContaining(file);
                });
    }

    @Test
    void writesThePublicKeyAgainThatACrashKeptFromBeingWritten() throws Exception {
        fillAndSign(1);
        String publicKey = Files.readString(keys.resolve("log.pub"));
        Files.delete(keys.resolve("log.pub"));
        try (CheckpointSigning signing = keeper();
                Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            signing.requireKeys(log);
        }
        assertThat(Files.readString(keys.resolve("log.pub"))).isEqualTo(publicKey);
    }

    @Test
    void opensAContinuedLogAndKeepsItsKey() throws Exception {
        fillAndSign(2);
        String key = Files.readString(keys.resolve("log.key"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("log.key"))))
                .isEqualTo("rw-------");
        fillAndSign(3);
        assertThat(Files.readString(keys.resolve("log.key"))).isEqualTo(key);
        Checkpoint stated = Checkpoint.open(
                Files.readAllBytes(keys.resolve("checkpoint")),
                NoteVerifier.parse(Files.readString(keys.resolve("log.pub")).strip()));
        assertThat(stated.size()).isEqualTo(5);
        try (Log log = Log.openForReading(database.store(), Drafts.settings(), null)) {
            assertThat(stated.root()).isEqualTo(log.root());
        }
    }

    @Test
    void signsByTheTimerAndOnceMoreAtTheEnd() throws Exception {
        try (Log log = Log.openForWriting(database.store(), Drafts.settings(), null);
                CheckpointSigning signing = keeper()) {
            signing.keep(log, Duration.ofMillis(20));
            Drafts.append(log, null, Drafts.draft("a", List.of()));
            await().atMost(Drafts.SHORTLY)
                    .until(() -> signing.checkpoints()
                            .newest()
                            .filter(signed -> signed.checkpoint().size() == 1)
                            .isPresent());
            Drafts.append(log, null, Drafts.draft("b", List.of()));
        }
        assertThat(keeper().checkpoints().newest())
                .get()
                .extracting(s -> s.checkpoint().size())
                .isEqualTo(2L);
    }

    private CheckpointSigning keeper() {
        return CheckpointSigning.open(keys, ORIGIN, database.store(), new SecureRandom());
    }

    private void fillAndSign(int events) throws Exception {
        CheckpointSigning signing = keeper();
        try (Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            Drafts.appendEach(log, "e" + log.size() + "-", events);
            signing.sign(log);
        }
    }

    private void requireBadFrom(long position) {
        StoredCheckpoints checkpoints = keeper().checkpoints();
        assertThatThrownBy(() -> Log.openForReading(database.store(), Drafts.settings(), checkpoints))
                .asInstanceOf(type(DamagedLogException.class))
                .satisfies(damage ->
                        assertThat(damage.position()).as(damage.getMessage()).isEqualTo(position));
    }
}
