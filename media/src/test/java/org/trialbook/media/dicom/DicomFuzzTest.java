package org.trialbook.media.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.media.Dicom;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.SiteSecret;

/// Whatever chance makes of a file, the gateway takes it, names what is wrong, or says that it is malformed; and
/// what the cleaner makes of it is taken, or nothing is made.
class DicomFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("trialbook.mutations", 3_000);
    private static final Duration EACH = Duration.ofMillis(50);
    private static final SiteSecret SECRET = new SiteSecret(new byte[32]);

    @TempDir
    Path directory;

    @Test
    void whateverIsWrittenOverAFileItIsTakenOrNamedNeverWorse() {
        List<byte[]> seeds = DicomMutations.seeds();
        int[] outcomes = new int[4];
        Assertions.assertTimeoutPreemptively(EACH.multipliedBy(MUTATIONS).plusSeconds(10), () -> {
            for (int seed = 0; seed < MUTATIONS; seed++) {
                Random random = new Random(seed);
                byte[] file = DicomMutations.mutate(seeds.get(random.nextInt(seeds.size())), random);
                try {
                    outcomes[gate(file)]++;
                    outcomes[2 + clean(file)]++;
                } catch (RuntimeException | Error | IOException e) {
                    throw new AssertionError("seed " + seed, e);
                }
            }
        });
        // Chance that only ever breaks files proves nothing of those that it does not.
        assertThat(Arrays.stream(outcomes).boxed().toList())
                .as("looked into, malformed, cleaned, not cleaned")
                .allMatch(count -> count > MUTATIONS / 50);
    }

    /// A length is no reason to make room for so much.
    @Test
    void aLengthThatLiesTakesNoMemory() throws IOException {
        for (String representation : List.of("OB", "UT", "UN", "SQ")) {
            byte[] file = Dicom.file(Dicom.EXPLICIT)
                    .header(0x0008_2112, representation, 0x7fff_fff0)
                    .bytes();
            assertThat(gate(file)).as(representation).isEqualTo(1);
        }
    }

    /// A small file may claim to become a large one: it is read in pieces, and not for long.
    @Test
    void aDeflatedDataSetThatGrowsWithoutEndIsNoBurden() throws IOException {
        java.util.zip.Deflater deflater = new java.util.zip.Deflater(9, true);
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.writeBytes(Dicom.file(Dicom.DEFLATED).bytes());
        try (var deflated = new java.util.zip.DeflaterOutputStream(out, deflater)) {
            deflated.write(Dicom.headless(Dicom.EXPLICIT)
                    .header(0x7fe0_0010, "OW", 0x7fff_fff0)
                    .bytes());
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                deflated.write(zeros);
            }
        }
        deflater.end();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(90),
                () -> assertThat(clean(out.toByteArray())).isEqualTo(1));
    }

    /// @return 0 when it was looked into, 1 when it is malformed
    private int gate(byte[] file) throws IOException {
        Path path = Files.write(directory.resolve("file"), file);
        try {
            DicomFormat format = new DicomFormat();
            format.nearly(path);
            format.modality(path);
            format.identifying(path);
            return 0;
        } catch (MalformedMediaException e) {
            assertThat(e.getMessage()).isNotBlank();
            return 1;
        }
    }

    /// @return 0 when something was made of it, 1 when not
    private int clean(byte[] file) throws IOException {
        Path path = Files.write(directory.resolve("file"), file);
        Path clean = directory.resolve("clean");
        try {
            new DicomCleaner().clean(path, clean, SECRET);
        } catch (MalformedMediaException e) {
            // What can't be removed would be a fault of ours, not the file's.
            assertThat(e.getMessage()).doesNotContain("what is left");
            return 1;
        }
        try {
            assertThat(new DicomFormat().identifying(clean)).isEmpty();
        } catch (MalformedMediaException e) {
            throw new AssertionError("cleaned, and malformed", e);
        } finally {
            Files.delete(clean);
        }
        return 0;
    }
}
