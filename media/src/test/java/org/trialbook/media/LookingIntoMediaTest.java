package org.trialbook.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file is, whether it is whole, and what in it could tell whose it is.
class LookingIntoMediaTest {

    @TempDir
    Path directory;

    // ---- what it is

    @Test
    void aFileIsWhatItsContentSays() throws IOException {
        assertThat(formatsOf(Dicom.clean())).containsExactly("application/dicom");
        assertThat(formatsOf(Media.png())).containsExactly("image/png");
        assertThat(formatsOf(Media.pdf())).containsExactly("application/pdf");
        assertThat(formatsOf(Media.aecg(""))).containsExactly("application/xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF89a",
                "DICM",
                "%PD",
                "<html/>",
                "<AnnotatedECG/>",
                "<AnnotatedECG xmlns='urn:other'/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>"
            })
    void anythingElseIsNotTaken(String content) throws IOException {
        assertThat(formatsOf(content.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    // ---- DICOM

    @Test
    void aPictureOfNobodyIsTaken() throws Exception {
        assertThat(found(Dicom.clean())).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "00100010, PN, PatientName",
        "00100020, LO, PatientID",
        "00100030, DA, PatientBirthDate",
        "00101000, LO, OtherPatientIDs",
        "00080080, LO, InstitutionName",
        "00080020, DA, StudyDate",
        "00080021, DA, SeriesDate",
        "00080022, DA, AcquisitionDate",
        "00080090, PN, ReferringPhysicianName",
        "00080050, SH, AccessionNumber",
        "00081010, SH, StationName",
        "00120040, LO, ClinicalTrialSubjectID",
        "00204000, LT, ImageComments"
    })
    void whatTellsIsNamedWithoutItsValueInBothWaysOfWriting(String tag, String representation, String name)
            throws Exception {
        int number = Integer.parseUnsignedInt(tag, 16);
        for (String syntax : List.of(Dicom.EXPLICIT, Dicom.IMPLICIT)) {
            byte[] file = Dicom.file(syntax)
                    .text(0x0008_0060, "CS", "US")
                    .text(number, representation, "20260302")
                    .bytes();
            assertThat(found(file))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith(name + " (")
                    .doesNotContain("20260302");

            byte[] emptied = Dicom.file(syntax)
                    .text(0x0008_0060, "CS", "US")
                    .text(number, representation, "  ")
                    .bytes();
            assertThat(found(emptied)).isEmpty();
        }
    }

    @Test
    void burnedInTextIsRefusedWhenTheFileSaysSo() throws Exception {
        assertThat(found(Dicom.file(Dicom.EXPLICIT)
                        .text(0x0028_0301, "CS", "YES")
                        .bytes()))
                .containsExactly("BurnedInAnnotation (0028,0301)");
        assertThat(found(
                        Dicom.file(Dicom.EXPLICIT).text(0x0028_0301, "CS", "NO").bytes()))
                .isEmpty();
    }

    @Test
    void privateElementsAndWhateverIsADateANameOrFreeTextAreRefused() throws Exception {
        assertThat(found(Dicom.file(Dicom.EXPLICIT)
                        .text(0x0029_1010, "LO", "Erika Mustermann")
                        .bytes()))
                .containsExactly("private element (0029,1010)");
        assertThat(found(Dicom.file(Dicom.EXPLICIT)
                        .text(0x0018_1078, "DT", "20260302")
                        .text(0x3006_0002, "ST", "a word")
                        .text(0x3006_00a6, "PN", "A^B")
                        .bytes()))
                .containsExactly(
                        "RadiopharmaceuticalStartDateTime (0018,1078)", "element (3006,0002)", "element (3006,00A6)");
    }

    @Test
    void thePreambleMayHideNothing() throws Exception {
        byte[] file = Dicom.clean();
        file[5] = 'x';

        assertThat(found(file)).containsExactly("preamble");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sequencesAreLookedIntoHoweverTheyAreWritten(boolean delimited) throws Exception {
        for (boolean explicit : List.of(true, false)) {
            byte[] inside = Dicom.items(explicit)
                    .text(0x0008_0104, "LO", "mitral")
                    .text(0x0010_0010, "PN", "Mustermann^Erika")
                    .bytes();
            Dicom item = Dicom.items(explicit)
                    .marker(0xfffe_e000, delimited ? -1 : inside.length)
                    .raw(inside);
            byte[] items = (delimited ? item.marker(0xfffe_e00d, 0).marker(0xfffe_e0dd, 0) : item).bytes();
            byte[] file = Dicom.file(explicit ? Dicom.EXPLICIT : Dicom.IMPLICIT)
                    .header(0x0008_2218, "SQ", delimited ? -1 : items.length)
                    .raw(items)
                    .text(0x0020_0013, "IS", "1")
                    .bytes();

            assertThat(found(file)).containsExactly("PatientName (0010,0010)");
        }
    }

    @Test
    void compressedPixelsAreNotLookedInto() throws Exception {
        byte[] file = Dicom.file(Dicom.JPEG)
                .text(0x0008_0060, "CS", "US")
                .header(0x7fe0_0010, "OB", -1)
                .marker(0xfffe_e000, 0)
                .marker(0xfffe_e000, 6)
                .raw(new byte[] {1, 2, 3, 4, 5, 6})
                .marker(0xfffe_e0dd, 0)
                .bytes();

        assertThat(found(file)).isEmpty();
    }

    @Test
    void aDicomFileThatEndsAnywhereButAtItsEndIsNotWhole() throws IOException {
        byte[] whole = Dicom.file(Dicom.EXPLICIT)
                .text(0x0008_0060, "CS", "US")
                .header(0x0008_2218, "SQ", -1)
                .marker(0xfffe_e000, -1)
                .text(0x0008_0104, "LO", "mitral")
                .marker(0xfffe_e00d, 0)
                .marker(0xfffe_e0dd, 0)
                .element(0x7fe0_0010, "OW", new byte[16])
                .bytes();
        int sound = 0;
        for (int length = 133; length < whole.length; length++) {
            if (!malformed(Arrays.copyOf(whole, length))) {
                sound++;
            }
        }
        // Cut between two elements, it is a shorter file: after the modality, and after the sequence.
        assertThat(sound).isEqualTo(2);
    }

    @Test
    void lengthsThatLieAreFoundOut() throws IOException {
        assertMalformed(Dicom.file(Dicom.EXPLICIT)
                .header(0x7fe0_0010, "OW", 0x7fff_fff0)
                .bytes());
        assertMalformed(
                Dicom.file(Dicom.IMPLICIT).header(0x0008_0060, "", 0xffff_fff0).bytes());
        // An item that says it is longer than its sequence.
        assertMalformed(Dicom.file(Dicom.EXPLICIT)
                .header(0x0008_2218, "SQ", 8)
                .marker(0xfffe_e000, 20)
                .text(0x0008_0104, "LO", "mitral")
                .text(0x0008_0104, "LO", "mitral")
                .bytes());
        assertMalformed(Dicom.file("1.2.840.10008.1.2.1.99").raw(new byte[64]).bytes());
        assertMalformed(Dicom.file("1.2.840.10008.1.2.2").raw(new byte[64]).bytes());
        assertMalformed(Dicom.file("").text(0x0008_0060, "CS", "US").bytes());
        assertMalformed(Dicom.file(Dicom.EXPLICIT).bytes());
    }

    @Test
    void sequencesInSequencesEndSomewhere() throws IOException {
        Dicom deep = Dicom.file(Dicom.EXPLICIT);
        for (int depth = 0; depth < 10_000; depth++) {
            deep.header(0x0008_2218, "SQ", -1).marker(0xfffe_e000, -1);
        }

        assertMalformed(deep.bytes());
    }

    @Test
    void whateverIsWrittenOverAFileItIsTakenOrNamedNeverWorse() throws Exception {
        Random random = new Random(11);
        for (byte[] sound : List.of(Dicom.clean(), Media.png(), Media.aecg(""), Media.pdf())) {
            for (int i = 0; i < 150; i++) {
                byte[] file = sound.clone();
                for (int change = 0; change < 3; change++) {
                    file[random.nextInt(file.length)] = (byte) random.nextInt();
                }
                Path path = written(file);
                for (MediaFormat format : MediaFormat.ALL) {
                    if (format.recognises(path)) {
                        // Anything but these two outcomes fails the test.
                        assertThat(outcome(format, path)).isIn("looked into", "malformed");
                    }
                }
            }
        }
    }

    // ---- asking

    private Path written(byte[] content) throws IOException {
        return Files.write(directory.resolve("file"), content);
    }

    private List<String> formatsOf(byte[] content) throws IOException {
        Path file = written(content);
        java.util.ArrayList<String> formats = new java.util.ArrayList<>();
        for (MediaFormat format : MediaFormat.ALL) {
            if (format.recognises(file)) {
                formats.add(format.contentType());
            }
        }
        return formats;
    }

    private List<String> found(byte[] content) throws IOException, MalformedMediaException {
        Path file = written(content);
        for (MediaFormat format : MediaFormat.ALL) {
            if (format.recognises(file)) {
                return format.identifying(file);
            }
        }
        throw new AssertionError("of no format");
    }

    private boolean malformed(byte[] content) throws IOException {
        try {
            found(content);
            return false;
        } catch (MalformedMediaException e) {
            return true;
        }
    }

    private void assertMalformed(byte[] content) throws IOException {
        assertThatThrownBy(() -> found(content))
                .as("%d bytes", content.length)
                .isInstanceOf(MalformedMediaException.class);
    }

    private static String outcome(MediaFormat format, Path file) throws IOException {
        try {
            format.identifying(file);
            return "looked into";
        } catch (MalformedMediaException e) {
            return "malformed";
        }
    }
}
