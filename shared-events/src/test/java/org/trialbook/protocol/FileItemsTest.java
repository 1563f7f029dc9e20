package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.EventJson;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.authoring.DataDictionary;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolPreview;

/// Which items a file may answer: none that tells the arm, since files lie in the store as they were sent.
class FileItemsTest {

    private static final String FORM = """

              - code: report
                label: Report
                outside-visits: true
                items:
                  - {code: seen, label: Seen, type: boolean}
                  - {code: scan, label: Scan, type: file, files: {types: [pdf, png], at-most: 5}}
            """;

    private static String hotCrt(String form) throws IOException {
        String yaml = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        return yaml.replace("\nreads:\n", form + "\nreads:\n");
    }

    private static List<String> found(String yaml) {
        return ProtocolCheck.of(yaml).findings().stream()
                .map(finding -> finding.path().replaceAll("\\[\\d+]", "[]") + " " + finding.rule())
                .toList();
    }

    @Test
    void aFileAnswersAnOpenItem() throws IOException {
        String yaml = hotCrt(FORM);
        assertThat(found(yaml)).isEmpty();
        Protocol protocol = ProtocolFile.read("hot-crt.yaml", yaml);
        Item scan = protocol.form("report").flatMap(form -> form.item("scan")).orElseThrow();
        assertThat(scan.files())
                .isEqualTo(new AcceptedFiles(List.of(AcceptedFiles.Format.PDF, AcceptedFiles.Format.PNG), 5));
        assertThat(ProtocolPreview.of(protocol)).contains("type=\"file\"", "pdf, png, at most 5 MiB");
        assertThat(DataDictionary.csv(yaml)).contains("{types: [pdf, png], at-most: 5}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            at-most: 5}                    | at-most: 5}, reveals-the-arm: true                  | forms[].items[].type file-is-open
            outside-visits: true           | outside-visits: true\\n    reveals-the-arm: true    | forms[].items[].type file-is-open
            type: boolean}                 | type: boolean, reveals-the-arm: true} ~             | forms[].items[].type file-is-open
            at-most: 5}                    | at-most: 65}                                        | forms[].items[].files.at-most files
            [pdf, png]                     | []                                                  | forms[].items[].files.types not-empty
            type: boolean                  | type: boolean, files: {types: [pdf]}                | forms[].items[].files files
            , files: {types: [pdf, png], at-most: 5} | ''                                        | forms[].items[].files files
            """)
    void whatIsWrongIsToldWhereItStands(String what, String instead, String told) throws IOException {
        String form = FORM.replace(what, instead.replace("\\n", "\n").replace(" ~", ""));
        if (instead.endsWith("~")) {
            // What is asked by something that tells is sealed with it.
            form = form.replace("type: file,", "type: file, shown-if: {item: seen, is: true},");
        }
        assertThat(found(hotCrt(form))).contains(told);
    }

    /// As it is stored for ever; and an answer that is no file as it was before there were any.
    @Test
    void anAnswerSaysWhatItsFileIs() {
        assertThat(EventJson.mapper()
                        .writeValueAsString(ItemValue.file("ab".repeat(32), new ItemValue.NamedFile("image/png", 67))))
                .isEqualTo(
                        "{\"value\":\"sha256:%s\",\"unit\":null,\"file\":{\"contentType\":\"image/png\",\"bytes\":67}}"
                                .formatted("ab".repeat(32)));
        assertThat(EventJson.mapper().writeValueAsString(ItemValue.of("31")))
                .isEqualTo("{\"value\":\"31\",\"unit\":null}");
    }

    @Test
    void noReaderIsAskedForAFile() throws IOException {
        String yaml = hotCrt("")
                .replaceFirst(
                        "(?s)(\nreads:\n.*?items:\n)",
                        "$1      - {code: scan, label: Scan, type: file, files: {types: [pdf]}}\n");
        assertThat(found(yaml)).contains("reads[].items[].type on-forms-only");
    }
}
