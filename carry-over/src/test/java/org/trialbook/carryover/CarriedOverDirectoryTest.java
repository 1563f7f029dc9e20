package org.trialbook.carryover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.carryover.OldDirectory.Run;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.FileSignOuts;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.store.media.StoredMedia;

/// A data directory of the last release with an embedded store is one of plain files afterwards, and nothing is missing
/// in it.
class CarriedOverDirectoryTest {
    @TempDir
    private Path place;

    private OldDirectory old;
    private Path fresh;

    @BeforeEach
    void unpack() throws IOException {
        old = OldDirectory.unpack(place);
        fresh = place.resolve("new");
    }

    private static LogSettings settings() {
        return LogSettings.of(Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void theLogIsTheSameWithItsCheckpointsAndCosignatures() {
        assertThat(old.carryTo(fresh)).extracting(Run::exit, Run::err).containsExactly(0, "");
        try (FileLogStore store = FileLogStore.open(fresh.resolve("log"))) {
            StoredCheckpoints checkpoints =
                    StoredCheckpoints.read(fresh.resolve("keys").resolve("log.pub"), store);
            try (Log log = Log.openForReading(store, settings(), checkpoints)) {
                assertThat(log.root().base64()).isEqualTo(OldDirectory.ROOT);
                assertThat(LongStream.range(0, log.size())
                                .mapToObj(position -> log.line(position).id()))
                        .containsExactly("s0", "s1", "s2", "s3", "s4", "t0", "t1", "t2", "u0", "u1", "u2", "u3");
                assertThat(log.positionsWithTag("subject", "t")).containsExactly(6L);
            }
            List<StoredCheckpoints.Signed> signed = checkpoints.all();
            assertThat(signed).extracting(each -> each.checkpoint().size()).containsExactly(5L, 12L);
            assertThat(note(signed.getFirst())).doesNotContain(OldDirectory.WITNESS);
            assertThat(note(signed.getLast())).contains(OldDirectory.WITNESS);
        }
    }

    private static String note(StoredCheckpoints.Signed signed) {
        return new String(signed.note(), StandardCharsets.UTF_8);
    }

    @Test
    void recordingsAndSignOutsAreThere() throws IOException {
        assertThat(old.carryTo(fresh).exit()).isZero();
        FileMediaStore media = new FileMediaStore(fresh.resolve("media"));
        assertThat(media.all())
                .containsExactlyInAnyOrder(
                        new StoredMedia(OldDirectory.PNG, "image/png", 3_000),
                        new StoredMedia(OldDirectory.DICOM, "application/dicom", 1_118_576, "US"));
        for (StoredMedia each : media.all()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            // Refuses bytes that do not have the hash.
            media.write(each, bytes);
            assertThat(bytes.size()).isEqualTo((int) each.bytes());
        }
        try (FileSignOuts signOuts = new FileSignOuts(fresh.resolve("sign-outs"), Instant.EPOCH)) {
            assertThat(signOuts.after(Instant.EPOCH))
                    .isEqualTo(Map.of(OldDirectory.SIGNED_OUT, Instant.parse("2099-01-01T00:00:30Z")));
        }
    }

    @Test
    void keysAndDemoKeepTheirModes() throws IOException {
        Path demo = Files.createDirectories(old.path().resolve("demo"));
        Files.writeString(demo.resolve("people"), "A. Nurse");
        Files.writeString(demo.resolve("clock"), "noon");
        OldDirectory.mode(demo.resolve("people"), "r--------");
        OldDirectory.mode(demo.resolve("clock"), "rw-r-----");
        OldDirectory.mode(demo, "r-x------");
        OldDirectory.mode(old.path(), "rwxr-x---");
        assertThat(old.carryTo(fresh).exit()).isZero();
        assertThat(modes(fresh.resolve("demo"))).isEqualTo(modes(demo)).hasSize(3);
        assertThat(modes(fresh.resolve("keys")))
                .isEqualTo(modes(old.path().resolve("keys")))
                .containsEntry("log.key", "rw-------")
                .containsEntry("log.pub", "rw-r--r--");
        assertThat(fresh.resolve("demo").resolve("people")).hasContent("A. Nurse");
        assertThat(fresh.resolve("keys").resolve("log.key"))
                .hasSameBinaryContentAs(old.path().resolve("keys").resolve("log.key"));
        assertThat(modes(fresh)).containsEntry("", "rwxr-x---");
    }

    private static Map<String, String> modes(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            Map<String, String> modes = new java.util.TreeMap<>();
            for (Path each : all.toList()) {
                modes.put(
                        directory.relativize(each).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
            }
            return modes;
        }
    }

    @Test
    void aDemoWithAStoreOfItsOwnIsLeftToBeCarriedOverByItself() throws IOException {
        Files.createDirectories(old.path().resolve("demo").resolve("store"));
        assertThat(old.carryTo(fresh).exit()).isZero();
        assertThat(fresh.resolve("demo")).doesNotExist();
    }

    @Test
    void itTellsWhatItDid() {
        assertThat(old.carryTo(fresh).out())
                .contains("12 events in 10 blocks, root " + OldDirectory.ROOT + ", checkpoints: 2")
                .contains("recordings: 2, with 1121576 bytes")
                .contains("sign-outs: 1")
                .contains("files of keys: 3");
    }

    @Test
    void nothingChangesInTheOldDirectory() throws IOException {
        Map<String, String> before = old.everything();
        assertThat(old.carryTo(fresh).exit()).isZero();
        assertThat(old.everything()).isEqualTo(before);
    }

    @Test
    void anEmptyDirectoryIsTaken() throws IOException {
        Files.createDirectory(fresh);
        assertThat(old.carryTo(fresh).exit()).isZero();
        assertThat(fresh).isDirectoryContaining(path -> path.endsWith("log"));
    }

    @Test
    void aStoreThatHeldNothingButALogIsCarriedOver() throws IOException {
        Files.delete(old.store("trialbook_media"));
        Files.delete(old.store("trialbook_access"));
        // A backup may be of the files alone.
        Files.delete(old.path().resolve("store").resolve("lock"));
        Run run = old.carryTo(fresh);
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("recordings: 0, with 0 bytes").contains("sign-outs: 0");
    }

    @Test
    void damagedViewsHoldUpNobody() throws IOException {
        Files.writeString(old.store("trialbook_views"), "nothing of the kind");
        assertThat(old.carryTo(fresh).exit()).isZero();
    }
}
