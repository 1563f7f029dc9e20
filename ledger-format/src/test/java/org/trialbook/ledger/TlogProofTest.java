package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlogProofTest {

    private final SampleLog log = new SampleLog(7);
    private final NoteSigner witness = NoteSigner.generate("witness", KeyType.WITNESS, new SecureRandom());
    private final SignedNote note = log.checkpoint(7)
            .sign(log.key)
            .with(List.of(Cosignature.sign(log.checkpoint(7), witness, Instant.ofEpochSecond(1_795_255_260L))
                    .signature()));

    @Test
    void everyEventHasAProof() throws UntrustedNoteException, ProofException {
        for (int i = 0; i < 7; i++) {
            TlogProof proof = TlogProof.parse(TlogProof.of(log.tree, i, note).format());
            TlogProof.Verified verified = proof.verify(
                    log.lines.get(i), log.key.verifier(), new WitnessPolicy(List.of(witness.verifier()), 1));
            assertThat(verified.checkpoint()).isEqualTo(log.checkpoint(7));
        }
    }

    @Test
    void theOnlyEventOfALogNeedsNoHashes() throws UntrustedNoteException, ProofException {
        TlogProof proof = TlogProof.parse(
                TlogProof.of(log.tree, 0, log.checkpoint(1).sign(log.key)).format());
        assertThat(proof.path()).isEmpty();
        assertThat(proof.verify(log.lines.getFirst(), log.key.verifier(), WitnessPolicy.NONE)
                        .cosignatures())
                .isEmpty();
    }

    @Test
    void anotherLineAnotherKeyOrTooFewWitnessesAreRefused() {
        TlogProof proof = TlogProof.of(log.tree, 3, note);
        assertThatThrownBy(() -> proof.verify(log.lines.get(4), log.key.verifier(), WitnessPolicy.NONE))
                .isInstanceOf(ProofException.class);
        NoteVerifier stranger =
                NoteSigner.generate(log.key.name(), new SecureRandom()).verifier();
        assertThatThrownBy(() -> proof.verify(log.lines.get(3), stranger, WitnessPolicy.NONE))
                .isInstanceOf(UntrustedNoteException.class);
        NoteVerifier absent = NoteSigner.generate("absent", KeyType.WITNESS, new SecureRandom())
                .verifier();
        assertThatThrownBy(
                        () -> proof.verify(log.lines.get(3), log.key.verifier(), new WitnessPolicy(List.of(absent), 1)))
                .isInstanceOf(UntrustedNoteException.class)
                .hasMessageContaining("0 of 1");
    }

    @Test
    void extraDataAreCarriedAndVouchForNothing() throws UntrustedNoteException, ProofException {
        TlogProof proof = new TlogProof("aGVsbG8=", 3, log.tree.inclusionProof(3, 7), note);
        assertThat(new String(proof.format(), StandardCharsets.UTF_8))
                .startsWith("c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 3\n");
        assertThat(TlogProof.parse(proof.format())).isEqualTo(proof);
        proof.verify(log.lines.get(3), log.key.verifier(), WitnessPolicy.NONE);
        for (String bad : new String[] {"", "aGVsbG8", "#", "a b"}) {
            assertThatThrownBy(() -> new TlogProof(bad, 3, List.of(), note))
                    .isInstanceOf(MalformedProofException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tlog-proof@v1, tlog-proof@v2",
        "index 3, index 03",
        "index 3, index -3",
        "index 3, index +3",
        "index 3, index",
        "index 3, index 9223372036854775808",
        "index 3, extra !",
        "'index 3\n', ''",
        "'=\n\n', '=\n'",
        "'=\n\n', '\n\n'",
        "'\n\n', '\nAAAA\n\n'",
        "'\n\n', '\n\n\n'",
    })
    void whatIsNotWrittenTheOneWayIsRefused(String part, String other) {
        String text = new String(TlogProof.of(log.tree, 3, note).format(), StandardCharsets.UTF_8);
        assertThat(text).contains(part);
        byte[] bad = text.replaceFirst(Pattern.quote(part), other).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> TlogProof.parse(bad)).isInstanceOf(MalformedProofException.class);
    }

    @Test
    void aPathLongerThanAnyTreeIsRefused() {
        List<TreeHash> long64 = Collections.nCopies(64, Sha256.empty());
        assertThatThrownBy(() -> TlogProof.parse(new TlogProof(null, 0, long64, note).format()))
                .isInstanceOf(MalformedProofException.class)
                .hasMessageContaining("at most 63");
        assertThatThrownBy(() -> TlogProof.parse(new byte[3_000_000])).isInstanceOf(MalformedProofException.class);
        assertThatThrownBy(() -> TlogProof.parse(new byte[] {(byte) 0xff})).isInstanceOf(MalformedProofException.class);
    }

    @Test
    void aRequestToAWitnessIsReadAsItWasWritten() {
        for (long old : new long[] {0, 1, 4, 6, 7}) {
            AddCheckpoint request = AddCheckpoint.of(log.tree, old, note);
            assertThat(AddCheckpoint.parse(request.format())).isEqualTo(request);
        }
        assertThat(AddCheckpoint.of(log.tree, 0, note).consistency()).isEmpty();
        assertThatThrownBy(() -> AddCheckpoint.of(log.tree, 8, note)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "old 5, old 05",
        "old 5, Old 5",
        "old 5, 'old 5 '",
        "old 5, new 5",
        "old 5, 'old 5\r'",
        "'old 5\n', ''",
        "'\n\n', '\n'",
        "'\n\n', '\n\n\n'",
    })
    void aMalformedRequestIsRefused(String part, String other) {
        String text = new String(AddCheckpoint.of(log.tree, 5, note).format(), StandardCharsets.UTF_8);
        byte[] bad = text.replaceFirst(part, other).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> AddCheckpoint.parse(bad)).isInstanceOf(MalformedProofException.class);
        assertThatThrownBy(() -> AddCheckpoint.parse(new byte[AddCheckpoint.MAX_BYTES + 1]))
                .hasMessageContaining("longer than");
    }

    @Test
    void theAnswersOfAWitnessAreReadAsTheyWereWritten() {
        List<WitnessAnswer> answers = new ArrayList<>(List.of(
                new WitnessAnswer.Cosigned(note.signatures()),
                new WitnessAnswer.OtherSize(0),
                new WitnessAnswer.OtherSize(Long.MAX_VALUE)));
        for (int status : new int[] {400, 403, 404, 422, 500}) {
            answers.add(new WitnessAnswer.Refused(status, "no"));
        }
        for (WitnessAnswer answer : answers) {
            assertThat(WitnessAnswer.parse(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(answer);
        }
        assertThat(new WitnessAnswer.OtherSize(17).contentType()).isEqualTo("text/x.tlog.size");
        for (String bad : new String[] {"", "\n", "017\n", "17 \n", "-1\n", "x\n", "17\r\n"}) {
            assertThatThrownBy(() -> WitnessAnswer.parse(409, bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedNoteException.class);
        }
        for (String bad : new String[] {"", "\n", "no\n", "\u2014 witness\n"}) {
            assertThatThrownBy(() -> WitnessAnswer.parse(200, bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedNoteException.class);
        }
    }
}
