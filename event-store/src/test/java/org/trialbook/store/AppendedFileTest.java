package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file to which small records are added: what was added is there, or the file is refused.
class AppendedFileTest {
    private static final List<String> RECORDS = List.of("first", "the second", "third of them");

    @TempDir
    Path directory;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void fill() throws Exception {
        file = directory.resolve("records");
        try (AppendedFile open = new AppendedFile(new DirectoryOnDisk(directory), "records", (at, record) -> {})) {
            RECORDS.forEach(record -> open.add(record.getBytes(StandardCharsets.UTF_8)));
        }
        whole = Files.readAllBytes(file);
    }

    private List<String> records() {
        return records(new DirectoryOnDisk(directory));
    }

    private static List<String> records(LogDirectory disk) {
        List<String> records = new ArrayList<>();
        AppendedFile open = new AppendedFile(
                disk, "records", (at, record) -> records.add(new String(record, StandardCharsets.UTF_8)));
        open.close();
        return records;
    }

    @Test
    void whatWasAddedIsThere() {
        assertThat(records()).isEqualTo(RECORDS);
    }

    @Test
    void oneThatWasInterruptedIsCutOffAndOthersFollow() throws Exception {
        for (int length = whole.length - 1;
                length > whole.length - 8 - RECORDS.getLast().length();
                length--) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(records()).as("%d bytes", length).isEqualTo(RECORDS.subList(0, 2));
            // A file may have its length before it has its bytes.
            Files.write(file, Arrays.copyOf(Arrays.copyOf(whole, length), whole.length));
            assertThat(records()).as("%d bytes and zeros", length).isEqualTo(RECORDS.subList(0, 2));
            try (AppendedFile open = new AppendedFile(new DirectoryOnDisk(directory), "records", (at, record) -> {})) {
                open.add("another".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(records()).containsExactly("first", "the second", "another");
        }
    }

    @Test
    void noFlippedBitLosesARecordInSilence() throws Exception {
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            assertThatThrownBy(this::records).as("bit %d", bit).isInstanceOf(UnreadableStoreException.class);
        }
    }

    @Test
    void goesOnByItselfAfterAWriteOrAForceThatFailed() {
        SimulatedDisk disk = new SimulatedDisk();
        try (AppendedFile open = new AppendedFile(disk, "records", (at, record) -> {})) {
            open.add(bytes("first"));
            disk.failWrites(() -> true);
            assertThatThrownBy(() -> open.add(bytes("x".repeat(900)))).isInstanceOf(StoreFailedException.class);
            disk.failWrites(() -> false);
            open.add(bytes("second"));
            disk.failForces(() -> true);
            assertThatThrownBy(() -> open.add(bytes("unforced"))).isInstanceOf(StoreFailedException.class);
            disk.failForces(() -> false);
            open.add(bytes("third"));
        }
        assertThat(records(disk.afterACut(() -> false))).containsExactly("first", "second", "third");
    }

    /// What is left of the interrupted record must not fill the holes of the one that comes in its place.
    @Test
    void powerCutsWhileOneIsAddedAfterOneThatWasInterruptedDamageNothing() throws Exception {
        SimulatedDisk before = new SimulatedDisk();
        try (AppendedFile open = new AppendedFile(before, "records", (at, record) -> {})) {
            open.add(bytes("first"));
            open.add(bytes("x".repeat(1_400)));
        }
        byte[] torn = before.bytes("records").clone();
        Arrays.fill(torn, 512, 1_024, (byte) 0);
        for (int kept = 0; kept < 64; kept++) {
            SimulatedDisk disk = new SimulatedDisk();
            LogDirectory.LogFile file = disk.create("records");
            file.write(ByteBuffer.wrap(torn), 0);
            file.force(true);
            disk.force();
            int mask = kept;
            AtomicInteger next = new AtomicInteger();
            AtomicReference<@Nullable SimulatedDisk> left = new AtomicReference<>();
            try (AppendedFile open = new AppendedFile(disk, "records", (at, record) -> {})) {
                disk.failForces(() -> {
                    left.compareAndSet(null, disk.afterACut(() -> (mask >> next.getAndIncrement() & 1) == 1));
                    return true;
                });
                assertThatThrownBy(() -> open.add(bytes("y".repeat(1_300)))).isInstanceOf(StoreFailedException.class);
            }
            assertThat(records(Objects.requireNonNull(left.get())))
                    .as("%d", kept)
                    .first()
                    .isEqualTo("first");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aRecordIsReadAgainFromWhereItBegins() throws Exception {
        List<Long> places = new ArrayList<>();
        try (AppendedFile open =
                new AppendedFile(new DirectoryOnDisk(directory), "records", (at, record) -> places.add(at))) {
            places.add(open.add("another".getBytes(StandardCharsets.UTF_8)));
            assertThat(places.stream()
                            .map(at -> new String(open.read(at), StandardCharsets.UTF_8))
                            .toList())
                    .containsExactly("first", "the second", "third of them", "another");

            byte[] altered = Files.readAllBytes(file);
            altered[(int) (places.get(1) + 8)] ^= 1;
            Files.write(file, altered);
            assertThatThrownBy(() -> open.read(places.get(1))).isInstanceOf(UnreadableStoreException.class);
        }
    }

    /// What is longer than a record can be is no record that was interrupted.
    @Test
    void muchThatIsNoRecordIsNotCutOff() throws Exception {
        Files.write(file, Arrays.copyOf(whole, whole.length + (3 << 20)));
        assertThatThrownBy(this::records).isInstanceOf(UnreadableStoreException.class);
        assertThat(file).hasSize(whole.length + (3 << 20));
    }
}
