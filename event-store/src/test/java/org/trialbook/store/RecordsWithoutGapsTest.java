package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first release with plain files began each record where the one before it ended, also where the length of one
/// and its checksum then stood in two sectors.
class RecordsWithoutGapsTest {
    private static final int SECTOR = 512;

    @TempDir
    Path directory;

    private final Random random = new Random(3);
    private final List<String> ids = new ArrayList<>();
    private int split;

    @BeforeEach
    void fillLog() throws Exception {
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForWriting(store, Drafts.settings(), null)) {
            append(log, "a", 300);
        }
        Path segment = directory.resolve("%020d.blocks".formatted(0));
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(segment));
        ByteBuffer packed = ByteBuffer.allocate(all.capacity());
        for (long at = 0; BlockRecord.bytes(all.position((int) at)) > 0; ) {
            int bytes = (int) BlockRecord.bytes(all);
            split += packed.position() % SECTOR > SECTOR - BlockRecord.HEADER ? 1 : 0;
            packed.put(all.slice((int) at, bytes));
            at = BlockRecord.begin(at + bytes);
        }
        Files.write(segment, packed.array());
    }

    private void append(Log log, String prefix, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            ids.add(prefix + i);
            Drafts.append(
                    log,
                    null,
                    Drafts.draft(
                            prefix + i,
                            "trial.Noted",
                            List.of(),
                            "{\"n\":\"" + "7".repeat(random.nextInt(900)) + "\"}"));
        }
    }

    private void requireAll() {
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForReading(store, Drafts.settings(), null)) {
            assertThat(Drafts.ids(log)).isEqualTo(ids);
        }
    }

    @Test
    void areAllFoundAndTheLogGoesOnBehindThem() throws Exception {
        assertThat(split).isPositive();
        requireAll();
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForWriting(store, Drafts.settings(), null)) {
            append(log, "b", 100);
        }
        requireAll();
    }

    @Test
    void soAreThoseOfAFileOfSmallRecords() throws Exception {
        List<byte[]> records = new ArrayList<>();
        Path file = directory.resolve("records");
        try (AppendedFile open = new AppendedFile(new DirectoryOnDisk(directory), "records", (place, record) -> {})) {
            for (int i = 0; i < 300; i++) {
                byte[] record = new byte[1 + random.nextInt(200)];
                random.nextBytes(record);
                records.add(record);
                open.add(record);
            }
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        ByteBuffer packed = ByteBuffer.allocate(all.capacity());
        long at = 0;
        int apart = 0;
        for (byte[] record : records) {
            at = BlockRecord.begin(at);
            apart += packed.position() % SECTOR > SECTOR - BlockRecord.HEADER ? 1 : 0;
            packed.put(all.slice((int) at, BlockRecord.HEADER + record.length));
            at += BlockRecord.HEADER + record.length;
        }
        Files.write(file, Arrays.copyOf(packed.array(), packed.position()));

        assertThat(apart).isPositive();
        for (int i = 0; i < 2; i++) {
            List<byte[]> found = new ArrayList<>();
            try (AppendedFile open =
                    new AppendedFile(new DirectoryOnDisk(directory), "records", (place, record) -> found.add(record))) {
                assertThat(found).containsExactlyElementsOf(records);
                byte[] further = {1, 2, 3};
                records.add(further);
                open.add(further);
            }
        }
    }
}
