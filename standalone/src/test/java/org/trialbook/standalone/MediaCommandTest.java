package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.media.Media;
import org.trialbook.media.MediaGate;
import org.trialbook.media.MediaVerdict;
import org.trialbook.media.Pdf;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a site's own command line says of files, and what it writes.
class MediaCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theGatewaysVerdictIsToldWithWhatToDo() throws IOException {
        Path taken = file("taken.png", Media.png());
        Path refused = file(
                "refused.pdf", Pdf.page().information("/Title (Erika Muster)").bytes());

        assertThat(run("media", "check", taken.toString())).isZero();
        assertThat(run("media", "check", taken.toString(), refused.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("taken.png: taken", "- information dictionary: Title", "qpdf --linearize")
                .doesNotContain("Erika");
    }

    @Test
    void theVerdictIsToldToProgramsAsJson() throws IOException {
        Path refused = file("refused.png", Media.png("tEXt:Erika"));

        assertThat(run("media", "check", "--json", refused.toString(), directory.toString()))
                .isEqualTo(2);

        JsonNode told = JsonMapper.shared().readTree(out.toString());
        assertThat(told.at("/0/verdict").asString()).isEqualTo("identifying-media");
        assertThat(told.at("/0/found/0").asString()).isEqualTo("chunk tEXt");
        assertThat(told.at("/1/why").asString()).isEqualTo("it is a directory");
    }

    @Test
    void whatIsNearlyOfAFormatIsTold() throws IOException {
        String ecg = new String(Media.aecg(""), StandardCharsets.UTF_8).replace("UTF-8", "UTF-16");

        assertThat(run(
                        "media",
                        "check",
                        file("ecg.xml", ecg.getBytes(StandardCharsets.UTF_16)).toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("nearly an annotated ECG, but not written in UTF-8");
    }

    @Test
    void aFileIsWrittenAnewUnderASecretThatOnlyItsOwnerReads() throws IOException {
        byte[] original = Media.aecg("<id extension='4711'/>");
        Path file = file("ecg.xml", original);
        Path clean = directory.resolve("clean.xml");
        Path secret = directory.resolve("site/secret.key");

        assertThat(clean(file, clean, secret)).as(err.toString()).isZero();

        assertThat(MediaGate.verdict(clean)).isInstanceOf(MediaVerdict.Taken.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(original);
        assertThat(out.toString()).contains("A new secret", "AnnotatedECG/id").doesNotContain("4711");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");

        Path again = directory.resolve("again.xml");
        assertThat(clean(file, again, secret)).isZero();
        assertThat(again).hasSameBinaryContentAs(clean);
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        Path file = file("a.png", Media.png("tEXt:Erika"));
        Path there = file("there.png", new byte[] {1});

        assertThat(clean(file, there, directory.resolve("secret.key"))).isEqualTo(2);
        assertThat(there).hasBinaryContent(new byte[] {1});
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void whatCannotBeMadeWholeIsNotWritten() throws IOException {
        byte[] png = Media.png();
        Path half = file("half.png", java.util.Arrays.copyOf(png, png.length - 9));
        Path clean = directory.resolve("clean.png");

        assertThat(clean(half, clean, directory.resolve("secret.key"))).isEqualTo(1);
        assertThat(clean).doesNotExist();
        assertThat(err.toString()).contains("nothing can be made of it");
    }

    @Test
    void aPdfIsWrittenAnewByOtherPrograms() throws IOException {
        Path pdf = file("a.pdf", Pdf.page().information("/Title (Erika)").bytes());

        assertThat(clean(pdf, directory.resolve("clean.pdf"), directory.resolve("secret.key")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("qpdf --linearize");
    }

    @Test
    void aSecretThatIsTooShortIsNotUsed() throws IOException {
        Path secret = file("secret.key", new byte[31]);

        assertThat(clean(file("a.png", Media.png()), directory.resolve("clean.png"), secret))
                .isEqualTo(2);
        assertThat(err.toString()).contains("at least 32 bytes");
    }

    @Test
    void aMissingFileGetsOneSentence() {
        assertThat(run("media", "check", directory.resolve("none").toString())).isEqualTo(2);
        assertThat(out.toString()).contains("there is no such file");
        assertThat(clean(directory, directory.resolve("clean"), directory.resolve("secret.key")))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
    }

    private int clean(Path file, Path clean, Path secret) {
        return run("media", "clean", file.toString(), clean.toString(), "--secret", secret.toString());
    }

    private int run(String... arguments) {
        CommandLine commands = TrialbookMain.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }
}
