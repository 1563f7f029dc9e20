package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log in plain files, every append forced.
class FileLogConformanceTest extends LogConformance {
    @TempDir
    static Path directory;

    @Override
    StoreUnderTest emptyStore() {
        return new InADirectory(directory.resolve(UUID.randomUUID().toString()));
    }

    @Test
    void nobodyElseOpensTheDirectoryMeanwhile() {
        try (InADirectory store = (InADirectory) emptyStore()) {
            assertThatThrownBy(() -> FileLogStore.open(store.directory)).isInstanceOf(StoreInUseException.class);
        }
    }

    static final class InADirectory implements StoreUnderTest {
        private final Path directory;
        private FileLogStore open;

        InADirectory(Path directory) {
            this.directory = directory;
            this.open = FileLogStore.open(directory);
        }

        @Override
        public LogStore one() {
            return open;
        }

        @Override
        public LogStore two() {
            return open;
        }

        @Override
        public void lose(long block) throws IOException {
            open.close();
            Path segment = directory.resolve("%020d.blocks".formatted(0));
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(segment));
            List<ByteBuffer> records = new ArrayList<>();
            for (long bytes = BlockRecord.bytes(all); bytes > 0; bytes = BlockRecord.bytes(all)) {
                records.add(all.slice(all.position(), (int) bytes));
                all.position((int) BlockRecord.begin(all.position() + bytes));
            }
            records.remove((int) block);
            ByteBuffer left = ByteBuffer.allocate(all.capacity());
            records.forEach(record ->
                    left.position((int) BlockRecord.begin(left.position())).put(record));
            Files.write(segment, left.array());
            open = FileLogStore.open(directory);
        }

        @Override
        public void close() {
            open.close();
        }
    }
}
