package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final String EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private final NoteSigner key = NoteSigner.generate("example.org/trial", new SecureRandom());
    private final Checkpoint checkpoint = new Checkpoint("example.org/trial", 1234, Sha256.empty());

    @Test
    void itsBodyIsThreeLines() {
        assertThat(checkpoint.formatBody()).isEqualTo("example.org/trial\n1234\n" + EMPTY + "\n");
        assertThat(Checkpoint.parseBody(checkpoint.formatBody())).isEqualTo(checkpoint);
        assertThat(new Checkpoint("a", 0, Sha256.empty()).formatBody()).startsWith("a\n0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o\n1\n",
                "o\n1\n" + EMPTY,
                "o\n1\n" + EMPTY + "\nextension\n",
                "o\n01\n" + EMPTY + "\n",
                "o\n+1\n" + EMPTY + "\n",
                "o\n-1\n" + EMPTY + "\n",
                "o\n1.0\n" + EMPTY + "\n",
                "o\n9223372036854775808\n" + EMPTY + "\n",
                "\n1\n" + EMPTY + "\n",
                "o p\n1\n" + EMPTY + "\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "o\n1\nnothing\n"
            })
    void anotherBodyIsRefused(String body) {
        assertThatThrownBy(() -> Checkpoint.parseBody(body)).isInstanceOf(MalformedNoteException.class);
    }

    /// Ours write none; those of others are signed and not looked at.
    @ParameterizedTest
    @ValueSource(strings = {"", "extension\n", "one\n two \n\u65e5\u672c\n"})
    void extensionLinesOfAnotherLogAreNotLookedAt(String extension) {
        assertThat(Checkpoint.ofAnyLog(checkpoint.formatBody() + extension)).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\nx\n", "x\n\n", "x\n\ny\n", "x", "x\ny"})
    void anExtensionLineIsNotEmptyAndEnds(String extension) {
        assertThatThrownBy(() -> Checkpoint.ofAnyLog(checkpoint.formatBody() + extension))
                .isInstanceOf(MalformedNoteException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o\n1\n", "o\n1\n" + EMPTY, "o\n01\n" + EMPTY + "\nx\n", "o\n1\nx\nx\n"})
    void whatDoesNotBeginAsACheckpointIsNoneOfAnyLog(String text) {
        assertThatThrownBy(() -> Checkpoint.ofAnyLog(text)).isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void theKeyOfTheLogOpensWhatItSigned() throws UntrustedNoteException {
        assertThat(Checkpoint.open(checkpoint.sign(key).format(), key.verifier()))
                .isEqualTo(checkpoint);
    }

    @Test
    void anotherKeyOfTheSameNameDoesNot() {
        NoteVerifier other =
                NoteSigner.generate("example.org/trial", new SecureRandom()).verifier();
        assertThatThrownBy(() -> Checkpoint.open(checkpoint.sign(key).format(), other))
                .isInstanceOf(UntrustedNoteException.class);
    }

    @Test
    void aKeySpeaksOnlyForTheLogItIsNamedAfter() {
        Checkpoint foreign = new Checkpoint("example.org/other", 1, Sha256.empty());
        assertThatThrownBy(() -> foreign.sign(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key of example.org/trial can't sign for example.org/other");
        byte[] note = SignedNote.sign(foreign.formatBody(), key).format();
        assertThatThrownBy(() -> Checkpoint.open(note, key.verifier()))
                .isInstanceOf(UntrustedNoteException.class)
                .hasMessage("the key of example.org/trial has signed for example.org/other, another log");
    }

    @Test
    void aSignedTextThatIsNoCheckpointIsRefused() {
        byte[] note = SignedNote.sign("hello\n", key).format();
        assertThatThrownBy(() -> Checkpoint.open(note, key.verifier())).isInstanceOf(MalformedNoteException.class);
        assertThatThrownBy(() -> Checkpoint.open("garbage".getBytes(StandardCharsets.UTF_8), key.verifier()))
                .isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void aNegativeSizeIsNoSize() {
        assertThatThrownBy(() -> new Checkpoint("o", -1, Sha256.empty())).isInstanceOf(IllegalArgumentException.class);
    }
}
