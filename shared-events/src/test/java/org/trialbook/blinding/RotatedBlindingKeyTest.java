package org.trialbook.blinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.blinding.BlindingKeystore.Rotation;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectId;

/// A study changes its blinding key and loses nothing.
class RotatedBlindingKeyTest {

    private static final SealLabel LABEL = new SealLabel("S", "01-001", "e", "arm");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("blinding.key");
    }

    private static SubjectDiscontinued withdrawn() {
        return new SubjectDiscontinued(
                new StudyId("S"),
                new SubjectId("01-001"),
                new SiteId("01"),
                LocalDate.EPOCH,
                "other",
                Sealed.of("moved away"));
    }

    @Test
    void theNewestSealsAndAllOpen() {
        EventSealing before = new EventSealing(BlindingKeystore.createIfMissing(file, random));
        SubjectDiscontinued old = before.close(withdrawn(), "e");
        Rotation first = BlindingKeystore.addKey(file, random);
        Rotation second = BlindingKeystore.addKey(file, random);

        EventSealing after = new EventSealing(BlindingKeystore.open(file, random));
        SubjectDiscontinued young = after.close(withdrawn(), "e");

        assertThat(old.note()).hasToString("Sealed[" + first.oldKey() + "]");
        assertThat(young.note()).hasToString("Sealed[" + second.newKey() + "]");
        assertThat(after.open(old, "e")).isEqualTo(withdrawn());
        assertThat(after.open(young, "e")).isEqualTo(withdrawn());
        assertThat(second.oldKey()).isEqualTo(first.newKey());
        assertThat(BlindingKeystore.ids(file)).containsExactly(first.oldKey(), first.newKey(), second.newKey());
    }

    @Test
    void aProcessWithTheOldKeysAloneSaysWhichItLacks() {
        BlindingKey before = BlindingKeystore.createIfMissing(file, random);
        Rotation rotation = BlindingKeystore.addKey(file, random);
        SubjectDiscontinued young = new EventSealing(BlindingKeystore.open(file, random)).close(withdrawn(), "e");

        assertThatThrownBy(() -> new EventSealing(before).open(young, "e"))
                .isInstanceOf(UnopenableException.class)
                .hasMessage("sealed under key %s, which is none of %s".formatted(rotation.newKey(), rotation.oldKey()));
    }

    @Test
    void aBoxOfOneKeyDoesNotOpenInTheNameOfAnother() {
        EventSealing before = new EventSealing(BlindingKeystore.createIfMissing(file, random));
        Rotation rotation = BlindingKeystore.addKey(file, random);
        EventSealing after = new EventSealing(BlindingKeystore.open(file, random));
        Sealed.Closed<String> box =
                (Sealed.Closed<String>) before.close(withdrawn(), "e").note();
        SubjectDiscontinued renamed = new SubjectDiscontinued(
                new StudyId("S"),
                new SubjectId("01-001"),
                new SiteId("01"),
                LocalDate.EPOCH,
                "other",
                new Sealed.Closed<>(rotation.newKey(), box.box()));

        assertThatThrownBy(() -> after.open(renamed, "e")).isInstanceOf(UnopenableException.class);
    }

    @Test
    void aBoxThatDoesNotNameItsKeyOpensUnderWhicheverSealedItAndNowhereElse() {
        byte[] box = BlindingKeystore.createIfMissing(file, random).seal(new byte[8], LABEL);
        BlindingKeystore.addKey(file, random);
        BlindingKey ring = BlindingKeystore.open(file, random);

        assertThat(ring.open(box, LABEL)).isEqualTo(new byte[8]);
        for (SealLabel elsewhere : List.of(
                new SealLabel("T", "01-001", "e", "arm"),
                new SealLabel("S", "01-002", "e", "arm"),
                new SealLabel("S", "01-001", "f", "arm"),
                new SealLabel("S", "01-001", "e", "note"))) {
            assertThatThrownBy(() -> ring.open(box, elsewhere))
                    .isInstanceOf(UnopenableException.class)
                    .hasMessageContaining("any of the keys");
        }
    }

    @Test
    void aFileFromBeforeTheRingOpensAndTakesAFurtherKey() throws IOException {
        Files.writeString(file, "{\"id\":\"k\",\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        byte[] box = BlindingKeystore.open(file, random).seal(new byte[8], LABEL);

        Rotation rotation = BlindingKeystore.addKey(file, random);

        assertThat(rotation.oldKey()).isEqualTo("k");
        assertThat(BlindingKeystore.ids(file)).containsExactly("k", rotation.newKey());
        assertThat(BlindingKeystore.open(file, random).open(box, LABEL)).isEqualTo(new byte[8]);
    }

    @Test
    void theFileStaysItsOwnersAndNoDraftIsLeft() throws IOException {
        BlindingKeystore.createIfMissing(file, random);
        BlindingKeystore.addKey(file, random);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("blinding.key", ".blinding.key.lock");
        }
    }

    @Test
    void ofAFullFileNoKeyIsLost() {
        BlindingKeystore.createIfMissing(file, random);
        for (int i = 0; i < 31; i++) {
            BlindingKeystore.addKey(file, random);
        }
        List<String> ids = BlindingKeystore.ids(file);
        assertThatThrownBy(() -> BlindingKeystore.addKey(file, random))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining("holds 32 keys");
        assertThat(BlindingKeystore.ids(file)).hasSize(32).isEqualTo(ids);
    }

    @Test
    void whoeverReadsWhileKeysAreAddedReadsAWholeFile() throws InterruptedException, ExecutionException {
        BlindingKeystore.createIfMissing(file, random);
        String oldest = BlindingKeystore.ids(file).getFirst();
        try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> reads = new ArrayList<>();
            IntStream.range(0, 200)
                    .forEach(i -> reads.add(() -> {
                        List<String> ids = BlindingKeystore.ids(file);
                        assertThat(ids.getFirst()).isEqualTo(oldest);
                        return ids.size();
                    }));
            List<Future<Integer>> running = new ArrayList<>();
            reads.forEach(read -> running.add(readers.submit(read)));
            for (int i = 0; i < 10; i++) {
                BlindingKeystore.addKey(file, random);
            }
            for (Future<Integer> read : running) {
                assertThat(read.get()).isBetween(1, 11);
            }
        }
        assertThat(BlindingKeystore.ids(file)).hasSize(11);
    }
}
