package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
        try (AppendedFile open = new AppendedFile(new DirectoryOnDisk(directory), "records")) {
            RECORDS.forEach(record -> open.add(record.getBytes(StandardCharsets.UTF_8)));
        }
        whole = Files.readAllBytes(file);
    }

    private List<String> records() {
        try (AppendedFile open = new AppendedFile(new DirectoryOnDisk(directory), "records")) {
            return open.records().stream()
                    .map(record -> new String(record, StandardCharsets.UTF_8))
                    .toList();
        }
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
            try (AppendedFile open = new AppendedFile(new DirectoryOnDisk(directory), "records")) {
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
        try (AppendedFile open = new AppendedFile(disk, "records")) {
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
        try (AppendedFile open = new AppendedFile(disk.afterACut(() -> false), "records")) {
            assertThat(open.records()).extracting(String::new).containsExactly("first", "second", "third");
        }
    }

    /// What is left of the interrupted record must not fill the holes of the one that comes in its place.
    @Test
    void powerCutsWhileOneIsAddedAfterOneThatWasInterruptedDamageNothing() throws Exception {
        SimulatedDisk before = new SimulatedDisk();
        try (AppendedFile open = new AppendedFile(before, "records")) {
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
            AtomicReference<SimulatedDisk> left = new AtomicReference<>();
            try (AppendedFile open = new AppendedFile(disk, "records")) {
                disk.failForces(() -> {
                    left.compareAndSet(null, disk.afterACut(() -> (mask >> next.getAndIncrement() & 1) == 1));
                    return true;
                });
                assertThatThrownBy(() -> open.add(bytes("y".repeat(1_300)))).isInstanceOf(StoreFailedException.class);
            }
            try (AppendedFile open = new AppendedFile(left.get(), "records")) {
                assertThat(open.records()).as("%d", kept).first().isEqualTo(bytes("first"));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void signOutsAreRememberedUntilTheyNoLongerMatter() {
        Path signOuts = directory.resolve("sign-outs");
        Instant noon = Instant.parse("2026-11-29T12:00:00Z");
        try (FileSignOuts kept = new FileSignOuts(signOuts)) {
            kept.add("one", noon);
            kept.add("two", noon.plusSeconds(60));
            kept.add("one", noon);
        }
        try (FileSignOuts kept = new FileSignOuts(signOuts)) {
            assertThat(kept.after(noon.minusSeconds(1))).containsOnlyKeys("one", "two");
            assertThat(kept.after(noon)).containsOnlyKeys("two");
        }
    }
}
