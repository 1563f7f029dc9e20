package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.protocol.authoring.DataDictionary;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolPreview;

/// How a protocol says what is normal.
class NormalRangeItemsTest {
    private static final String SAID = "normal-range: {from: 60, to: 100}";

    private static String hotCrt(String what, String instead) throws IOException {
        String yaml = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        assertThat(yaml).contains(what);
        return yaml.replace(what, instead);
    }

    private static List<String> found(String yaml) {
        return ProtocolCheck.of(yaml).findings().stream()
                .map(finding -> finding.path().replaceAll("\\[\\d+]", "[]") + " " + finding.rule())
                .toList();
    }

    private static @Nullable NormalRange read(String instead) throws IOException {
        String yaml = hotCrt(SAID, instead);
        assertThat(found(yaml)).isEmpty();
        return ProtocolFile.read("hot-crt.yaml", yaml)
                .form("ecg")
                .flatMap(form -> form.item("heart-rate"))
                .orElseThrow()
                .normalRange();
    }

    @Test
    void itIsTheSitesOrHasLimits() throws IOException {
        assertThat(read("normal-range: by-site")).isEqualTo(new NormalRange(null, null));
        assertThat(read(SAID)).isEqualTo(new NormalRange(BigDecimal.valueOf(60), BigDecimal.valueOf(100)));
        assertThat(read("normal-range: {to: 100}")).hasToString("at most 100");
        assertThat(read("normal-range: {from: 60}")).hasToString("at least 60");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            by-site           | by-side             | forms[].items[].normal-range one-of
            by-site           | {from: 60, to: 50}  | forms[].items[].normal-range range
            by-site           | {above: 60}         | forms[].items[].normal-range.above unknown-member
            """)
    void whatIsWrongIsToldWhereItStands(String said, String instead, String told) throws IOException {
        assertThat(found(hotCrt(SAID, "normal-range: " + instead))).contains(told);
    }

    @Test
    void onlyANumberOfAFormHasOne() throws IOException {
        assertThat(found(hotCrt(
                        "label: Intervention needed, type: boolean,",
                        "label: Intervention needed, type: boolean, normal-range: by-site,")))
                .contains("forms[].items[].normal-range normal-range");
        assertThat(found(hotCrt(
                        "{code: age, label: Age, type: integer,",
                        "{code: age, label: Age, normal-range: by-site, type: integer,")))
                .contains("eligibility.items[].normal-range on-forms-only");
    }

    @Test
    void whoReadsAProtocolSeesIt() throws IOException {
        String yaml = hotCrt(SAID, "normal-range: by-site");
        assertThat(ProtocolPreview.of(ProtocolFile.read("hot-crt.yaml", yaml))).contains("normal: by-site");
        assertThat(ProtocolPreview.of(ProtocolFile.read("hot-crt.yaml", hotCrt(SAID, SAID))))
                .contains("normal: 60 to 100");
    }

    /// Either way of saying it goes out into the table and comes back.
    @Test
    void theDataDictionaryHoldsIt() throws IOException {
        String yaml = hotCrt(SAID, SAID);
        String csv = DataDictionary.csv(yaml);
        assertThat(csv).contains("\"{from: 60, to: 100}\"");
        DataDictionary.Applied applied = DataDictionary.apply(yaml, csv.replace("\"{from: 60, to: 100}\"", "by-site"));
        assertThat(applied.problems()).isEmpty();
        assertThat(applied.yaml()).isEqualTo(hotCrt(SAID, "normal-range: by-site"));
        String back = Objects.requireNonNull(applied.yaml());
        assertThat(DataDictionary.apply(back, csv).yaml()).isEqualTo(yaml);
        assertThat(DataDictionary.apply(yaml, csv.replace("\"{from: 60, to: 100}\"", "my-site"))
                        .problems())
                .isNotEmpty();
    }
}
