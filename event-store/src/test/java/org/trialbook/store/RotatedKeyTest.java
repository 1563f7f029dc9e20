package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.KeyHistory;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.Sha256;

/// A log hands over to another key, and whoever crashes in between can go on.
class RotatedKeyTest {
    private static final String ORIGIN = "trialbook.example/HOT-CRT";
    private static final EventLine.Actor BY = new EventLine.Actor("a-1", "An Administrator", "administrator", null);

    private final TestDatabase database = TestDatabase.open();

    @TempDir
    Path keys;

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private CheckpointSigning keeper() {
        return CheckpointSigning.open(keys, ORIGIN, database.store(), new SecureRandom());
    }

    private Log open(CheckpointSigning signing) {
        return Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints());
    }

    private KeyRotation rotated() throws Exception {
        CheckpointSigning signing = keeper();
        try (Log log = open(signing)) {
            Drafts.appendEach(log, "before", 3);
            KeyRotation rotation = signing.rotate(log, "rotation-" + log.size(), BY, "yearly", new SecureRandom());
            Drafts.appendEach(log, "after", 2);
            signing.sign(log);
            return rotation;
        }
    }

    private NoteVerifier published() throws Exception {
        return NoteVerifier.parse(Files.readString(keys.resolve("log.pub")).strip());
    }

    @Test
    void everySizeIsSignedByTheKeyInForce() throws Exception {
        KeyRotation rotation = rotated();
        CheckpointSigning signing = keeper();
        try (Log log = open(signing)) {
            EventLine event = log.line(3);
            assertThat(event.type()).isEqualTo(KeyRotation.TYPE);
            assertThat(event.actor()).isEqualTo(BY);
            assertThat(event.reason()).isEqualTo("yearly");
            KeyHistory history = new KeyHistory(published());
            history.take(3, event.version(), event.payload());
            assertThat(history.current()).isEqualTo(rotation.newKey());
            assertThat(signing.checkpoints().all())
                    .extracting(signed -> signed.checkpoint().size())
                    .containsExactly(3L, 4L, 6L);
            for (StoredCheckpoints.Signed signed : signing.checkpoints().all()) {
                Checkpoint.open(
                        signed.note(), history.keyFor(signed.checkpoint().size()));
            }
        }
    }

    @Test
    void theOldPrivateKeyIsGoneAndTheFirstPublicKeyStays() throws Exception {
        keeper().close();
        String old = Files.readString(keys.resolve("log.key"));
        NoteVerifier first = published();
        KeyRotation rotation = rotated();
        assertThat(rotation.oldKey()).isEqualTo(first);
        assertThat(published()).isEqualTo(first);
        try (var files = Files.list(keys)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(old.strip());
            }
        }
        assertThat(NoteSigner.parse(Files.readString(keys.resolve("log.key")).strip())
                        .verifier())
                .isEqualTo(rotation.newKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("log.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondRotationFollowsTheFirst() throws Exception {
        KeyRotation one = rotated();
        KeyRotation two = rotated();
        assertThat(two.oldKey()).isEqualTo(one.newKey());
        CheckpointSigning signing = keeper();
        try (Log log = open(signing)) {
            assertThat(signing.sign(log).checkpoint().size()).isEqualTo(12);
            Checkpoint.open(signing.sign(log).note(), two.newKey());
        }
    }

    @Test
    void aCrashBeforeTheEventLeavesTheOldKeyInForce() throws Exception {
        keeper().close();
        new KeyDirectory(keys).prepare(ORIGIN, new SecureRandom());
        String prepared = Files.readString(keys.resolve("log.key.next"));
        CheckpointSigning signing = keeper();
        try (Log log = open(signing)) {
            Drafts.appendEach(log, "a", 2);
            Checkpoint.open(signing.sign(log).note(), published());
        }
        assertThat(rotated().newKey())
                .isEqualTo(NoteSigner.parse(prepared.strip()).verifier());
    }

    @Test
    void aCrashAfterTheEventIsCompletedByTheNextStart() throws Exception {
        keeper().close();
        String old = Files.readString(keys.resolve("log.key"));
        NoteSigner next = new KeyDirectory(keys).prepare(ORIGIN, new SecureRandom());
        KeyRotation rotation = KeyRotation.sign(NoteSigner.parse(old.strip()), next);
        CheckpointSigning dying = keeper();
        try (Log log = open(dying)) {
            Drafts.appendEach(log, "a", 2);
            dying.sign(log);
            Drafts.append(log, null, Drafts.draft("rotation", KeyRotation.TYPE, List.of(), rotation.payload()));
        }
        CheckpointSigning signing = keeper();
        try (Log log = open(signing)) {
            Checkpoint.open(signing.sign(log).note(), rotation.newKey());
        }
        assertThat(Files.exists(keys.resolve("log.key.next"))).isFalse();
        assertThat(Files.readString(keys.resolve("log.key"))).isNotEqualTo(old);
    }

    @Test
    void withoutTheNewKeyNothingIsSigned() throws Exception {
        keeper().close();
        String old = Files.readString(keys.resolve("log.key"));
        rotated();
        // Another machine, which still has the old key.
        Files.writeString(keys.resolve("log.key"), old);
        Files.delete(keys.resolve("log.keys"));
        Files.delete(keys.resolve("checkpoint"));
        database.database().getCollection("checkpoints").drop();
        CheckpointSigning signing = keeper();
        try (Log log = open(signing)) {
            assertThatThrownBy(() -> signing.requireKeys(log))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining("log.key");
            assertThatThrownBy(() -> signing.sign(log))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining("does not hold it");
        }
    }

    @Test
    void filesOfDifferentTimesAreToldApart() throws Exception {
        keeper().close();
        Path once = Files.createDirectory(keys.resolve("once"));
        Files.copy(keys.resolve("log.key"), once.resolve("log.key"));
        rotated();
        Files.copy(keys.resolve("log.keys"), once.resolve("log.keys"));
        rotated();
        for (String file : List.of("log.key", "log.keys")) {
            byte[] now = Files.readAllBytes(keys.resolve(file));
            Files.write(keys.resolve(file), Files.readAllBytes(once.resolve(file)));
            assertThatThrownBy(this::keeper)
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining(file);
            Files.delete(keys.resolve(file));
            assertThatThrownBy(this::keeper)
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining(file);
            Files.write(keys.resolve(file), now);
        }
        Files.delete(keys.resolve("log.pub"));
        CheckpointSigning signing = keeper();
        try (Log log = open(signing)) {
            assertThatThrownBy(() -> signing.requireKeys(log))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining("log.pub");
        }
    }

    @Test
    void theOldKeyNoLongerCountsWhenSomebodyKeptIt() throws Exception {
        keeper().close();
        NoteSigner old =
                NoteSigner.parse(Files.readString(keys.resolve("log.key")).strip());
        rotated();
        byte[] forged = new Checkpoint(ORIGIN, 7, Sha256.empty()).sign(old).format();
        database.database()
                .getCollection("checkpoints")
                .insertOne(new Document("_id", 7L).append("note", new Binary(forged)));
        assertThatThrownBy(() -> keeper().checkpoints().newest()).isInstanceOf(UntrustedCheckpointException.class);
    }
}
