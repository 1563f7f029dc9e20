package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody with access to the files changes them, or a disk does: what was acknowledged is all there, or the log does
/// not open. Only what nobody had an answer to is cut off.
///
/// The log has blocks 0 to 4 of one event each (positions 0 to 4), block 5 of positions 5 to 8, and block 6 of
/// position 9.
class DamagedSegmentTest {
    private static final List<String> ALL = List.of("a0", "a1", "a2", "a3", "a4", "b5", "b6", "b7", "b8", "c9");

    @TempDir
    Path directory;

    private Path segment;
    private List<Integer> begins;
    private int used;

    @BeforeEach
    void fillLog() throws Exception {
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForWriting(store, Drafts.settings(), null)) {
            Drafts.appendSevenBlocks(log);
        }
        segment = directory.resolve("%020d.blocks".formatted(0));
        begins = new ArrayList<>();
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(segment));
        for (long bytes = BlockRecord.bytes(all); bytes > 0; bytes = BlockRecord.bytes(all)) {
            begins.add(all.position());
            used = all.position() + (int) bytes;
            all.position((int) BlockRecord.begin(used));
        }
    }

    private interface Change {
        void on(byte[] bytes);
    }

    private void change(Change change) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        change.on(bytes);
        Files.write(segment, bytes);
    }

    private List<String> opened() {
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForReading(store, Drafts.settings(), null)) {
            return Drafts.ids(log);
        }
    }

    private void requireBadFrom(long position) {
        assertThatThrownBy(this::opened)
                .isInstanceOfSatisfying(
                        DamagedLogException.class,
                        damage -> assertThat(damage.position())
                                .as(damage.getMessage())
                                .isEqualTo(position));
    }

    @Test
    void opensWhileNothingIsChanged() {
        assertThat(begins).hasSize(7);
        assertThat(opened()).isEqualTo(ALL);
    }

    @Test
    void namesTheLineInWhichABitWasFlipped() throws Exception {
        change(bytes -> {
            int third = new String(bytes, begins.get(5), used - begins.get(5), StandardCharsets.ISO_8859_1)
                    .indexOf("\"b7\"");
            bytes[begins.get(5) + third + 2] ^= 1;
        });
        requireBadFrom(7);
    }

    @Test
    void aBlockInTheMiddleThatIsGoneIsMissed() throws Exception {
        change(bytes -> {
            System.arraycopy(bytes, begins.get(3), bytes, begins.get(2), used - begins.get(3));
        });
        requireBadFrom(2);
    }

    /// Its sectors read as zeros, and so it looks as if it had never been written; but there is a later one.
    @Test
    void aBlockOfZerosBeforeAnotherIsNoEnd() throws Exception {
        change(bytes -> Arrays.fill(bytes, begins.get(5), begins.get(6), (byte) 0));
        requireBadFrom(5);
    }

    /// The same without its length: it still says how long it is.
    @Test
    void theLastBlockIsNotCutBecauseItsLengthIsWrong() throws Exception {
        for (int bit = 0; bit < 32; bit++) {
            int flipped = bit;
            change(bytes -> bytes[begins.get(6) + flipped / 8] ^= (byte) (1 << flipped % 8));
            requireBadFrom(9);
            change(bytes -> bytes[begins.get(6) + flipped / 8] ^= (byte) (1 << flipped % 8));
        }
        assertThat(opened()).isEqualTo(ALL);
    }

    /// One bit anywhere: nothing that was acknowledged is ever missing without a word.
    @Test
    void noFlippedBitLosesAnEventInSilence() throws Exception {
        long seed = Long.getLong("trialbook.firstSeed", System.nanoTime());
        System.out.println("DamagedSegmentTest seed " + seed);
        Random random = new Random(seed);
        int refused = 0;
        for (int at = 0; at < used; at += 1 + random.nextInt(15)) {
            int position = at;
            byte bit = (byte) (1 << random.nextInt(8));
            change(bytes -> bytes[position] ^= bit);
            try {
                assertThat(opened()).as("byte %d", at).isEqualTo(ALL);
            } catch (DamagedLogException e) {
                refused++;
            }
            change(bytes -> bytes[position] ^= bit);
        }
        assertThat(refused).isGreaterThan(used / 30);
    }

    /// As after a power cut: each sector that the last record touches is there or is not.
    @Test
    void anAppendThatWasInterruptedIsLeftOutAndTheLogGoesOn() throws Exception {
        byte[] whole = Files.readAllBytes(segment);
        for (int missing = begins.get(6) / 512; missing <= (used - 1) / 512; missing++) {
            int sector = missing;
            Files.write(segment, whole);
            change(bytes -> Arrays.fill(
                    bytes, Math.max(begins.get(6), sector * 512), Math.min(used, (sector + 1) * 512), (byte) 0));
            byte[] left = Files.readAllBytes(segment);
            assertThat(opened()).isEqualTo(ALL.subList(0, 9));
            appendD();
            assertThat(opened()).endsWith("b8", "d").hasSize(10);
            assertThat(Files.readAllBytes(segment)).isEqualTo(left);
            Files.delete(directory.resolve("%020d.blocks".formatted(6)));
        }
    }

    /// Wherever it begins in its sector, and whichever of its sectors are there, within a long line too.
    @Test
    void anInterruptedAppendIsToldFromADamage() throws Exception {
        for (int first = 300; first < 900; first += 7) {
            Path own = Files.createDirectory(directory.resolve("from-" + first));
            Path only = own.resolve("%020d.blocks".formatted(0));
            try (FileBlockStore store = new FileBlockStore(new DirectoryOnDisk(own), 8_000, Runnable::run);
                    Log log = Log.open(store, Drafts.settings(), null, true)) {
                Drafts.append(log, null, longDraft("before", first));
                Drafts.append(log, null, longDraft("last", 2_000));
            }
            byte[] whole = Files.readAllBytes(only);
            ByteBuffer all = ByteBuffer.wrap(whole);
            int begin = (int) BlockRecord.begin(BlockRecord.bytes(all));
            int end = begin + (int) BlockRecord.bytes(all.position(begin));
            for (int sector = begin / 512; sector <= (end - 1) / 512; sector++) {
                byte[] torn = whole.clone();
                Arrays.fill(torn, Math.max(begin, sector * 512), Math.min(end, (sector + 1) * 512), (byte) 0);
                Files.write(only, torn);
                assertThat(openedIn(own)).as("%d, sector %d", begin, sector).containsExactly("before");
            }
        }
    }

    private static Draft longDraft(String id, int length) {
        return Drafts.draft(id, "trial.Noted", List.of(), "{\"n\":\"" + "x".repeat(length) + "\"}");
    }

    private void appendD() throws Exception {
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForWriting(store, Drafts.settings(), null)) {
            Drafts.append(log, null, Drafts.draft("d", List.of()));
        }
    }

    /// What stands there is no block, and no later one: the next goes into another file.
    @Test
    void nothingIsWrittenBeforeWhatStandsBehindTheEnd() throws Exception {
        change(bytes -> Arrays.fill(bytes, used + 1_000, used + 5_000, (byte) 0x5A));
        byte[] left = Files.readAllBytes(segment);
        appendD();
        assertThat(opened()).hasSize(11).endsWith("d");
        assertThat(Files.readAllBytes(segment)).isEqualTo(left);
    }

    @Test
    void aSegmentThatIsMissingOrMisplacedIsMissed() throws Exception {
        Path several = directory.resolve("several");
        Files.createDirectories(several);
        try (FileBlockStore store = new FileBlockStore(new DirectoryOnDisk(several), 2_000, Runnable::run);
                Log log = Log.open(store, Drafts.settings(), null, true)) {
            Drafts.appendEach(log, "a", 20);
        }
        List<Path> segments = names(several);
        assertThat(segments).hasSizeGreaterThan(4);

        Files.move(segments.get(2), directory.resolve("aside"));
        assertThatThrownBy(() -> openedIn(several)).isInstanceOf(DamagedLogException.class);
        Files.copy(segments.get(3), segments.get(2));
        assertThatThrownBy(() -> openedIn(several)).isInstanceOf(DamagedLogException.class);
        Files.move(directory.resolve("aside"), segments.get(2), StandardCopyOption.REPLACE_EXISTING);
        assertThat(openedIn(several)).hasSize(20);
    }

    private static List<Path> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".blocks"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> openedIn(Path directory) {
        try (FileBlockStore store = new FileBlockStore(new DirectoryOnDisk(directory), 2_000, Runnable::run);
                Log log = Log.open(store, Drafts.settings(), null, false)) {
            return Drafts.ids(log);
        }
    }

    @Test
    void nobodyElseMayReadTheFiles() throws Exception {
        for (Path file : List.of(segment, directory.resolve("checkpoints"), directory.resolve("lock"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
    }
}
