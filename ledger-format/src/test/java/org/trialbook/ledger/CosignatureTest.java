package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:01:00.9Z");

    private final SampleLog log = new SampleLog(5);
    private final NoteSigner witness = NoteSigner.generate("witness.example/w", KeyType.WITNESS, new SecureRandom());
    private final NoteSigner other = NoteSigner.generate("witness.example/v", KeyType.WITNESS, new SecureRandom());
    private final SignedNote note = log.checkpoint(5).sign(log.key);

    private SignedNote cosigned(NoteSigner... witnesses) {
        SignedNote cosigned = note;
        for (NoteSigner one : witnesses) {
            cosigned = cosigned.with(
                    List.of(Cosignature.sign(log.checkpoint(5), one, NOW).signature()));
        }
        return cosigned;
    }

    @Test
    void itIsAnEd25519SignatureOverTimeAndText() {
        Cosignature cosignature = Cosignature.sign(log.checkpoint(5), witness, NOW);
        ByteBuffer bytes = ByteBuffer.wrap(
                Base64.getDecoder().decode(cosignature.signature().base64()));
        assertThat(bytes.remaining()).isEqualTo(4 + 8 + 64);
        assertThat(bytes.getInt()).isEqualTo(witness.verifier().keyId());
        assertThat(bytes.getLong()).isEqualTo(1_795_255_260L);
        byte[] signature = new byte[64];
        bytes.get(signature);
        NoteVerifier raw = asLog(witness.verifier());
        byte[] message = ("cosignature/v1\ntime 1795255260\n" + note.text()).getBytes(StandardCharsets.UTF_8);
        assertThat(raw.verify(message, signature)).isTrue();
    }

    /// The same 32 bytes, as the key of a log.
    private static NoteVerifier asLog(NoteVerifier witness) {
        String text = witness.toString();
        byte[] typed = Base64.getDecoder().decode(text.split("\\+", 3)[2]);
        return new NoteVerifier(witness.name(), KeyType.LOG, Arrays.copyOfRange(typed, 1, typed.length));
    }

    @Test
    void logAndWitnessesSignOneNote() throws UntrustedNoteException {
        SignedNote all = SignedNote.parse(cosigned(witness, other).format());
        assertThat(all.verify(List.of(log.key.verifier(), witness.verifier(), other.verifier())))
                .containsExactly(log.key.verifier(), witness.verifier(), other.verifier());
        assertThat(Checkpoint.open(all.format(), log.key.verifier())).isEqualTo(log.checkpoint(5));
        assertThat(Cosignature.of(all, List.of(other.verifier(), log.key.verifier())))
                .extracting(Cosignature::witness, Cosignature::time)
                .containsExactly(tuple(other.verifier(), Instant.parse("2026-11-21T10:01:00Z")));
    }

    @Test
    void aCosignatureBelowAnotherCheckpointIsRefused() {
        SignedNote moved =
                log.checkpoint(4).sign(log.key).with(cosigned(witness).signatures());
        assertThatThrownBy(() -> Cosignature.of(moved, List.of(witness.verifier())))
                .isInstanceOf(UntrustedNoteException.class)
                .hasMessageContaining("wrong");
        assertThatThrownBy(() -> moved.verify(List.of(witness.verifier()))).isInstanceOf(UntrustedNoteException.class);
    }

    @Test
    void aChangedTimeIsRefused() {
        byte[] bytes = Base64.getDecoder()
                .decode(Cosignature.sign(log.checkpoint(5), witness, NOW)
                        .signature()
                        .base64());
        for (long seconds : new long[] {1_795_255_261L, 0, -1, Long.MIN_VALUE}) {
            byte[] changed = bytes.clone();
            ByteBuffer.wrap(changed).putLong(4, seconds);
            SignedNote forged = note.with(List.of(
                    new SignedNote.Signature(witness.name(), Base64.getEncoder().encodeToString(changed))));
            assertThatThrownBy(() -> Cosignature.of(forged, List.of(witness.verifier())))
                    .isInstanceOf(UntrustedNoteException.class);
        }
    }

    @Test
    void aSignatureThatIsCutOffIsRefused() {
        byte[] bytes = Base64.getDecoder()
                .decode(Cosignature.sign(log.checkpoint(5), witness, NOW)
                        .signature()
                        .base64());
        for (int length : new int[] {5, 11, 12, 75}) {
            SignedNote forged = note.with(List.of(new SignedNote.Signature(
                    witness.name(), Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length)))));
            assertThatThrownBy(() -> Cosignature.of(forged, List.of(witness.verifier())))
                    .isInstanceOf(UntrustedNoteException.class);
        }
    }

    @Test
    void aKeyIsForOnePurpose() {
        assertThatThrownBy(() -> SignedNote.sign("text\n", witness)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cosignature.sign(log.checkpoint(5), log.key, NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteVerifier.parse(witness.verifier().toString()))
                .hasMessageContaining("for notes");
        assertThatThrownBy(() -> NoteVerifier.parse(log.key.verifier().toString(), KeyType.WITNESS))
                .hasMessageContaining("for cosignatures");
        assertThatThrownBy(() -> NoteSigner.parse(witness.format())).isInstanceOf(IllegalArgumentException.class);
        assertThat(NoteSigner.parse(witness.format(), KeyType.WITNESS).verifier())
                .isEqualTo(witness.verifier());
        assertThat(NoteVerifier.parse(witness.verifier().toString(), KeyType.WITNESS))
                .isEqualTo(witness.verifier());
        assertThat(asLog(witness.verifier())).isNotEqualTo(witness.verifier());
        assertThat(asLog(witness.verifier()).keyId())
                .isNotEqualTo(witness.verifier().keyId());
    }

    @Test
    void aCosignatureBearsATimeAfterTheEpoch() {
        assertThatThrownBy(() -> Cosignature.sign(log.checkpoint(5), witness, Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPolicyCountsWitnessesNotSignatures() throws UntrustedNoteException {
        WitnessPolicy both = new WitnessPolicy(List.of(witness.verifier(), other.verifier()), 2);
        assertThat(both.require(cosigned(witness, other))).hasSize(2);
        List<SignedNote.Signature> lines = new ArrayList<>(cosigned(witness).signatures());
        lines.add(
                Cosignature.sign(log.checkpoint(5), witness, NOW.plusSeconds(1)).signature());
        SignedNote twice = new SignedNote(note.text(), lines);
        assertThat(twice.signatures()).hasSize(3);
        assertThatThrownBy(() -> both.require(twice)).hasMessage("1 of 2 witnesses have cosigned, not 2");
        assertThat(WitnessPolicy.NONE.require(note)).isEmpty();
    }

    /// A witness that is asked again after a restart cosigns the same checkpoint anew.
    @Test
    void ofEachWitnessTheNewestLineStaysInItsPlace() {
        List<SignedNote.Signature> newest = new ArrayList<>(note.signatures());
        List<SignedNote.Signature> lines = new ArrayList<>(note.signatures());
        for (int asked = 0; asked < 60; asked++) {
            for (NoteSigner one : List.of(witness, other)) {
                // Whichever came in last.
                lines.add(Cosignature.sign(log.checkpoint(5), one, NOW.plusSeconds(asked * 7 % 60))
                        .signature());
            }
        }
        for (NoteSigner one : List.of(witness, other)) {
            newest.add(Cosignature.sign(log.checkpoint(5), one, NOW.plusSeconds(59))
                    .signature());
        }
        assertThat(note.with(lines).signatures()).isEqualTo(newest);
        assertThat(note.with(lines).with(lines).with(List.of()).signatures()).isEqualTo(newest);
    }

    @Test
    void aWitnessCosignsTheWholeTextThatALogHasSigned() throws UntrustedNoteException {
        String text = note.text() + "an extension line\n";
        NoteSigner foreign = NoteSigner.generate(log.key.name(), new SecureRandom());
        SignedNote cosigned = SignedNote.sign(text, foreign)
                .with(List.of(Cosignature.sign(text, witness, NOW).signature()));
        assertThat(Cosignature.of(cosigned, List.of(witness.verifier()))).hasSize(1);
        SignedNote without = new SignedNote(note.text(), cosigned.signatures());
        assertThatThrownBy(() -> Cosignature.of(without, List.of(witness.verifier())))
                .isInstanceOf(UntrustedNoteException.class);
    }

    @Test
    void aPolicyIsRefusedThatNobodyCouldMeetOrThatCountsOneKeyTwice() {
        NoteVerifier same = new NoteVerifier(
                "alias",
                KeyType.WITNESS,
                HexFormat.of().parseHex(witness.verifier().publicKey()));
        assertThatThrownBy(() -> new WitnessPolicy(List.of(witness.verifier(), same), 1))
                .hasMessageContaining("same key");
        assertThatThrownBy(() -> new WitnessPolicy(List.of(witness.verifier()), 2))
                .hasMessageContaining("quorum");
        assertThatThrownBy(() -> new WitnessPolicy(List.of(log.key.verifier()), 0))
                .hasMessageContaining("not a witness's key");
    }
}
