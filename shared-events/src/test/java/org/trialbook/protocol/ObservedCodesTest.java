package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.protocol.authoring.DataDictionary;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolPreview;

/// Under which codes others report what an item asks.
class ObservedCodesTest {
    private static String hotCrt() throws IOException {
        return Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
    }

    private static List<String> found(String what, String instead) throws IOException {
        assertThat(hotCrt()).contains(what);
        return ProtocolCheck.of(hotCrt().replace(what, instead)).findings().stream()
                .map(finding -> finding.path().replaceAll("\\[\\d+]", "[]") + " " + finding.rule())
                .toList();
    }

    @Test
    void anItemIsFoundByTheCodeUnderWhichItIsReported() throws IOException {
        Item nyha = ProtocolFile.read("hot-crt.yaml", hotCrt())
                .form("nyha")
                .flatMap(form -> form.item("nyha-class"))
                .orElseThrow();
        assertThat(nyha.observedAs("http://loinc.org", "88020-3").flatMap(code -> code.meaning("LA28407-7")))
                .contains("IV");
        assertThat(nyha.observedAs("http://snomed.info/sct", "88020-3")).isEmpty();
        assertThat(nyha.observedAs("http://loinc.org", "88020-3").flatMap(code -> code.meaning("IV")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            code: 8633-0                          | code: 8867-4                      | forms[].items[].observed-as[] unique
            reported: LA28405-1                   | reported: LA28404-4               | forms[].items[].observed-as[].values unique
            means: III                            | means: V                          | forms[].items[].observed-as[].values unknown-code
            code: 8302-2                          | code: 8302-2, values: [{reported: a, means: b}] | forms[].items[].observed-as[].values unknown-code
            {system: "http://loinc.org", code: 8302-2} | {code: 8302-2}               | forms[].items[].observed-as[].system missing
            {code: age, label: Age,               | {code: age, label: Age, observed-as: [{system: "http://loinc.org", code: 30525-0}], | eligibility.items[].observed-as on-forms-only
            """)
    void whatIsWrongIsToldWhereItStands(String said, String instead, String told) throws IOException {
        assertThat(found(said, instead)).contains(told);
    }

    @Test
    void whatIsCalculatedIsNotReported() throws IOException {
        assertThat(found(
                        "{code: weight, label: Body weight, type: decimal, unit: kg, min: 25, max: 300, decimals: 1, required: true,",
                        "{code: weight, label: Body weight, type: calculated, unit: cm, decimals: 1, formula: height,"))
                .contains("forms[].items[].observed-as observed-as");
    }

    @Test
    void thePreviewAndTheDictionarySayIt() throws IOException {
        assertThat(ProtocolPreview.of(ProtocolFile.read("hot-crt.yaml", hotCrt())))
                .contains("reported as http://loinc.org|8867-4");
        String csv = DataDictionary.csv(hotCrt());
        String height = "\"[{system: \"\"http://loinc.org\"\", code: \"\"8302-2\"\"}]\"";
        assertThat(csv).contains(height);
        assertThat(DataDictionary.apply(hotCrt(), csv.replace(height, height.replace("8302-2", "3137-7")))
                        .yaml())
                .isEqualTo(hotCrt().replace(
                                "[{system: \"http://loinc.org\", code: 8302-2}]",
                                "[{system: \"http://loinc.org\", code: \"3137-7\"}]"));
    }

    /// A code of digits is a code, and no number.
    @Test
    void aCodeOfDigitsStaysOneInTheDictionary() throws IOException {
        String csv = DataDictionary.csv(hotCrt());
        String edited =
                DataDictionary.apply(hotCrt(), csv.replace("737536", "0737536")).yaml();
        assertThat(ProtocolFile.read("hot-crt.yaml", Objects.requireNonNull(edited))
                        .form("device")
                        .flatMap(form -> form.item("ventricular-pacing"))
                        .orElseThrow()
                        .observedAs(ObservedCode.IEEE_11073, "0737536"))
                .isPresent();
        assertThat(found("code: \"737536\"", "code: 737536")).isEmpty();
    }
}
