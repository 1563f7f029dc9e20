package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    /// The example that Go's note package has documented since 2019: our signature must be theirs, bit for bit.
    private static final String SIGNER_KEY =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static final String VERIFIER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String NOTE = TEXT
            + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private final NoteSigner signer = NoteSigner.parse(SIGNER_KEY);
    private final NoteVerifier verifier = NoteVerifier.parse(VERIFIER_KEY);
    private final NoteSigner stranger = NoteSigner.generate("stranger", new SecureRandom());

    @Test
    void thePublishedExampleIsReproduced() throws UntrustedNoteException {
        assertThat(signer.verifier())
                .isEqualTo(verifier)
                .hasSameHashCodeAs(verifier)
                .hasToString(VERIFIER_KEY);
        assertThat(signer.format()).isEqualTo(SIGNER_KEY);
        assertThat(SignedNote.sign(TEXT, signer).format()).isEqualTo(bytes(NOTE));
        SignedNote note = SignedNote.parse(bytes(NOTE));
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.verify(List.of(verifier))).containsExactly(verifier);
        assertThat(note.format()).isEqualTo(bytes(NOTE));
    }

    @Test
    void aChangedTextIsRefused() {
        SignedNote note = SignedNote.parse(bytes(NOTE.replace("answer", "answers")));
        assertThatThrownBy(() -> note.verify(List.of(verifier)))
                .isInstanceOf(UntrustedNoteException.class)
                .hasMessage("the signature of " + VERIFIER_KEY + " is wrong");
    }

    @Test
    void signaturesOfUnknownKeysAreIgnored() throws UntrustedNoteException {
        SignedNote both =
                SignedNote.parse(SignedNote.sign(TEXT, stranger, signer).format());
        assertThat(both.verify(List.of(verifier))).containsExactly(verifier);
        assertThat(both.verify(List.of(verifier, stranger.verifier()))).containsExactly(stranger.verifier(), verifier);
    }

    @Test
    void aNoteThatOnlyStrangersSignedIsRefused() {
        SignedNote note = SignedNote.sign(TEXT, stranger);
        assertThatThrownBy(() -> note.verify(List.of(verifier)))
                .isInstanceOf(UntrustedNoteException.class)
                .hasMessage("none of the trusted keys has signed");
        assertThatThrownBy(() -> note.verify(List.of())).isInstanceOf(UntrustedNoteException.class);
    }

    @Test
    void oneWrongSignatureOfATrustedKeyOutweighsAGoodOne() {
        SignedNote other = SignedNote.sign("something else\n", signer);
        SignedNote note = new SignedNote(
                TEXT,
                List.of(
                        SignedNote.sign(TEXT, stranger).signatures().getFirst(),
                        other.signatures().getFirst()));
        assertThatThrownBy(() -> note.verify(List.of(stranger.verifier(), verifier)))
                .hasMessage("the signature of " + VERIFIER_KEY + " is wrong");
    }

    @Test
    void theSameNameWithAnotherKeyIsAStranger() {
        NoteSigner namesake = NoteSigner.generate("PeterNeumann", new SecureRandom());
        assertThat(namesake.verifier()).isNotEqualTo(verifier);
        assertThatThrownBy(() -> SignedNote.sign(TEXT, namesake).verify(List.of(verifier)))
                .hasMessage("none of the trusted keys has signed");
    }

    @Test
    void aSignatureOfTheWrongLengthIsWrong() {
        byte[] cut = new byte[10];
        System.arraycopy(Base64.getDecoder().decode("x08go/ZJ"), 0, cut, 0, 6);
        SignedNote note = new SignedNote(
                TEXT,
                List.of(new SignedNote.Signature(
                        "PeterNeumann", Base64.getEncoder().encodeToString(cut))));
        assertThatThrownBy(() -> note.verify(List.of(verifier))).hasMessageEndingWith("is wrong");
    }

    @Test
    void aSignatureRepeatedCountsOnce() throws UntrustedNoteException {
        assertThat(SignedNote.sign(TEXT, signer, signer).verify(List.of(verifier)))
                .containsExactly(verifier);
    }

    @Test
    void theTextMayHoldEmptyLinesOfItsOwn() throws UntrustedNoteException {
        byte[] note = SignedNote.sign("a\n\nb\n", signer).format();
        assertThat(SignedNote.parse(note).text()).isEqualTo("a\n\nb\n");
        assertThat(SignedNote.parse(note).verify(List.of(verifier))).hasSize(1);
    }

    /// Known is the key in force: a reader that looks at the old key too would refuse what the new one has signed.
    @Test
    void aWrongSignatureOfTheOldKeyBesideAGoodOneOfTheNewIsIgnored() throws UntrustedNoteException {
        NoteSigner old = NoteSigner.generate(signer.name(), new SecureRandom());
        SignedNote.Signature wrong =
                SignedNote.sign("something else\n", old).signatures().getFirst();
        SignedNote.Signature right = SignedNote.sign(TEXT, signer).signatures().getFirst();
        for (List<SignedNote.Signature> lines : List.of(List.of(wrong, right), List.of(right, wrong))) {
            SignedNote note = new SignedNote(TEXT, lines);
            assertThat(note.verify(List.of(verifier))).containsExactly(verifier);
            assertThatThrownBy(() -> note.verify(List.of(old.verifier(), verifier)))
                    .isInstanceOf(UntrustedNoteException.class);
        }
    }

    @Test
    void ofTwoSignaturesOfAKnownKeyBothMustBeRight() {
        SignedNote.Signature wrong =
                SignedNote.sign("something else\n", signer).signatures().getFirst();
        SignedNote.Signature right = SignedNote.sign(TEXT, signer).signatures().getFirst();
        for (List<SignedNote.Signature> lines : List.of(List.of(wrong, right), List.of(right, wrong))) {
            assertThatThrownBy(() -> new SignedNote(TEXT, lines).verify(List.of(verifier)))
                    .hasMessage("the signature of " + VERIFIER_KEY + " is wrong");
        }
    }

    @Test
    void theTextMayHoldWhatStandsAboveTheControlCharacters() {
        for (String text : List.of("a\u007fb\n", "a\u0085b\n", "a\u2028b\n", "\n")) {
            assertThat(SignedNote.parse(SignedNote.sign(text, signer).format()).text())
                    .isEqualTo(text);
        }
        for (int c = 0; c < 0x20; c++) {
            String text = "a" + (char) c + "b\n";
            if (c != '\n') {
                assertThatThrownBy(() -> SignedNote.sign(text, signer)).isInstanceOf(MalformedNoteException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n— name AAAAAAA=\n",
                "text\n\n— name AAAAAAA=",
                "text\n\n- name AAAAAAA=\n",
                "text\n\n— name\n",
                "text\n\n— name \n",
                "text\n\n—  AAAAAAA=\n",
                "text\n\n— na+me AAAAAAA=\n",
                "text\n\n— na\u00a0me AAAAAAA=\n",
                "text\n\n— na\u0085me AAAAAAA=\n",
                "text\n\n— name AAAA\n",
                "text\n\n— name AAAAAA==\n",
                "text\n\n— name AAAAAAA\n",
                "text\n\n— name AAAAAAB=\n",
                "text\n\n— name AAAAAAA=\nx\n",
                "te\rxt\n\n— name AAAAAAA=\n",
                "te\u0000xt\n\n— name AAAAAAA=\n"
            })
    void whatIsNoNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(bytes(note))).isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void theSmallestSignatureLineIsReadAsItIs() {
        SignedNote note = SignedNote.parse(bytes("text\n\n— name AAAAAQI=\n"));
        assertThat(note.signatures().getFirst().keyId()).isEqualTo(1);
        assertThat(note.signatures().getFirst().bytes()).containsExactly(2);
    }

    @Test
    void aNoteIsBoundedInSizeAndSignaturesAndIsUtf8() {
        String line = "— name AAAAAAA=\n";
        assertThat(SignedNote.parse(bytes("t\n\n" + line.repeat(100))).signatures())
                .hasSize(100);
        assertThatThrownBy(() -> SignedNote.parse(bytes("t\n\n" + line.repeat(101))))
                .isInstanceOf(MalformedNoteException.class);
        assertThatThrownBy(() -> SignedNote.parse(new byte[1_000_001]))
                .hasMessage("the note is longer than 1000000 bytes");
        byte[] broken = bytes(NOTE);
        broken[3] = (byte) 0xFF;
        assertThatThrownBy(() -> SignedNote.parse(broken)).hasMessage("the note is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumanN+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpcI2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10",
                "PeterNeumann+c74f20a3+%%%",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                // No point of the curve has this coordinate.
                "PeterNeumann+c74f20a3+Af//////////////////////////////////////////"
            })
    void whatIsNoVerifierKeyIsRefused(String text) {
        assertThatThrownBy(() -> NoteVerifier.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AoEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXH",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALV=",
                "PRIVATE+KEY+PeterNeumann"
            })
    void whatIsNoSignerKeyIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> NoteSigner.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("YEKFALV");
    }

    @Test
    void aGeneratedKeySurvivesItsTextForm() throws UntrustedNoteException {
        assertThat(stranger.toString())
                .doesNotContain("PRIVATE")
                .contains(stranger.verifier().toString());
        NoteSigner again = NoteSigner.parse(stranger.format());
        SignedNote note = SignedNote.sign(TEXT, again);
        assertThat(note.verify(List.of(NoteVerifier.parse(stranger.verifier().toString()))))
                .hasSize(1);
        assertThat(NoteSigner.generate("stranger", new SecureRandom()).format()).isNotEqualTo(stranger.format());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
