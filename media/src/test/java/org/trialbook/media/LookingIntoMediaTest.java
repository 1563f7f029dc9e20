package org.trialbook.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
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
        assertThat(formatsOf(Media.pdf(document -> {}))).containsExactly("application/pdf");
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

    @Test
    void whateverIsWrittenOverAFileItIsTakenOrNamedNeverWorse() throws Exception {
        Random random = new Random(11);
        for (byte[] sound : List.of(Media.png(), Media.aecg(""), Media.pdf(document -> {}))) {
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

    // ---- PNG

    @Test
    void aPictureWithoutWordsIsTaken() throws Exception {
        assertThat(found(Media.png("gAMA:\0\0\0\1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tEXt", "iTXt", "zTXt", "eXIf", "tIME", "iCCP", "prVt"})
    void wordsAndPrivateChunksAreNot(String type) throws Exception {
        assertThat(found(Media.png(type + ":Author\0Mustermann"))).containsExactly("chunk " + type);
    }

    @Test
    void aPictureIsWholeOrMalformed() throws IOException {
        byte[] png = Media.png();
        for (int length = 8; length < png.length; length++) {
            assertMalformed(Arrays.copyOf(png, length));
        }
        assertMalformed(Arrays.copyOf(png, png.length + 1));
        byte[] altered = png.clone();
        altered[20]++;
        assertMalformed(altered);
    }

    // ---- PDF

    @Test
    void aPdfThatSaysNothingOfItselfIsTaken() throws Exception {
        assertThat(found(Media.pdf(document -> document.getDocumentInformation().setProducer("a cart"))))
                .isEmpty();
    }

    @Test
    void aPdfThatSaysSomethingIsNot() throws Exception {
        assertThat(found(Media.pdf(document -> {
                    document.getDocumentInformation().setTitle("ECG of Erika Mustermann");
                    document.getDocumentInformation().setAuthor("Site 01");
                    document.getDocumentInformation().setSubject("month 6");
                    document.getDocumentInformation().setCreationDate(Calendar.getInstance());
                    document.getDocumentInformation().setCustomMetadataValue("Mustermann", "x");
                })))
                .containsExactlyInAnyOrder(
                        "information dictionary: Title",
                        "information dictionary: Author",
                        "information dictionary: Subject",
                        "information dictionary: CreationDate",
                        "information dictionary: an entry of its own");
        assertThat(found(Media.pdf(document -> document.getDocumentCatalog()
                        .setMetadata(new PDMetadata(document, new java.io.ByteArrayInputStream(new byte[] {'<'}))))))
                .containsExactly("XMP metadata");
        assertThat(found(Media.pdf(
                        document -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("alert(1)")))))
                .containsExactly("scripts");
        assertThat(found(Media.pdf(document -> document.getDocumentCatalog().setAcroForm(new PDAcroForm(document)))))
                .containsExactly("form fields");
    }

    @Test
    void aPdfIsWholeOrMalformed() throws IOException {
        byte[] pdf = Media.pdf(document -> {});
        for (int length = 5; length < pdf.length - 8; length += 7) {
            assertMalformed(Arrays.copyOf(pdf, length));
        }
        assertMalformed("%PDF-1.4\n%%EOF".getBytes(StandardCharsets.US_ASCII));
    }

    // ---- annotated ECG

    @Test
    void anEcgOfNobodyIsTaken() throws Exception {
        assertThat(found(Media.aecg("<effectiveTime nullFlavor=\"MSK\"/>"))).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<trialSubject><id root='1.2.3' extension='01-001'/></trialSubject>|trialSubject/id",
                "<trialSubject><id root='1.2.3.1001'/></trialSubject>|trialSubject/id",
                "<id extension='17'/>|AnnotatedECG/id",
                "<p><name>Erika Mustermann</name></p>|p/name",
                "<p><name><family>Mustermann</family></name></p>|name/family",
                "<p><birthTime value='1951'/></p>|p/birthTime",
                "<effectiveTime><low value='20260302101500.000'/></effectiveTime>|date: effectiveTime/low",
                "<effectiveTime><center value='20260302'/></effectiveTime>|date: effectiveTime/center",
                "<value><head value='20260302101500+0100'/></value>|date: value/head",
                "<text>six months</text>|AnnotatedECG/text",
                "<!-- Mustermann -->|comment",
                "<?note Mustermann?>|processing instruction"
            })
    void whatTellsInAnEcgIsNamedWithoutItsValue(String inside, String named) throws Exception {
        assertThat(found(Media.aecg(inside))).containsExactly(named);
    }

    @Test
    void theMakerOfTheDeviceMayBeNamed() throws Exception {
        assertThat(found(Media.aecg("<manufacturerOrganization><name>Maker</name></manufacturerOrganization>")))
                .isEmpty();
    }

    @Test
    void noEntityIsFollowedAndNoDocumentTypeTaken() throws IOException {
        for (String type : List.of(
                "<!DOCTYPE AnnotatedECG [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE AnnotatedECG [<!ENTITY e \"x\">]>",
                "<!DOCTYPE AnnotatedECG SYSTEM \"http://127.0.0.1:1/x.dtd\">")) {
            for (String used : List.of("&e;", "")) {
                assertMalformed(new String(Media.aecg(used), StandardCharsets.UTF_8)
                        .replace("<AnnotatedECG", type + "<AnnotatedECG")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void anEcgIsWholeOrMalformed() throws IOException {
        byte[] ecg = new String(Media.aecg(""), StandardCharsets.UTF_8)
                .stripTrailing()
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 200; length < ecg.length; length += 11) {
            assertMalformed(Arrays.copyOf(ecg, length));
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
