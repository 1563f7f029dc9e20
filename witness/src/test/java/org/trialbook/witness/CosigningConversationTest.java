package org.trialbook.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.UntrustedNoteException;
import org.trialbook.ledger.WitnessAnswer;

/// What a log and its witness say to each other, from the first checkpoint on.
class CosigningConversationTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path directory;

    private final NoteSigner key = WatchedLog.key(WatchedLog.ORIGIN, 1);
    private final WatchedLog log = new WatchedLog(key, 40);
    private Served witness;

    @BeforeEach
    void start() throws IOException {
        witness = new Served(directory, Clock.fixed(NOW, ZoneOffset.UTC), key.verifier());
    }

    @AfterEach
    void stop() throws IOException {
        witness.close();
    }

    private Cosignature cosigned(long size, WitnessAnswer answer) throws UntrustedNoteException {
        assertThat(answer).isInstanceOf(WitnessAnswer.Cosigned.class);
        SignedNote note = log.note(size).with(((WitnessAnswer.Cosigned) answer).signatures());
        List<Cosignature> found = Cosignature.of(note, List.of(witness.witness));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void aLogGrowsAndEveryStepIsCosigned() throws Exception {
        long old = 0;
        for (long size : new long[] {1, 2, 3, 7, 8, 33, 40}) {
            Cosignature cosignature = cosigned(size, witness.add(log.request(old, size)));
            assertThat(cosignature.time()).isEqualTo(NOW);
            old = size;
        }
    }

    @Test
    void theEmptyLogIsCosignedToo() throws Exception {
        cosigned(0, witness.add(log.request(0, 0)));
        cosigned(5, witness.add(log.request(0, 5)));
    }

    @Test
    void whoAsksFromTheWrongSizeIsToldTheRightOne() throws Exception {
        cosigned(7, witness.add(log.request(0, 7)));
        HttpResponse<byte[]> conflict = witness.send("POST", "/add-checkpoint", log.request(3, 9));
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.headers().firstValue("content-type")).contains("text/x.tlog.size");
        assertThat(conflict.body()).asString(StandardCharsets.UTF_8).isEqualTo("7\n");
        cosigned(9, witness.add(log.request(7, 9)));
    }

    @Test
    void theSameCheckpointIsCosignedAgain() throws Exception {
        cosigned(7, witness.add(log.request(0, 7)));
        cosigned(7, witness.add(log.request(7, 7)));
    }

    @Test
    void signaturesOfOthersDoNotMatter() throws Exception {
        SignedNote note = log.note(7);
        SignedNote more = note.with(
                SignedNote.sign(note.text(), WatchedLog.key("somebody", 2)).signatures());
        cosigned(7, witness.add(AddCheckpoint.of(log.tree, 0, more).format()));
    }

    @Test
    void theWholeTextOfALogThatWritesExtensionLinesIsCosignedAndRemembered() throws Exception {
        SignedNote note = SignedNote.sign(log.note(7).text() + "an extension line\n", key);
        WitnessAnswer answer = witness.add(AddCheckpoint.of(log.tree, 0, note).format());
        assertThat(answer).isInstanceOf(WitnessAnswer.Cosigned.class);
        List<SignedNote.Signature> lines = ((WitnessAnswer.Cosigned) answer).signatures();
        assertThat(Cosignature.of(note.with(lines), List.of(witness.witness))).hasSize(1);

        witness.close();
        witness = new Served(directory, Clock.fixed(NOW, ZoneOffset.UTC), key.verifier());
        assertThat(witness.add(log.request(0, 9))).isEqualTo(new WitnessAnswer.OtherSize(7));
        cosigned(9, witness.add(log.request(7, 9)));
    }

    @Test
    void readersFetchWhatWasCosignedLast() throws Exception {
        String path = "/"
                + HexFormat.of().formatHex(Sha256.digest().digest(WatchedLog.ORIGIN.getBytes(StandardCharsets.UTF_8)))
                + "/checkpoint";
        assertThat(witness.send("GET", path, new byte[0]).statusCode()).isEqualTo(404);
        cosigned(7, witness.add(log.request(0, 7)));
        cosigned(8, witness.add(log.request(7, 8)));
        byte[] note = witness.send("GET", path, new byte[0]).body();
        assertThat(Checkpoint.open(note, key.verifier()).size()).isEqualTo(8);
        assertThat(SignedNote.parse(note).verify(List.of(key.verifier(), witness.witness)))
                .containsExactly(key.verifier(), witness.witness);
        assertThat(witness.send("GET", "/" + "0".repeat(64) + "/checkpoint", new byte[0])
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void peopleReadWhatItHasCosigned() throws Exception {
        String before = WatchedLog.text(witness.send("GET", "/", new byte[0]).body());
        assertThat(before)
                .contains(Served.NAME, WatchedLog.ORIGIN, "nothing yet")
                .doesNotContain("PRIVATE");
        cosigned(7, witness.add(log.request(0, 7)));
        assertThat(WatchedLog.text(witness.send("GET", "/", new byte[0]).body()))
                .contains("7 events, root " + log.tree.root(7), NOW.toString())
                .doesNotContain("FORK");
    }

    @Test
    void oneWitnessWatchesSeveralLogsEachByItself(@TempDir Path other) throws Exception {
        WatchedLog second = new WatchedLog(WatchedLog.key("trialbook.example/MIRACLE", 3), 9, 0);
        try (Served both = new Served(other, Clock.systemUTC(), key.verifier(), second.key.verifier())) {
            assertThat(both.add(log.request(0, 7)).status()).isEqualTo(200);
            assertThat(both.add(second.request(0, 9)).status()).isEqualTo(200);
            assertThat(both.add(log.request(7, 8)).status()).isEqualTo(200);
        }
    }
}
