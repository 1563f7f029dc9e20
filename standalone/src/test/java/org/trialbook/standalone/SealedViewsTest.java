package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.blinding.AesGcmBlindingKey;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.view.projection.Picture;
import org.trialbook.view.projection.ProjectionGroup;
import org.trialbook.view.projection.StoredViews;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.ViewPlace;
import org.trialbook.view.projection.Views;
import org.trialbook.view.sites.SiteProjection;

/// The views of one process, as the next one finds them. There are some 3 MiB of them: several pieces of a file.
class SealedViewsTest {
    private static final int SITES = 300;

    @TempDir
    Path directory;

    private final Random random = new Random(5);
    private final BlindingKey key = new AesGcmBlindingKey("blinding-0a", new byte[32], random);
    private final Story story = sites();
    private final ProjectionGroup group = group(1);
    private Path file = Path.of("");

    private static Story sites() {
        Story story = new Story();
        for (int site = 0; site < SITES; site++) {
            story.then(new StudyEvent.SiteOpened(
                    Story.STUDY,
                    new SiteId("%03d".formatted(100 + site)),
                    "Hôpital " + "7".repeat(10_000),
                    "Europe/Paris"));
        }
        return story;
    }

    private static ProjectionGroup group(int version) {
        return new ProjectionGroup("some", true, version, List.of(SiteProjection.SITES), UnaryOperator.identity());
    }

    private Picture folded(long size) {
        return new Views(group, story, Clock.systemUTC()).from(Picture.NONE, size);
    }

    private void keep(ProjectionGroup of, Picture picture) {
        SealedViews.in(file, key).of(of, story).end(picture);
    }

    @BeforeEach
    void keepViews() {
        file = directory.resolve("views").resolve("unblinded");
        keep(group, folded(SITES - 1));
    }

    private Optional<StoredViews> found(ProjectionGroup of, BlindingKey with) {
        return SealedViews.in(file, with).of(of, story).load();
    }

    private void requireNone() {
        assertThat(found(group, key)).isEmpty();
    }

    @Test
    void areFoundAgainWithTheirProgress() {
        StoredViews found = found(group, key).orElseThrow();
        assertThat(found.size()).isEqualTo(SITES - 1);
        assertThat(found.areOf(story)).isTrue();
        assertThat(found.views().get("sites"))
                .isEqualTo(folded(SITES - 1).changed(SiteProjection.SITES, 0).toList());
    }

    /// They are what that record says, and nothing of another.
    @Test
    void areNotGoneOnWithInAnotherRecord() {
        Story other = new Story();
        for (long position = 0; position < SITES; position++) {
            other.then(story.line(SITES - 1 - position));
        }
        assertThat(found(group, key).orElseThrow().areOf(other)).isFalse();
    }

    @Test
    void ofAGroupThatIsNotServedAnyMoreTheyAreDropped() {
        ProjectionGroup next = group(2);
        assertThat(found(next, key)).isEmpty();
        keep(next, folded(SITES));
        requireNone();
        assertThat(found(next, key).orElseThrow().size()).isEqualTo(SITES);
    }

    /// Folding a few events again takes less than writing down all views.
    @Test
    void aFewEventsMoreAreKeptAtTheEndAlone() {
        ViewPlace.Stored views = SealedViews.in(file, key).of(group, story);
        assertThat(views.load()).isPresent();
        views.keep(folded(SITES));
        assertThat(found(group, key).orElseThrow().size()).isEqualTo(SITES - 1);
        views.end(folded(SITES));
        assertThat(found(group, key).orElseThrow().size()).isEqualTo(SITES);
    }

    @Test
    void nothingOfThemCanBeReadInTheFile() throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).hasSizeGreaterThan(3_000_000).doesNotContain("pital", "101", "777", "sites", group.key());
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
        keep(group, folded(SITES));
        byte[] mixed = Files.readAllBytes(file);
        List<Integer> begins = pieces(mixed);
        assertThat(pieces(earlier).subList(0, 3)).isEqualTo(begins.subList(0, 3));
        System.arraycopy(earlier, begins.get(1), mixed, begins.get(1), begins.get(2) - begins.get(1));
        Files.write(file, mixed);
        requireNone();
    }

    @Test
    void anotherKeyLeavesNone() {
        assertThat(found(group, new AesGcmBlindingKey("blinding-0b", new byte[32], random)))
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
