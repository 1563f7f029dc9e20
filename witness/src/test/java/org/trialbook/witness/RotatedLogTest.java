package org.trialbook.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.WitnessAnswer;
import picocli.CommandLine;

/// A log goes on under another key, and its witness believes that from the old key alone.
class RotatedLogTest {

    @TempDir
    Path directory;

    @TempDir
    Path notes;

    private final NoteSigner oldKey = WatchedLog.key(WatchedLog.ORIGIN, 1);
    private final NoteSigner newKey = WatchedLog.key(WatchedLog.ORIGIN, 2);
    private final WatchedLog log = new WatchedLog(oldKey, 40);
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void watched() throws IOException {
        try (Witness witness = open(oldKey.verifier())) {
            assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
        }
    }

    private Witness open(NoteVerifier key) throws IOException {
        return Witness.open(directory, Served.NAME, List.of(key), Clock.systemUTC(), new SecureRandom());
    }

    private int rotate(SignedNote note) throws IOException {
        Path file = notes.resolve("note");
        Files.write(file, note.format());
        CommandLine command =
                WitnessMain.commandLine().setErr(new PrintWriter(said)).setOut(new PrintWriter(said));
        return command.execute("witness", "rotate", "--dir=" + directory, "--note=" + file);
    }

    private byte[] signedByTheNewKey() {
        SignedNote note = new Checkpoint(WatchedLog.ORIGIN, 12, log.tree.root(12)).sign(newKey);
        return AddCheckpoint.of(log.tree, 7, note).format();
    }

    @Test
    void theNewKeyIsBelievedOnceTheNoteWasGiven() throws IOException {
        try (Witness witness = open(oldKey.verifier())) {
            assertThat(witness.add(signedByTheNewKey()).status()).isEqualTo(403);
        }
        assertThat(rotate(KeyRotation.sign(oldKey, newKey).note()))
                .as(said.toString())
                .isZero();
        // It may be started with any key it was ever told.
        for (NoteVerifier told : List.of(oldKey.verifier(), newKey.verifier())) {
            try (Witness witness = open(told)) {
                assertThat(witness.add(log.request(7, 12)).status()).isEqualTo(403);
                assertThat(witness.add(log.request(0, 12)).status()).isEqualTo(403);
            }
        }
        try (Witness witness = open(oldKey.verifier())) {
            assertThat(witness.add(signedByTheNewKey())).isInstanceOf(WitnessAnswer.Cosigned.class);
        }
    }

    @Test
    void aNoteThatTheOldKeyDidNotSignIsRefused() throws IOException {
        SignedNote good = KeyRotation.sign(oldKey, newKey).note();
        SignedNote alone = new SignedNote(good.text(), good.signatures().subList(1, 2));
        assertThat(rotate(alone)).isEqualTo(2);
        NoteSigner stranger = WatchedLog.key(WatchedLog.ORIGIN, 3);
        assertThat(rotate(KeyRotation.sign(stranger, newKey).note())).isEqualTo(2);
        assertThat(rotate(log.note(7))).isEqualTo(2);
        assertThat(said.toString()).contains("does not know", "not a rotation note");
        try (Witness witness = open(oldKey.verifier())) {
            assertThat(witness.add(signedByTheNewKey()).status()).isEqualTo(403);
        }
    }

    @Test
    void aRunningWitnessIsNotChanged() throws IOException {
        try (Witness witness = open(oldKey.verifier())) {
            assertThat(witness.verifier().name()).isEqualTo(Served.NAME);
            assertThat(rotate(KeyRotation.sign(oldKey, newKey).note())).isEqualTo(2);
            assertThat(said.toString()).contains("Another witness is running");
        }
    }
}
