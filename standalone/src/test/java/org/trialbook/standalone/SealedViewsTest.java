package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.blinding.AesGcmBlindingKey;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.view.projection.ViewStore;
import org.trialbook.view.projection.ViewStore.Progress;
import org.trialbook.view.projection.ViewStore.Stored;

/// The views of one process, as the next one finds them. There are some 3 MiB of them: several pieces of a file.
class SealedViewsTest {
    private static final String GROUP = "some-1-1";
    private static final String VIEWS = "subjects-1";

    @TempDir
    Path directory;

    private final Random random = new Random(5);
    private final BlindingKey key = new AesGcmBlindingKey("blinding-0a", new byte[32], random);
    private final List<Stored> stored = IntStream.range(0, 300)
            .mapToObj(i ->
                    new Stored("01-" + i, 10 + i, "{\"arm\":\"conduction-système\",\"n\":" + "7".repeat(10_000) + "}"))
            .toList();
    private Path file = Path.of("");

    @BeforeEach
    void keepViews() {
        file = directory.resolve("views").resolve("unblinded");
        try (SealedViews views = SealedViews.open(file, key)) {
            ViewStore store = views.place().store();
            assertThat(store.renew(GROUP, store.progress(GROUP))).isTrue();
            store.write(VIEWS, stored);
            assertThat(store.advance(GROUP, new Progress("1", 500, "a leaf"))).isTrue();
        }
    }

    private ViewStore found(BlindingKey with) {
        try (SealedViews views = SealedViews.open(file, with)) {
            return views.place().store();
        }
    }

    private void requireNone() {
        ViewStore found = found(key);
        assertThat(found.progress(GROUP)).isEqualTo(Progress.NONE);
        assertThat(found.all(VIEWS)).isEmpty();
    }

    @Test
    void areFoundAgainWithTheirProgress() {
        ViewStore found = found(key);
        assertThat(found.progress(GROUP)).isEqualTo(new Progress("1", 500, "a leaf"));
        assertThat(found.all(VIEWS)).containsExactlyInAnyOrderElementsOf(stored);
    }

    /// An edition's number is never given twice, or views of two of them would mix.
    @Test
    void madeAnewTheyAreAnotherEdition() {
        ViewStore found = found(key);
        assertThat(found.renew(GROUP, found.progress(GROUP))).isTrue();
        assertThat(found.progress(GROUP).edition()).isEqualTo("2");
    }

    @Test
    void ofAGroupThatIsNotServedAnyMoreTheyAreDropped() {
        try (SealedViews views = SealedViews.open(file, key)) {
            ViewStore store = views.place().store();
            assertThat(store.renew("some-2-1", store.progress("some-2-1"))).isTrue();
            assertThat(store.advance("some-2-1", new Progress("2", 501, "another leaf")))
                    .isTrue();
        }
        requireNone();
        assertThat(found(key).progress("some-2-1").size()).isEqualTo(501);
    }

    @Test
    void nothingOfThemCanBeReadInTheFile() throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).hasSizeGreaterThan(3_000_000).doesNotContain("conduction", "01-", "777", VIEWS, GROUP);
    }

    @Test
    void nobodyButTheirOwnerReadsTheFile() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void oneBitThatFlipsLeavesNone() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = sound.clone();
            int bit = i < 20 ? random.nextInt(64 * 8) : random.nextInt(bytes.length * 8);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bytes);
            requireNone();
        }
    }

    @Test
    void aFileThatWasCutLeavesNone() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        for (int piece : pieces(sound)) {
            for (int length : new int[] {piece - 1, piece, piece + 2, piece + 100}) {
                Files.write(file, Arrays.copyOf(sound, Math.min(length, sound.length - 1)));
                requireNone();
            }
        }
    }

    @Test
    void piecesThatChangedPlacesLeaveNone() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        List<Integer> begins = pieces(sound);
        byte[] swapped = sound.clone();
        int length = begins.get(1) - begins.get(0);
        System.arraycopy(sound, begins.get(0), swapped, begins.get(1), length);
        System.arraycopy(sound, begins.get(1), swapped, begins.get(0), length);
        Files.write(file, swapped);
        requireNone();
    }

    /// Both were sealed under the key, and each in its place.
    @Test
    void aPieceOfAnEarlierFileLeavesNone() throws IOException {
        byte[] earlier = Files.readAllBytes(file);
        try (SealedViews views = SealedViews.open(file, key)) {
            ViewStore store = views.place().store();
            assertThat(store.advance(GROUP, new Progress("1", 501, "a later leaf")))
                    .isTrue();
        }
        byte[] mixed = Files.readAllBytes(file);
        List<Integer> begins = pieces(mixed);
        assertThat(pieces(earlier)).isEqualTo(begins);
        System.arraycopy(earlier, begins.get(1), mixed, begins.get(1), begins.get(2) - begins.get(1));
        Files.write(file, mixed);
        requireNone();
    }

    @Test
    void anotherKeyLeavesNone() {
        assertThat(found(new AesGcmBlindingKey("blinding-0b", new byte[32], random))
                        .all(VIEWS))
                .isEmpty();
    }

    /// Where each piece begins.
    private static List<Integer> pieces(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        bytes.position(2 + bytes.getShort(0));
        bytes.position(bytes.position() + 2 + bytes.getShort(bytes.position()));
        Stream.Builder<Integer> begins = Stream.builder();
        while (bytes.hasRemaining()) {
            begins.add(bytes.position());
            int length = Math.abs(bytes.getInt());
            bytes.position(bytes.position() + length);
        }
        return begins.build().toList();
    }
}
