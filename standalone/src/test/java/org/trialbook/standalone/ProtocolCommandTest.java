package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What whoever writes a protocol is told on the command line.
class ProtocolCommandTest {

    private static final Path HOT_CRT = Path.of("../protocols/hot-crt.yaml");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... words) {
        CommandLine line = TrialbookMain.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] args = new String[words.length + 1];
        args[0] = "protocol";
        for (int i = 0; i < words.length; i++) {
            args[i + 1] = words[i].toString();
        }
        return line.execute(args);
    }

    private Path changed(String was, String becomes) throws IOException {
        String yaml = Files.readString(HOT_CRT);
        assertThat(yaml).contains(was);
        return Files.writeString(directory.resolve("changed.yaml"), yaml.replace(was, becomes));
    }

    @Test
    void aSoundFileCanBeUsed() {
        assertThat(run("check", HOT_CRT)).isZero();
        assertThat(out.toString()).isEqualTo(HOT_CRT + ": can be used\n");
    }

    @Test
    void everyFindingHasItsPlaceAsAnEditorTakesIt() throws IOException {
        Path file = changed("target: 100", "targt: 100");
        assertThat(run("check", HOT_CRT, file)).isEqualTo(1);
        assertThat(out.toString())
                .contains(file + ":21:1: targt: a protocol has no 'targt'; did you mean 'target'?")
                .endsWith(file + ": 1 thing to put right\n");
    }

    @Test
    void theDataDictionaryGoesOutAndComesBack() throws IOException {
        Path csv = directory.resolve("dictionary.csv");
        Path amended = directory.resolve("amended.yaml");
        assertThat(run("dictionary", HOT_CRT, "--out", csv)).isZero();
        Files.writeString(csv, Files.readString(csv).replace("ecg,heart-rate,Heart rate,", "ecg,heart-rate,Pulse,"));

        assertThat(run("dictionary", HOT_CRT, "--apply", csv, "--out", amended)).isZero();
        assertThat(Files.readString(amended))
                .isEqualTo(Files.readString(HOT_CRT).replace("label: Heart rate,", "label: Pulse,"));

        Files.writeString(csv, Files.readString(csv).replace("ecg,heart-rate,", "ecg,pulse,"));
        assertThat(run("dictionary", HOT_CRT, "--apply", csv, "--out", amended)).isEqualTo(1);
        assertThat(err.toString()).contains(csv + ":", "item: the protocol has no item 'pulse' of 'ecg'");
    }

    @Test
    void whatIsNotTranslatedIsListedAndTheRestIsPreviewed() throws IOException {
        Path file = changed("\nassumptions:\n", "\ntranslations: {de: {forms/ecg: EKG im Zentrum}}\n\nassumptions:\n");
        Path page = directory.resolve("page.html");

        assertThat(run("check", file)).isZero();
        assertThat(out.toString()).contains(file + ": can be used\n" + file + ": not translated to de: ");
        assertThat(run("preview", file, "--language", "de", "--out", page)).isZero();
        assertThat(Files.readString(page)).contains("EKG im Zentrum").doesNotContain("Electrocardiogram at the site");
        assertThat(run("preview", file, "--language", "fr")).isEqualTo(1);
        assertThat(err.toString()).contains("it is written in en, de");
    }

    @Test
    void asJsonItIsForPrograms() throws IOException {
        assertThat(run("check", "--json", changed("target: 100", "target: 0"))).isEqualTo(1);
        assertThat(out.toString()).contains("\"line\" : 21").contains("\"rule\" : \"positive\"");
    }

    /// In the words of whoever wrote it, and then taken: its blind can be kept, too.
    @Test
    void aFirstDraftIsTakenInTheSecondRound() {
        Path drafts = Path.of("../shared-events/src/test/resources/protocols/drafts");
        assertThat(run("check", drafts.resolve("triple-1.yaml"))).isEqualTo(1);
        assertThat(out.toString()).endsWith(": 25 things to put right\n");
        assertThat(run("check", drafts.resolve("triple-2.yaml"))).isZero();
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path bytes = Files.write(directory.resolve("bytes.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(run("check", directory.resolve("none.yaml"), directory, bytes))
                .isEqualTo(2);
        assertThat(out.toString())
                .contains("none.yaml: there is no such file")
                .contains(": it is a directory")
                .contains("bytes.yaml: it is no text in UTF-8");
        assertThat(run("diff", HOT_CRT, bytes)).isEqualTo(2);
        assertThat(run("preview", bytes)).isEqualTo(2);
    }

    @Test
    void anAmendmentIsToldWithWhatItMayNotDo() throws IOException {
        Path harmless = changed("version: \"1\"", "version: \"2\"");
        assertThat(run("diff", HOT_CRT, harmless)).isZero();
        assertThat(out.toString()).contains("version was '1', is '2'").doesNotContain("may not");

        assertThat(run("diff", HOT_CRT, changed("block-sizes: [4, 6]", "block-sizes: [4, 8]")))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("allocation: block-sizes: without 6; with 8")
                .contains("An amendment may not:")
                .contains("allocation-is-fixed");
    }

    @Test
    void thePageAsksNoNetworkRunsNothingAndShowsTextsAsTexts() throws IOException {
        Path file = changed("label: Heart rate,", "label: \"<script>alert(1)</script> & 'rate'\",");
        Path page = directory.resolve("page.html");
        assertThat(run("preview", file, "--out", page)).isZero();
        String html = Files.readString(page);
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;rate&#39;")
                .contains("default-src 'none'")
                .contains("<td>Six months</td><td>day 183 after implant (30 before, 30 after)</td>")
                .contains("<tr><td>implanter</td><td>knows</td><td>knows</td><td>blind</td></tr>")
                .contains("sealed: it tells the arm")
                .doesNotContain("<script")
                .doesNotContainPattern("(?i)(src|href|url)\\s*[=(]");
    }

    @Test
    void aVisitThatRepeatsIsARowWithItsNumbers() throws IOException {
        Path page = directory.resolve("cycles.html");
        assertThat(run("preview", Path.of("src/test/resources/protocols/cycles.yaml"), "--out", page))
                .isZero();
        assertThat(Files.readString(page))
                .containsPattern(
                        "<td>[^<]+ \\([a-z-]+\\.1 … [a-z-]+\\.[0-9]+\\)</td><td>day \\d+ after [^,]+, and every \\d+ days");
    }

    @Test
    void ofAProtocolThatCannotBeUsedThereIsNoPage() throws IOException {
        assertThat(run("preview", changed("target: 100", "target: 0"))).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains(":21:1: target");
    }
}
