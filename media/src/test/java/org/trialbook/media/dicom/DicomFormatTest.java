package org.trialbook.media.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.media.Dicom;
import org.trialbook.media.MalformedMediaException;

/// What is taken of DICOM, and what is refused, by which name.
class DicomFormatTest {

    private static final DicomFormat FORMAT = new DicomFormat();

    @TempDir
    Path directory;

    static List<DicomCorpus.Made> corpus() {
        return DicomCorpus.all();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyHidingPlaceIsNamedAndEveryHarmlessVariantTaken(DicomCorpus.Made made) throws Exception {
        if (made.malformed()) {
            assertMalformed(made.bytes());
        } else {
            assertThat(found(made.bytes())).containsExactlyElementsOf(made.found());
        }
    }

    @Test
    void theCorpusHasEachKindInBothWaysOfWriting() {
        assertThat(corpus()).hasSizeGreaterThan(150);
        assertThat(corpus().stream().map(DicomCorpus.Made::name)).doesNotHaveDuplicates();
    }

    @Test
    void noNameCarriesAValue() throws Exception {
        for (DicomCorpus.Made made : corpus()) {
            if (!made.malformed()) {
                assertThat(String.join(" ", found(made.bytes())))
                        .doesNotContain("Erika")
                        .doesNotContain("1951");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "02_ps315_marks.dcm | ",
                "03_HumanPerformerOrganization.dcm | HumanPerformerOrganization (0040,4036)",
                "14_overlay.dcm | OverlayDescription (6000,0022)",
                "14_overlay.dcm | OverlayData (6000,3000)",
                "17_encapsulated_pdf.dcm | EncapsulatedDocument (0042,0011)",
                "17_encapsulated_pdf.dcm | no picture and no waveform in it"
            })
    void casesThatWereTakenOrRefusedWrongly(String name, String found) throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            List<String> names = found(in.readAllBytes());
            if (found == null) {
                assertThat(names).isEmpty();
            } else {
                assertThat(names).contains(found);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sequencesAreLookedIntoHoweverTheyAreWritten(boolean delimited) throws Exception {
        for (String syntax : List.of(Dicom.EXPLICIT, Dicom.IMPLICIT)) {
            Picture picture = Picture.in(syntax);
            byte[] inside =
                    picture.inside().text(0x0010_0010, "PN", "Mustermann^Erika").bytes();
            Dicom item = picture.inside()
                    .marker(0xfffe_e000, delimited ? -1 : inside.length)
                    .raw(inside);
            byte[] items = (delimited ? item.marker(0xfffe_e00d, 0).marker(0xfffe_e0dd, 0) : item).bytes();
            byte[] file = Dicom.file(syntax)
                    .header(0x0008_2112, "SQ", delimited ? -1 : items.length)
                    .raw(items)
                    .element(0x7fe0_0010, "OW", new byte[2])
                    .bytes();

            assertThat(found(file)).containsExactly("PatientName (0010,0010) in SourceImageSequence");
        }
    }

    @Test
    void aFileThatEndsAnywhereButAtItsEndIsNotTaken() throws Exception {
        byte[] whole = Waveform.in(Dicom.EXPLICIT, "", 0).file();
        for (int length = 132; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(refused(cut)).as("%d bytes", length).isTrue();
        }
    }

    @Test
    void lengthsThatLieAreFoundOut() {
        assertMalformed(Dicom.file(Dicom.EXPLICIT)
                .header(0x7fe0_0010, "OW", 0x7fff_fff0)
                .bytes());
        assertMalformed(
                Dicom.file(Dicom.IMPLICIT).header(0x0008_0060, "", 0xffff_fff0).bytes());
        assertMalformed(Dicom.file(Dicom.EXPLICIT)
                .header(0x0008_2112, "SQ", 8)
                .marker(0xfffe_e000, 20)
                .text(0x0008_1155, "UI", "2.25.2")
                .text(0x0008_1155, "UI", "2.25.2")
                .bytes());
    }

    @Test
    void sequencesInSequencesEndSomewhere() {
        Dicom deep = Dicom.file(Dicom.EXPLICIT);
        for (int depth = 0; depth < 10_000; depth++) {
            deep.header(0x0008_2112, "SQ", -1).marker(0xfffe_e000, -1);
        }
        assertMalformed(deep.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {Dicom.EXPLICIT, Dicom.IMPLICIT, Dicom.EXPLICIT_BIG})
    void aDataSetWithoutHeaderIsToldWhatItLacks(String syntax) throws IOException {
        Path file = written(Picture.in(syntax).dataSet());

        assertThat(FORMAT.recognises(file)).isFalse();
        assertThat(FORMAT.nearly(file))
                .hasValueSatisfying(why -> assertThat(why).contains("media clean FILE OUT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF89a", "DICM", "<html/>         ", "%PDF-1.7\n%%%%%%"})
    void whatIsNoDicomIsNotNearlyDicom(String content) throws IOException {
        Path file = written(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(FORMAT.recognises(file)).isFalse();
        assertThat(FORMAT.nearly(file)).isEmpty();
    }

    @Test
    void aFileWithHeaderIsNotNearlyAnything() throws IOException {
        assertThat(FORMAT.nearly(written(Dicom.clean()))).isEmpty();
    }

    @Test
    void itTellsWhatKindOfRecordingItIs() throws IOException {
        assertThat(FORMAT.modality(written(Dicom.clean()))).contains("US");
        assertThat(FORMAT.modality(written(Waveform.in(Dicom.IMPLICIT, "", 0).file())))
                .contains("ECG");
        assertThat(FORMAT.modality(
                        written(Picture.in(Dicom.EXPLICIT).without(0x0008_0060).file())))
                .isEmpty();
        assertThat(FORMAT.modality(written(Picture.in(Dicom.EXPLICIT)
                        .with(0x0008_0060, "CS", "ERIKA")
                        .file())))
                .isEmpty();
        assertThat(FORMAT.modality(written(Arrays.copyOf(Dicom.clean(), 140)))).isEmpty();
    }

    private Path written(byte[] content) throws IOException {
        return Files.write(directory.resolve("file"), content);
    }

    private List<String> found(byte[] content) throws IOException, MalformedMediaException {
        Path file = written(content);
        assertThat(FORMAT.recognises(file)).isTrue();
        return FORMAT.identifying(file);
    }

    private boolean refused(byte[] content) throws IOException {
        try {
            return !found(content).isEmpty();
        } catch (MalformedMediaException e) {
            return true;
        }
    }

    private void assertMalformed(byte[] content) {
        assertThatThrownBy(() -> found(content)).isInstanceOf(MalformedMediaException.class);
    }
}
