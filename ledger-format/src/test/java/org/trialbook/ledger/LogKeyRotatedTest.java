package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.KeyHistory.KeyEpoch;

/// A log of twelve events whose key changes with the event at 4, and again with the one at 8.
class LogKeyRotatedTest {

    private static final String ORIGIN = "example.org/log";

    @TempDir
    private Path directory;

    private final NoteSigner first = newKey();
    private final NoteSigner second = newKey();
    private final NoteSigner third = newKey();
    private final KeyRotation toSecond = KeyRotation.sign(first, second);
    private final KeyRotation toThird = KeyRotation.sign(second, third);

    private static NoteSigner newKey() {
        return NoteSigner.generate(ORIGIN, new SecureRandom());
    }

    /// Lines, and who signs at which size.
    private final class Scene {
        private final List<byte[]> lines = new ArrayList<>();
        private final MerkleTree tree = new MerkleTree();
        private final List<SignedNote> earlier = new ArrayList<>();

        Scene(String at4, String at8) {
            for (int i = 0; i < 12; i++) {
                lines.add(
                        switch (i) {
                            case 4 -> rotated(i, "1", at4);
                            case 8 -> rotated(i, "1", at8);
                            default -> SampleLog.line(i, SampleLog.START.plusMillis(i), "nurse");
                        });
                tree.append(Sha256.leaf(lines.getLast()));
            }
        }

        Scene earlier(int size, NoteSigner key) {
            earlier.add(signed(size, key));
            return this;
        }

        private SignedNote signed(int size, NoteSigner key) {
            return new Checkpoint(ORIGIN, size, tree.root(size)).sign(key);
        }

        BundleReport verify(NoteSigner last, NoteVerifier bundled, NoteVerifier pinned) throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BundleWriter.write(
                    out,
                    new BundleWriter.Contents(
                            "HOT-CRT", SampleLog.START, signed(12, last), bundled, earlier, new TreeMap<>()),
                    lines.iterator());
            return LinesAlone.verify(Files.write(directory.resolve("b.zip"), out.toByteArray()), pinned);
        }
    }

    private static byte[] rotated(int position, String version, String payload) {
        return new EventLine(
                        position,
                        "event-" + position,
                        KeyRotation.TYPE,
                        version,
                        null,
                        List.of(),
                        SampleLog.START.plusMillis(position),
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(),
                        payload)
                .format();
    }

    private Scene sound() {
        return new Scene(toSecond.payload(), toThird.payload());
    }

    @Test
    void everyCheckpointIsSignedByTheKeyInForceAtItsSize() throws Exception {
        BundleReport report = sound().earlier(3, first)
                .earlier(4, first)
                .earlier(5, second)
                .earlier(8, second)
                .earlier(9, third)
                .verify(third, first.verifier(), first.verifier());
        assertThat(report.findings()).isEmpty();
        assertThat(report.earlierCheckpoints()).isEqualTo(5);
        assertThat(report.pinnedFrom()).isZero();
        assertThat(report.keys())
                .containsExactly(
                        new KeyEpoch(first.verifier(), 0),
                        new KeyEpoch(second.verifier(), 5),
                        new KeyEpoch(third.verifier(), 9));
    }

    @Test
    void anInspectorWhoKnowsALaterKeyOnlyIsToldFromWhereOnItVouches() throws Exception {
        for (NoteSigner pinned : List.of(second, third)) {
            BundleReport report = sound().verify(third, first.verifier(), pinned.verifier());
            assertThat(report.findings()).isEmpty();
            assertThat(report.pinned()).isTrue();
            assertThat(report.pinnedFrom()).isEqualTo(pinned == second ? 5 : 9);
        }
    }

    @Test
    void aKeyThatHasHandedOverSignsNothingMore() throws Exception {
        assertThat(sound().earlier(5, first)
                        .verify(third, first.verifier(), first.verifier())
                        .findings())
                .containsExactly(
                        new Finding.UntrustedCheckpoint("checkpoints/5", "none of the trusted keys has signed"));
        assertThat(sound().verify(second, first.verifier(), first.verifier()).findings())
                .extracting(Finding::code)
                .containsExactly("untrusted-checkpoint");
    }

    @Test
    void aKeySignsNothingBeforeItIsInForce() throws Exception {
        assertThat(sound().earlier(4, second)
                        .verify(third, first.verifier(), first.verifier())
                        .findings())
                .containsExactly(
                        new Finding.UntrustedCheckpoint("checkpoints/4", "none of the trusted keys has signed"));
    }

    @Test
    void aRotationThatTheKeyInForceHasNotSignedDoesNotCount() throws Exception {
        String unsigned = new KeyRotation(first.verifier(), second.verifier(), onlyBy(toSecond, 1)).payload();
        BundleReport report = new Scene(unsigned, toThird.payload()).verify(third, first.verifier(), first.verifier());
        assertThat(report.findings())
                .extracting(Finding::code, f -> f.position().orElse(-1))
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("untrusted-rotation", 4L),
                        org.assertj.core.api.Assertions.tuple("untrusted-rotation", 8L),
                        org.assertj.core.api.Assertions.tuple("untrusted-checkpoint", -1L));
        assertThat(report.keys()).containsExactly(new KeyEpoch(first.verifier(), 0));
    }

    @Test
    void aRotationToAKeyThatHasNotSignedDoesNotCount() {
        KeyRotation half = new KeyRotation(first.verifier(), second.verifier(), onlyBy(toSecond, 0));
        assertThatThrownBy(half::verify)
                .isInstanceOf(UntrustedNoteException.class)
                .hasMessage(second.verifier() + " has not signed");
        KeyHistory keys = new KeyHistory(first.verifier());
        assertThatThrownBy(() -> keys.take(4, "1", half.payload())).isInstanceOf(UntrustedNoteException.class);
        assertThat(keys.current()).isEqualTo(first.verifier());
    }

    /// The same statement with one of its two signatures.
    private static SignedNote onlyBy(KeyRotation rotation, int index) {
        return new SignedNote(
                rotation.note().text(), List.of(rotation.note().signatures().get(index)));
    }

    @Test
    void aKeyThatWasInForceDoesNotComeBack() throws Exception {
        KeyHistory keys = new KeyHistory(first.verifier());
        keys.take(4, "1", toSecond.payload());
        assertThatThrownBy(
                        () -> keys.take(8, "1", KeyRotation.sign(second, first).payload()))
                .isInstanceOf(UntrustedNoteException.class)
                .hasMessageContaining("does not come back");
        assertThatThrownBy(() -> keys.take(8, "1", toSecond.payload()))
                .isInstanceOf(UntrustedNoteException.class)
                .hasMessageContaining("in force is " + second.verifier());
    }

    @Test
    void aRotationOfAnUnknownVersionOrSpellingDoesNotCount() {
        KeyHistory keys = new KeyHistory(first.verifier());
        for (String version : List.of("2", "0", "01", "1.0", "10", "1 ", "v1", "\u0661")) {
            assertThatThrownBy(() -> keys.take(4, version, toSecond.payload()))
                    .isInstanceOf(UntrustedNoteException.class)
                    .hasMessage("nothing is known about version " + version + " of a rotation");
        }
        for (String payload : List.of(
                "null",
                "{}",
                toSecond.payload().replace("{\"origin\":\"example", "{\"origin\":\"\\u0065xample"),
                toSecond.payload().replace("{\"origin\":\"example.org", "{\"origin\":\"example.com"),
                toSecond.payload().replace("rotation/1", "rotation/2"),
                toSecond.payload().replace("}", ",\"x\":1}"))) {
            assertThat(payload).isNotEqualTo(toSecond.payload());
            assertThatThrownBy(() -> keys.take(4, "1", payload))
                    .as(payload)
                    .isInstanceOf(UntrustedNoteException.class)
                    .hasMessageStartingWith("the rotation is malformed");
        }
        assertThat(keys.epochs()).hasSize(1);
    }

    @Test
    void theTwoKeysAreOfOneLogAndDifferent() {
        NoteSigner other = NoteSigner.generate("example.org/other", new SecureRandom());
        assertThatThrownBy(() -> KeyRotation.sign(first, other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyRotation.sign(first, first)).isInstanceOf(IllegalArgumentException.class);
        NoteSigner witness = NoteSigner.generate(ORIGIN, KeyType.WITNESS, new SecureRandom());
        assertThatThrownBy(() -> KeyRotation.sign(first, witness)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStatementIsNoCheckpoint() {
        assertThatThrownBy(() -> Checkpoint.parseBody(toSecond.note().text()))
                .isInstanceOf(MalformedNoteException.class);
        assertThat(KeyRotation.parse(toSecond.payload())).isEqualTo(toSecond);
    }

    @Test
    void linesAreToldOneByOneToWhoeverFollowsTheLog() throws Exception {
        KeyHistory keys = new KeyHistory(first.verifier());
        LineScan scan = new LineScan();
        int changes = 0;
        for (byte[] line : sound().lines) {
            scan.check(line, 0, line.length);
            changes += keys.take(scan) ? 1 : 0;
        }
        assertThat(changes).isEqualTo(2);
        assertThat(keys.keyFor(4)).isEqualTo(first.verifier());
        assertThat(keys.keyFor(5)).isEqualTo(second.verifier());
        assertThat(keys.keyFor(Long.MAX_VALUE)).isEqualTo(third.verifier());
    }
}
