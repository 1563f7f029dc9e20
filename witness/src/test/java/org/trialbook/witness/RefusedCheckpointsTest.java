package org.trialbook.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.TreeHash;
import org.trialbook.ledger.WitnessAnswer;

/// The witness has cosigned 7 events of a log. What it does not cosign after that, and that it forgets
/// nothing by it.
class RefusedCheckpointsTest {

    @TempDir
    Path directory;

    private final NoteSigner key = WatchedLog.key(WatchedLog.ORIGIN, 1);
    private final WatchedLog log = new WatchedLog(key, 40);
    private Served witness;

    @BeforeEach
    void start() throws Exception {
        witness = new Served(directory, Clock.systemUTC(), key.verifier());
        assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
    }

    @AfterEach
    void itStillKnowsWhatItCosigned() throws Exception {
        assertThat(witness.add(log.request(0, 40))).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(witness.add(log.request(7, 40)).status()).isEqualTo(200);
        witness.close();
    }

    private List<Path> evidence() throws IOException {
        Path place = Witness.place(directory, WatchedLog.ORIGIN).resolve("evidence");
        try (var files = Files.list(place)) {
            return files.toList();
        }
    }

    private void refused(int status, byte[] body) throws Exception {
        assertThat(witness.add(body)).isInstanceOf(WitnessAnswer.Refused.class);
        assertThat(witness.add(body).status()).isEqualTo(status);
        assertThat(evidence()).isEmpty();
    }

    @Test
    void aForkAtTheSameSizeIsRefusedLoudlyAndKept() throws Exception {
        WatchedLog fork = new WatchedLog(key, 40, 6);
        WitnessAnswer answer = witness.add(fork.request(7, 7));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("FORK").contains(log.tree.root(7).base64());
        assertThat(evidence()).hasSize(1);
        SignedNote kept = SignedNote.parse(Files.readAllBytes(evidence().getFirst()));
        assertThat(kept.verify(List.of(key.verifier()))).containsExactly(key.verifier());
        assertThat(Checkpoint.parseBody(kept.text()).root()).isEqualTo(fork.tree.root(7));
        assertThat(WatchedLog.text(witness.send("GET", "/", new byte[0]).body()))
                .contains("FORKED     1");
        // Once is enough.
        assertThat(witness.add(fork.request(7, 7)).status()).isEqualTo(422);
        assertThat(evidence()).hasSize(1);
    }

    @Test
    void aForkIsKeptEvenIfItAsksFromTheWrongSize() throws Exception {
        WatchedLog fork = new WatchedLog(key, 40, 3);
        assertThat(witness.add(fork.request(2, 7))).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(evidence()).hasSize(1);
    }

    @Test
    void extensionLinesHideNoFork() throws Exception {
        WatchedLog fork = new WatchedLog(key, 40, 6);
        SignedNote note = SignedNote.sign(fork.note(7).text() + "an extension line\n", key);
        assertThat(witness.add(new AddCheckpoint(7, List.of(), note).format()).status())
                .isEqualTo(422);
        assertThat(evidence()).hasSize(1);
        assertThat(SignedNote.parse(Files.readAllBytes(evidence().getFirst()))).isEqualTo(note);
    }

    @Test
    void anEmptyExtensionLineIsNoCheckpoint() throws Exception {
        String text = WatchedLog.text(log.request(7, 12));
        String signed = log.note(12).text();
        String longer = SignedNote.sign(signed + "\nx\n", key).text();
        assertThat(text).contains(signed);
        refused(400, text.replace(signed, longer).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aForkThatHasGrownIsRefused() throws Exception {
        refused(422, new WatchedLog(key, 40, 6).request(7, 12));
    }

    @Test
    void aLogThatForkedAfterwardsCanGoOnWithTheOldHistoryOnly() throws Exception {
        assertThat(witness.add(new WatchedLog(key, 40, 7).request(7, 7)).status())
                .isEqualTo(200);
    }

    @Test
    void aLogThatWentBackIsToldHowFarItWas() throws Exception {
        assertThat(witness.add(log.request(0, 5))).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(witness.add(log.request(5, 5))).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(witness.add(log.request(0, 0))).isEqualTo(new WitnessAnswer.OtherSize(7));
        refused(400, new AddCheckpoint(7, List.of(), log.note(5)).format());
    }

    @Test
    void aWrongProofIsRefused() throws Exception {
        List<TreeHash> proof = log.tree.consistencyProof(7, 12);
        refused(422, new AddCheckpoint(7, proof.subList(1, proof.size()), log.note(12)).format());
        refused(422, new AddCheckpoint(7, proof.reversed(), log.note(12)).format());
        refused(422, new AddCheckpoint(7, List.of(), log.note(12)).format());
        refused(422, new AddCheckpoint(7, proof, log.note(13)).format());
        refused(422, new AddCheckpoint(7, proof, log.note(7)).format());
    }

    @Test
    void anotherKeyOrAWrongSignatureIsForbidden() throws Exception {
        refused(403, new WatchedLog(WatchedLog.key(WatchedLog.ORIGIN, 2), 40).request(7, 12));
        String moved = WatchedLog.text(log.request(7, 12)).replace("\n12\n", "\n13\n");
        refused(403, moved.getBytes(StandardCharsets.UTF_8));
        // A foreign name in front of the origin's text.
        SignedNote foreign = SignedNote.sign(log.note(12).text(), WatchedLog.key("somebody", 2));
        refused(403, new AddCheckpoint(7, log.tree.consistencyProof(7, 12), foreign).format());
    }

    @Test
    void anUnknownLogIsNotFound() throws Exception {
        refused(404, new WatchedLog(WatchedLog.key("trialbook.example/OTHER", 1), 12).request(0, 12));
    }

    @Test
    void aNewLogWithoutEventsHasTheRootOfNothing(@TempDir Path other) throws Exception {
        try (Served fresh = new Served(other, Clock.systemUTC(), key.verifier())) {
            SignedNote wrong = new Checkpoint(WatchedLog.ORIGIN, 0, log.tree.root(1)).sign(key);
            assertThat(fresh.add(new AddCheckpoint(0, List.of(), wrong).format())
                            .status())
                    .isEqualTo(422);
            assertThat(fresh.add(new AddCheckpoint(0, List.of(Sha256.empty()), log.note(3)).format())
                            .status())
                    .isEqualTo(422);
            assertThat(fresh.add(log.request(0, 3)).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "old 7", "old 7\n\n", "old x\n\nlog\n1\n", "{}", "old 7\nAAAA\n\nlog\n1\n"})
    void whatIsNoRequestIsBad(String body) throws Exception {
        refused(400, body.getBytes(StandardCharsets.UTF_8));
        refused(400, new byte[] {(byte) 0xff, (byte) 0xfe});
    }

    @Test
    void aProofOfMoreThan63HashesIsBad() throws Exception {
        String long64 = "old 7\n" + (WatchedLog.otherHash() + "\n").repeat(64) + "\n"
                + WatchedLog.text(log.note(12).format());
        refused(400, long64.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsTooLongIsNotRead() throws Exception {
        HttpResponse<byte[]> answer = witness.send("POST", "/add-checkpoint", new byte[AddCheckpoint.MAX_BYTES + 1]);
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        HttpResponse<byte[]> get = witness.send("GET", "/add-checkpoint", new byte[0]);
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("allow")).contains("POST");
        assertThat(witness.send("POST", "/", new byte[0]).statusCode()).isEqualTo(405);
        for (String path : List.of("/add-checkpoint/", "/witness.key", "/../witness.key", "/sign-subtree")) {
            assertThat(witness.send("POST", path, new byte[0]).statusCode()).isEqualTo(404);
        }
    }
}
