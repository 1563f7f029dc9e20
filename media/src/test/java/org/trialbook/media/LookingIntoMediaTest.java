package org.trialbook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

    private static String outcome(MediaFormat format, Path file) throws IOException {
        try {
            format.identifying(file);
            return "looked into";
        } catch (MalformedMediaException e) {
            return "malformed";
        }
    }
}
