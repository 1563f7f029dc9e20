package org.trialbook.media.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.media.CorpusFile;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaCleaner.Cleaned;
import org.trialbook.media.SiteSecret;

/// What the corpus does not show: files cut short, files of another program, files written anew.
class PngFormatTest {

    private static final SiteSecret SECRET = new SiteSecret(new byte[32]);

    @TempDir
    Path directory;

    @Test
    void aPictureIsWholeOrMalformed() throws IOException {
        byte[] png = Png.grey().pixels().ended();
        for (int length = 8; length < png.length; length++) {
            assertThat(verdict(Arrays.copyOf(png, length)))
                    .as("%d bytes", length)
                    .isEqualTo("malformed");
        }
        byte[] altered = png.clone();
        altered[20]++;
        assertThat(verdict(altered)).isEqualTo("malformed");
    }

    @Test
    void aPictureOfAnotherProgramIsTaken() throws IOException {
        for (int type : new int[] {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_USHORT_GRAY
        }) {
            assertThat(verdict(drawn(type))).as("type %d", type).isEqualTo("taken");
        }
    }

    @Test
    void aSmallFileThatUnpacksToMuchIsEndedEarly() throws IOException {
        // 64 MiB of rows for a picture of four pixels.
        assertThat(verdict(Png.grey().pixels("\0ab\0cd" + "\0".repeat(64 << 20)).ended()))
                .isEqualTo("more pixels than the header says");
    }

    @Test
    void writtenAnewItHasTheSamePixelsAndNothingElse() throws Exception {
        byte[] drawn = drawn(BufferedImage.TYPE_INT_ARGB);
        byte[] head = Arrays.copyOf(drawn, 33);
        byte[] words = Png.grey()
                .chunk("tEXt", "Author\0Erika Muster")
                .chunk("prVt", "4711")
                .bytes();
        ByteArrayOutputStream original = new ByteArrayOutputStream();
        original.writeBytes(head);
        original.writeBytes(Arrays.copyOfRange(words, 33, words.length));
        original.writeBytes(Arrays.copyOfRange(drawn, 33, drawn.length));
        original.writeBytes("Erika".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Path file = Files.write(directory.resolve("original"), original.toByteArray());
        Path clean = directory.resolve("clean");

        Cleaned cleaned = new PngCleaner().clean(file, clean, SECRET);

        assertThat(cleaned.removed()).containsExactly("chunk tEXt", "a chunk of its own", "something after the end");
        assertThat(cleaned.lookAt()).hasSize(1).first().asString().contains("words in it are not detected");
        assertThat(CorpusFile.verdict(clean)).isEqualTo("taken");
        assertThat(pixels(Files.readAllBytes(clean))).isEqualTo(pixels(drawn));
        assertThat(Files.readAllBytes(file)).isEqualTo(original.toByteArray());
    }

    @Test
    void whateverCanBeWrittenAnewIsTakenAfterwards() throws Exception {
        int cleaned = 0;
        for (CorpusFile each : PngCorpus.files()) {
            Path file = Files.write(directory.resolve("file"), each.bytes());
            Path clean = directory.resolve("clean" + cleaned);
            try {
                new PngCleaner().clean(file, clean, SECRET);
            } catch (MalformedMediaException e) {
                assertThat(each.verdict()).as(each.name()).isEqualTo("malformed");
                Files.deleteIfExists(clean);
                continue;
            }
            assertThat(CorpusFile.verdict(clean)).as(each.name()).isEqualTo("taken");
            cleaned++;
        }
        assertThat(cleaned).isGreaterThan(30);
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        Path file = Files.write(directory.resolve("file"), Png.grey().pixels().ended());

        assertThatThrownBy(() -> new PngCleaner().clean(file, file, SECRET)).isInstanceOf(IOException.class);
        assertThat(file).hasBinaryContent(Png.grey().pixels().ended());
    }

    private String verdict(byte[] content) throws IOException {
        return CorpusFile.verdict(Files.write(directory.resolve("file"), content));
    }

    private static byte[] drawn(int type) throws IOException {
        BufferedImage image = new BufferedImage(97, 31, type);
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            image.setRGB(random.nextInt(97), random.nextInt(31), random.nextInt());
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", png)).isTrue();
        return png.toByteArray();
    }

    private static int[] pixels(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new java.io.ByteArrayInputStream(png));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
