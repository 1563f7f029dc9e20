package org.trialbook.media.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.media.Dicom;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaCleaner.Cleaned;
import org.trialbook.media.SiteSecret;

/// What the cleaner writes: what the gateway takes, with the same pixels, and with nothing in it of what was named.
class DicomCleanerTest {

    private static final byte[] PIXELS = new byte[64];

    static {
        for (int i = 0; i < PIXELS.length; i++) {
            PIXELS[i] = (byte) (i * 3);
        }
    }

    @TempDir
    Path directory;

    private int files;

    static Stream<DicomCorpus.Made> cleanable() {
        return DicomCorpus.all().stream()
                .filter(made -> made.found().stream()
                        .noneMatch(name -> name.startsWith("no picture")
                                || name.startsWith("BurnedIn")
                                || name.startsWith("pixels in a form")
                                || name.equals("PixelData (7FE0,0010)")))
                .filter(made -> !made.malformed());
    }

    @ParameterizedTest
    @MethodSource("cleanable")
    void whateverIsNamedIsGoneAndTheRestIsTaken(DicomCorpus.Made made) throws Exception {
        Path original = written(made.bytes());
        Path clean = directory.resolve("clean" + files++);

        Cleaned cleaned = clean(original, clean);

        assertThat(new DicomFormat().identifying(clean)).isEmpty();
        assertThat(text(clean)).doesNotContain("Erika").doesNotContain("Muster").doesNotContain("19510312");
        assertThat(cleaned.removed()).containsAll(made.found());
        assertThat(Files.readAllBytes(original)).isEqualTo(made.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {Dicom.EXPLICIT, Dicom.IMPLICIT, Dicom.EXPLICIT_BIG, Dicom.DEFLATED})
    void everyWayOfWritingBecomesTheSameFile(String syntax) throws Exception {
        Picture picture = identified(syntax);
        byte[] file = syntax.equals(Dicom.DEFLATED) ? deflated(picture) : picture.file();
        byte[] explicit = identified(Dicom.EXPLICIT).file();

        byte[] clean = cleaned(file);

        assertThat(clean).isEqualTo(cleaned(explicit));
        assertThat(values(clean).get(DicomReader.PIXEL_DATA)).isEqualTo(PIXELS);
    }

    @ParameterizedTest
    @ValueSource(strings = {Dicom.EXPLICIT, Dicom.IMPLICIT, Dicom.EXPLICIT_BIG})
    void aDataSetWithoutHeaderGetsOne(String syntax) throws Exception {
        byte[] clean = cleaned(identified(syntax).dataSet());

        assertThat(clean).isEqualTo(cleaned(identified(Dicom.EXPLICIT).file()));
    }

    @Test
    void itSaysThatAndHowItWasDeidentified() throws Exception {
        Map<Integer, byte[]> values = values(cleaned(Dicom.clean()));

        assertThat(new String(values.get(0x0012_0062), StandardCharsets.US_ASCII).strip())
                .isEqualTo("YES");
        assertThat(new String(values.get(0x0012_0063), StandardCharsets.US_ASCII))
                .contains("PS3.15");
        assertThat(new String(values.get(0x0008_0100), StandardCharsets.US_ASCII))
                .isEqualTo("113100");
        assertThat(new String(values.get(0x0028_0303), StandardCharsets.US_ASCII).strip())
                .isEqualTo("REMOVED");
    }

    @Test
    void whatStaysAsItIsIsNotSaidToBeRemoved() throws Exception {
        byte[] file = Picture.in(Dicom.EXPLICIT).file();

        assertThat(clean(written(file), directory.resolve("clean")).removed())
                .noneMatch(name -> name.startsWith("SOPClassUID") || name.startsWith("Rows"));
    }

    @Test
    void aUidThatIsSeveralIsLeftOut() throws Exception {
        byte[] file = Picture.in(Dicom.EXPLICIT)
                .with(0x0008_0016, "UI", "1.2.840.10008.5.1\\4711")
                .file();

        assertThat(values(cleaned(file)).get(0x0008_0016)).isNullOrEmpty();
    }

    @Test
    void uidsOfOneExaminationStillBelongTogetherAndOthersDoNot() throws Exception {
        byte[] one =
                Picture.in(Dicom.EXPLICIT).with(0x0020_000d, "UI", "1.2.3.4").file();
        byte[] same = Picture.in(Dicom.IMPLICIT)
                .with(0x0020_000d, "UI", "1.2.3.4")
                .with(0x0008_0018, "UI", "1.9")
                .file();
        byte[] other =
                Picture.in(Dicom.EXPLICIT).with(0x0020_000d, "UI", "1.2.3.5").file();

        String first = study(cleaned(one));
        assertThat(first).startsWith("2.25.").isEqualTo(study(cleaned(same))).isNotEqualTo(study(cleaned(other)));

        Path clean = directory.resolve("of-another-site");
        new DicomCleaner().clean(written(one), clean, new SiteSecret(new byte[32]));
        assertThat(study(Files.readAllBytes(clean))).isNotEqualTo(first);
    }

    @Test
    void aDayThatMustBeThereIsAnotherDayAndTheSameForTheSame() throws Exception {
        String one = day("20260302101500");
        String sameDay = day("20260302181500");
        String other = day("20260401000000");

        assertThat(one).startsWith("190").endsWith("000000").isEqualTo(sameDay).isNotEqualTo(other);
    }

    private String day(String moment) throws Exception {
        byte[] file = Picture.in(Dicom.EXPLICIT).with(0x0018_9074, "DT", moment).file();
        return new String(values(cleaned(file)).get(0x0018_9074), StandardCharsets.US_ASCII).strip();
    }

    @Test
    void aJpegLosesItsWordsAndNothingElse() throws Exception {
        byte[] exif = DicomCorpus.segment(0xe1, "Exif\0\0Erika");
        byte[] jfif = DicomCorpus.segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0");
        byte[] with = DicomCorpus.jpeg(DicomCorpus.jpegOf(jfif, exif));

        byte[] clean = cleaned(with);

        assertThat(hex(clean)).contains(hex(DicomCorpus.jpegOf(jfif))).doesNotContain(hex(exif));
    }

    @Test
    void compressedPixelsWithoutWordsStayByteForByte() throws Exception {
        byte[] fill = DicomCorpus.join(DicomCorpus.jpegOf(), new byte[] {(byte) 0xff});

        assertThat(hex(cleaned(DicomCorpus.jpeg(fill)))).contains(hex(fill));
    }

    @Test
    void whatNobodyCanDecideIsSaid() throws Exception {
        assertThat(clean(written(Dicom.clean()), directory.resolve("a")).lookAt())
                .singleElement()
                .asString()
                .contains("look at every frame");
        byte[] silent = Picture.in(Dicom.EXPLICIT)
                .with(0x0008_0060, "CS", "MR")
                .without(0x0028_0301)
                .file();
        assertThat(clean(written(silent), directory.resolve("b")).lookAt())
                .singleElement()
                .asString()
                .contains("does not say");
        byte[] sure = Picture.in(Dicom.EXPLICIT).with(0x0008_0060, "CS", "MR").file();
        assertThat(clean(written(sure), directory.resolve("c")).lookAt()).isEmpty();
        byte[] ecg = Waveform.in(Dicom.EXPLICIT, "", 0).file();
        assertThat(clean(written(ecg), directory.resolve("d")).lookAt()).isEmpty();
    }

    @Test
    void whatNoProgramCanMendIsNotWritten() throws IOException {
        assertNotCleaned(
                Picture.in(Dicom.EXPLICIT).with(0x0028_0301, "CS", "yes").file(), "burned into");
        assertNotCleaned(Picture.in(Dicom.EXPLICIT).without(0x7fe0_0010).file(), "no picture");
        assertNotCleaned(
                Picture.in("1.2.840.10008.1.2.4.102").fragments(new byte[4]).file(), "can't be looked into");
        assertNotCleaned(Arrays.copyOf(Dicom.clean(), Dicom.clean().length - 3), "ends within");
        assertNotCleaned("GIF89a".getBytes(StandardCharsets.US_ASCII), "does not begin like DICOM");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).allMatch(name -> name.startsWith("original"));
        }
    }

    private void assertNotCleaned(byte[] file, String why) {
        assertThatThrownBy(() -> clean(written(file), directory.resolve("never")))
                .isInstanceOf(MalformedMediaException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws Exception {
        Path there = Files.writeString(directory.resolve("there"), "mine");

        assertThatThrownBy(() -> clean(written(Dicom.clean()), there)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(there).hasContent("mine");
    }

    @Test
    void cleaningTwiceChangesNothingButUids() throws Exception {
        byte[] once = cleaned(Waveform.in(Dicom.EXPLICIT, "Erika", 0).file());

        Map<Integer, byte[]> twice = values(cleaned(once));

        values(once).forEach((tag, value) -> {
            if (tag != 0x0008_0018) {
                assertThat(twice.get(tag)).isEqualTo(value);
            }
        });
    }

    private static Picture identified(String syntax) {
        Picture picture = Picture.in(syntax)
                .with(0x0008_0020, "DA", "20260302")
                .with(0x0008_0070, "LO", "Maker")
                .with(0x0010_0010, "PN", "Mustermann^Erika")
                .with(0x0018_1063, "DS", "33.3")
                .with(0x0020_000d, "UI", "1.2.3.4")
                .with(0x0029_1010, "LO", "private");
        byte[] words = PIXELS.clone();
        if (syntax.equals(Dicom.EXPLICIT_BIG)) {
            for (int i = 0; i < words.length; i += 2) {
                words[i] = PIXELS[i + 1];
                words[i + 1] = PIXELS[i];
            }
        }
        return picture.bytes(DicomReader.PIXEL_DATA, "OW", words);
    }

    private static byte[] deflated(Picture picture) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(picture.dataSet());
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[512];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        byte[] header = Dicom.file(Dicom.DEFLATED).bytes();
        return DicomCorpus.join(header, out.toByteArray());
    }

    private String study(byte[] file) throws Exception {
        return new String(values(file).get(0x0020_000d), StandardCharsets.US_ASCII).replace("\0", "");
    }

    /// Of every element, in whatever sequence; the last of each kind.
    private Map<Integer, byte[]> values(byte[] file) throws Exception {
        Map<Integer, byte[]> values = new TreeMap<>();
        DicomFile dicom = new DicomFile(written(file));
        dicom.read(dicom.syntax(false), new UntoldHandler(), new UntoldHandler() {
            @Override
            public void value(DicomElement element, DicomValue value) throws IOException {
                values.put(element.tag(), value.whole());
            }
        });
        return values;
    }

    private byte[] cleaned(byte[] file) throws Exception {
        Path clean = directory.resolve("clean" + files++);
        clean(written(file), clean);
        return Files.readAllBytes(clean);
    }

    private static Cleaned clean(Path original, Path clean) throws IOException, MalformedMediaException {
        return new DicomCleaner()
                .clean(
                        original,
                        clean,
                        new SiteSecret("the secret of one site, thirty-two bytes".getBytes(StandardCharsets.US_ASCII)));
    }

    private Path written(byte[] content) throws IOException {
        return Files.write(directory.resolve("original" + files++), content);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Test
    void itSaysWhatItCanMakeSomethingOf() throws IOException {
        for (String syntax : List.of(Dicom.EXPLICIT, Dicom.IMPLICIT, Dicom.EXPLICIT_BIG)) {
            assertThat(new DicomCleaner().cleans(written(Picture.in(syntax).file())))
                    .isTrue();
            assertThat(new DicomCleaner().cleans(written(Picture.in(syntax).dataSet())))
                    .isTrue();
        }
        assertThat(new DicomCleaner().cleans(written(new byte[200]))).isFalse();
        assertThat(new DicomCleaner().cleans(written(new byte[0]))).isFalse();
    }
}
