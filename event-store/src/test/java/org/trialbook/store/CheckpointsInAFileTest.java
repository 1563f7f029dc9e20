package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checkpoints in a file: each size has one, and however many there are, memory does not hold them.
class CheckpointsInAFileTest {
    private static final int MANY = Integer.getInteger("trialbook.checkpoints", 60_000);
    private static final int LINE = 150;

    @TempDir
    Path directory;

    private FileCheckpointStore open() {
        return new FileCheckpointStore(new DirectoryOnDisk(directory), "checkpoints");
    }

    private static byte[] note(long size) {
        return ("note of " + size).getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Long> sizes(List<CheckpointStore.Kept> kept) {
        return kept.stream().map(CheckpointStore.Kept::size).toList();
    }

    @Test
    void eachIsFoundByItsSizeAndTheNewestFirstInWhateverOrderTheyCame() {
        List<Long> all = LongStream.rangeClosed(1, 700).boxed().toList();
        List<Long> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(7));
        try (FileCheckpointStore store = open()) {
            shuffled.forEach(size -> store.add(size, note(size)));
            store.add(700, note(0));
        }
        try (FileCheckpointStore store = open()) {
            assertThat(sizes(store.newest(3))).containsExactly(700L, 699L, 698L);
            assertThat(sizes(store.newest(Integer.MAX_VALUE))).isEqualTo(all.reversed());
            for (long size : all) {
                assertThat(store.at(size).orElseThrow().note()).isEqualTo(note(size));
            }
            assertThat(store.at(0)).isEmpty();
            assertThat(store.at(701)).isEmpty();
        }
    }

    @Test
    void cosignaturesAreThoseOfTheLastChange() {
        try (FileCheckpointStore store = open()) {
            store.add(5, note(5));
            store.add(6, note(6));
            store.addCosignatures(5, List.of("a", "b"));
            store.addCosignatures(5, List.of("b", "c"));
            store.addCosignatures(9, List.of("of none"));
        }
        try (FileCheckpointStore store = open()) {
            assertThat(store.at(5).orElseThrow().cosignatures()).containsExactly("a", "b", "c");
            store.removeCosignatures(5, List.of("a", "c"));
        }
        try (FileCheckpointStore store = open()) {
            assertThat(store.at(5).orElseThrow().cosignatures()).containsExactly("b");
            assertThat(store.at(5).orElseThrow().note()).isEqualTo(note(5));
            assertThat(sizes(store.newest(9))).containsExactly(6L, 5L);
        }
    }

    /// As many, with a witness's line below each, as a log has that is signed every minute for six weeks; a year is
    /// `-Dtrialbook.checkpoints=525600`. The process has less memory than the file has bytes.
    @Test
    void manyAreOpenedInASmallHeap() throws Exception {
        try (Stream<byte[]> records = LongStream.rangeClosed(1, MANY)
                        .boxed()
                        .flatMap(size -> Stream.of(
                                FileCheckpointStore.format(new CheckpointStore.Kept(size, new byte[220], List.of())),
                                FileCheckpointStore.format(
                                        new CheckpointStore.Kept(size, new byte[220], List.of("w".repeat(LINE))))));
                AppendedFile file =
                        new AppendedFile(new DirectoryOnDisk(directory), "checkpoints", (at, record) -> {})) {
            file.keepOnly(records.toList());
        }
        Path errors = directory.resolve("errors");
        long began = System.nanoTime();
        Process child = ChildProcess.start(
                "-Xmx" + (24 + MANY / 15_000) + "m", ManyCheckpoints.class, List.of(directory.toString()), errors);
        String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(Files.readString(errors)).isZero();
        System.out.printf(
                "%d checkpoints, %d bytes: opened in %d ms%n",
                MANY, Files.size(directory.resolve("checkpoints")), (System.nanoTime() - began) / 1_000_000);
        assertThat(told.strip()).isEqualTo(MANY + " " + LINE);
    }

    /// Opens the file in the directory that its argument names, and tells the newest.
    static final class ManyCheckpoints {
        private ManyCheckpoints() {}

        public static void main(String[] arguments) throws IOException {
            try (FileCheckpointStore store =
                    new FileCheckpointStore(new DirectoryOnDisk(Path.of(arguments[0])), "checkpoints")) {
                CheckpointStore.Kept newest = store.newest(1).getFirst();
                System.out.println(
                        newest.size() + " " + newest.cosignatures().getFirst().length());
            }
        }
    }
}
