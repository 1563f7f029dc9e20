package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.SealLabel;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyEvent.BlindingKeyRotated;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.EventIds;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.SystemEvents;
import picocli.CommandLine;

/// The administrator changes the blinding key, offline.
class RotateBlindingKeyCommandTest {

    private static final SealLabel LABEL = new SealLabel("HOT-CRT", "01-001", "e", "arm");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path data;

    private Path keys;
    private Path file;
    private byte[] box;

    @BeforeEach
    void aTrialWithOneKey() {
        keys = data.resolve("keys");
        file = keys.resolve("blinding.key");
        box = BlindingKeystore.createIfMissing(file, random).seal(new byte[32], LABEL);
        try (FileLogStore store = FileLogStore.open(data.resolve("log"))) {
            CheckpointSigning.open(keys, "trialbook.test/HOT-CRT", store, random)
                    .close();
        }
    }

    private int rotate(String... more) {
        return new CommandLine(new TrialbookMain())
                .execute(Stream.concat(Stream.of("rotate-blinding-key", "--data=" + data), Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<EventLine> recorded() {
        return recorded("trialbook.BlindingKeyRotated");
    }

    private List<EventLine> recorded(String type) {
        try (FileLogStore store = FileLogStore.open(data.resolve("log"));
                CheckpointSigning signing = CheckpointSigning.reopen(keys, store);
                Log log = Log.openForReading(store, LogSettings.of(Clock.systemUTC(), random), signing.checkpoints())) {
            List<EventLine> lines = new ArrayList<>();
            for (long position = 0; position < log.size(); position++) {
                lines.add(log.line(position));
            }
            lines.removeIf(line -> !line.type().equals(type));
            return lines;
        }
    }

    private static BlindingKeyRotated event(EventLine line) {
        return (BlindingKeyRotated) EventJson.read(line.type(), line.version(), line.payload());
    }

    @Test
    void theKeyIsAddedAndRecordedAndTheOldOneStillOpens() {
        String old = BlindingKeystore.ids(file).getFirst();

        assertThat(rotate("--by=An Administrator", "--reason=yearly")).isZero();

        BlindingKey ring = BlindingKeystore.open(file, random);
        List<EventLine> lines = recorded();
        assertThat(recorded("trialbook.KeysPinned")).hasSize(1);
        assertThat(lines).hasSize(1);
        assertThat(event(lines.getFirst()).oldKey()).isEqualTo(old);
        assertThat(event(lines.getFirst()).newKey()).isEqualTo(ring.id()).isNotEqualTo(old);
        assertThat(lines.getFirst().reason()).isEqualTo("yearly");
        assertThat(ring.open(box, LABEL)).isEqualTo(new byte[32]);
    }

    /// Which keys a later release pinned, and how, this one can't know.
    @ParameterizedTest
    @CsvSource({"trialbook.KeysPinned, 2", "trialbook.KeysReplaced, 1"})
    void nothingIsRotatedInARecordOfALaterRelease(String type, String version) throws IOException {
        // The first pins the keys; without a pin the whole log would be opened, and its last event met.
        assertThat(rotate("--by=An Administrator", "--reason=yearly")).isZero();
        byte[] before = Files.readAllBytes(file);
        try (FileLogStore store = FileLogStore.open(data.resolve("log"));
                Log log = Log.openForWriting(store, LogSettings.of(Clock.systemUTC(), random), null)) {
            new SystemEvents(log, new EventIds(Clock.systemUTC(), random))
                    .recordOnce(
                            "k1",
                            new SystemEvents.Entry(type, version, "HOT-CRT", List.of(), "{}"),
                            new EventLine.Actor("a", "A", "administrator", null),
                            null);
        }

        assertThat(rotate("--by=An Administrator", "--reason=yearly")).isEqualTo(2);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(recorded()).hasSize(1);
    }

    /// The machine went down after the key was written: the next run records that key and draws no other.
    @Test
    void anInterruptedRotationIsFinished() {
        BlindingKeystore.Rotation interrupted = BlindingKeystore.addKey(file, random);

        assertThat(rotate("--by=An Administrator", "--reason=again")).isZero();

        assertThat(BlindingKeystore.ids(file)).containsExactly(interrupted.oldKey(), interrupted.newKey());
        assertThat(recorded()).hasSize(1);
        assertThat(event(recorded().getFirst()).newKey()).isEqualTo(interrupted.newKey());

        assertThat(rotate("--by=An Administrator", "--reason=and another")).isZero();
        assertThat(BlindingKeystore.ids(file)).hasSize(3);
        assertThat(recorded()).hasSize(2);
    }

    /// Somebody put another record's key there.
    @Test
    void aKeyThatIsNotTheRecordsIsNotRotated() throws Exception {
        assertThat(rotate("--by=An Administrator", "--reason=yearly")).isZero();
        Files.delete(file);
        BlindingKeystore.createIfMissing(file, random);
        byte[] another = Files.readAllBytes(file);

        assertThat(rotate("--by=An Administrator", "--reason=and another")).isEqualTo(2);

        assertThat(file).hasBinaryContent(another);
        assertThat(recorded()).hasSize(1);
    }

    @Test
    void withoutKeysOrAReasonNothingIsDone() throws Exception {
        assertThat(rotate("--by=An Administrator")).isEqualTo(2);
        Files.delete(file);
        assertThat(rotate("--by=An Administrator", "--reason=x")).isEqualTo(2);
        assertThat(recorded()).isEmpty();
        assertThat(file).doesNotExist();
    }
}
