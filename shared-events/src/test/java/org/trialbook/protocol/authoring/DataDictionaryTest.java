package org.trialbook.protocol.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataDictionaryTest {

    private static final String HEADING =
            "form,item,label,type,unit,min,max,decimals,max-length,required,reveals-the-arm,formula,"
                    + "choices,missing,alternative-units,shown-if,required-if,dictionary,files,normal-range,observed-as,form-reveals-the-arm\r\n";

    static Stream<Path> protocols() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../protocols"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    private static String hotCrt() throws IOException {
        return Files.readString(Path.of("../protocols/hot-crt.yaml"));
    }

    private static String edited(String was, String becomes) throws IOException {
        String csv = DataDictionary.csv(hotCrt());
        assertThat(csv).contains(was);
        return csv.replace(was, becomes);
    }

    private static String applied(String csv) throws IOException {
        DataDictionary.Applied applied = DataDictionary.apply(hotCrt(), csv);
        assertThat(applied.problems()).isEmpty();
        return Objects.requireNonNull(applied.yaml());
    }

    private static List<DataDictionary.Problem> problems(String csv) throws IOException {
        DataDictionary.Applied applied = DataDictionary.apply(hotCrt(), csv);
        assertThat(applied.yaml()).isNull();
        return applied.problems();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void whatIsNotEditedComesBackToTheCharacter(Path file) throws IOException {
        String yaml = Files.readString(file);

        assertThat(DataDictionary.apply(yaml, DataDictionary.csv(yaml)).yaml()).isEqualTo(yaml);
        // As spreadsheets write it.
        assertThat(DataDictionary.apply(
                                yaml, "\uFEFF" + DataDictionary.csv(yaml).replace("\r\n", "\n"))
                        .yaml())
                .isEqualTo(yaml);
    }

    @Test
    void itHasARowForEachItem() throws IOException {
        assertThat(DataDictionary.csv(hotCrt()))
                .startsWith(HEADING)
                .contains("eligibility,age,")
                .contains(
                        "\r\necg,heart-rate,Heart rate,integer,/min,20,250,,,true,,,,,,,,,,\"{from: 60, to: 100}\",\"[{system: \"\"http://loinc.org\"\", code: \"\"8867-4\"\"}]\",\r\n")
                .contains("\r\nreads/ecg,qrs-duration,")
                .contains("lbbb=Left bundle branch block");
    }

    @Test
    void anEditStandsInTheFileAndNothingElseIsChanged() throws IOException {
        String yaml = applied(edited(
                "ecg,heart-rate,Heart rate,integer,/min,20,250,",
                "ecg,heart-rate,\"Rate, at rest\",integer,/min,30,220,"));

        assertThat(yaml)
                .isEqualTo(
                        hotCrt().replace(
                                        "{code: heart-rate, label: Heart rate, type: integer, unit: /min, min: 20, max: 250, ",
                                        "{code: heart-rate, label: \"Rate, at rest\", type: integer, unit: /min, min: 30, max: 220, "));
    }

    @Test
    void aMemberIsAddedAndTakenOut() throws IOException {
        assertThat(applied(edited(
                        "ecg,heart-rate,Heart rate,integer,/min,20,250,,,true,,",
                        "ecg,heart-rate,Heart rate,integer,/min,20,250,,,,true,")))
                .contains(
                        "{code: heart-rate, reveals-the-arm: true, label: Heart rate, type: integer, unit: /min, min: 20, max: 250, normal");
        String block = applied(edited(
                "ecg,paced-capture,Kind of ventricular capture,choice,,,,,,false,true,",
                "ecg,paced-capture,Kind of ventricular capture,choice,,,,,,,true,"));
        assertThat(block).isEqualTo(hotCrt().replaceFirst("        required: false\n(        reveals-the-arm)", "$1"));
        assertThat(DataDictionary.csv(block))
                .contains("ecg,paced-capture,Kind of ventricular capture,choice,,,,,,,true,");
    }

    @Test
    void aMemberIsAddedOnALineOfItsOwnWhereTheItemHasLines() throws IOException {
        assertThat(applied(edited(
                        "ecg,rhythm,Atrial rhythm,choice,,,,,,true,,",
                        "ecg,rhythm,Atrial rhythm,choice,,,,,,true,true,")))
                .isEqualTo(hotCrt().replace(
                                "      - code: rhythm\n        label",
                                "      - code: rhythm\n        reveals-the-arm: true\n        label"));
    }

    @Test
    void choicesAreEditedInTheirPlace() throws IOException {
        assertThat(applied(edited(
                        "atrial-fibrillation=Atrial fibrillation or flutter | atrial-paced=Atrial pacing | other=Other",
                        "flutter=Atrial flutter|other=Other: which?")))
                .isEqualTo(hotCrt().replace(
                                "          - {code: atrial-fibrillation, label: Atrial fibrillation or flutter}\n"
                                        + "          - {code: atrial-paced, label: Atrial pacing}\n"
                                        + "          - {code: other, label: Other}\n"
                                        + "      - {code: qrs-duration",
                                "          - {code: flutter, label: Atrial flutter}\n"
                                        + "          - {code: other, label: \"Other: which?\"}\n"
                                        + "      - {code: qrs-duration"));
    }

    @Test
    void conditionsAndUnitsAreEditedAddedAndTakenOut() throws IOException {
        String file = Files.readString(Path.of("src/test/resources/protocols/every-kind.yaml"));
        String csv = DataDictionary.csv(file);
        assertThat(csv)
                .contains("\"{item: alive, is: false}\"")
                .contains("\"[{unit: mg/dL, factor: 88.42}]\"")
                .contains("haemolysed | unknown");
        String death =
                "lab,death,Date of death,date,,,,,,,,,,,,\"{item: alive, is: false}\",\"{item: alive, is: false}\",,";
        assertThat(csv).contains(death);

        DataDictionary.Applied applied = DataDictionary.apply(
                file,
                csv.replace(
                                death,
                                "lab,death,Date of death,date,,,,,,,,,,unknown,,"
                                        + "\"{all: [{item: alive,  is: false}, {item: signs, is: other}]}\",,,")
                        .replace("\"[{unit: mg/dL, factor: 88.42}]\"", "\"[{unit: mg/L, factor: 8.842}]\"")
                        .replace("haemolysed | unknown", "unknown"));

        assertThat(applied.problems()).isEmpty();
        assertThat(Objects.requireNonNull(applied.yaml()))
                .isEqualTo(file.replace(
                                "type: date, shown-if: {item: alive, is: false}, required-if: {item: alive, is: false}}",
                                "type: date, shown-if: {all: [{item: alive, is: false}, {item: signs, is: other}]}}")
                        .replace("{code: death, label", "{code: death, missing: [unknown], label")
                        .replace("[{unit: mg/dL, factor: 88.42}]", "[{unit: mg/L, factor: 8.842}]")
                        .replace("missing: [haemolysed, unknown]", "missing: [unknown]"));
    }

    @Test
    void aConditionThatIsNoneIsTold() throws IOException {
        String file = Files.readString(Path.of("src/test/resources/protocols/every-kind.yaml"));
        String csv = DataDictionary.csv(file);

        assertThat(DataDictionary.apply(file, csv.replace("\"{item: output, more-than: 5}\"", "output > 5"))
                        .problems())
                .extracting(DataDictionary.Problem::column, DataDictionary.Problem::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "shown-if", "a condition is written as in the file, such as {item: alive, is: false}"));
    }

    @Test
    void everythingThatCannotBeBroughtBackIsToldAtOnce() throws IOException {
        String csv = edited("ecg,heart-rate,Heart rate,", "ecg,pulse,Pulse,")
                .replace("lbbb=Left bundle branch block", "LBBB");

        assertThat(problems(csv))
                .extracting(DataDictionary.Problem::column, DataDictionary.Problem::detail)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "item", "the protocol has no item 'pulse' of 'ecg': add it in the file"),
                        org.assertj.core.groups.Tuple.tuple(
                                "item", "item 'heart-rate' of 'ecg' has no row: take it out in the file"),
                        org.assertj.core.groups.Tuple.tuple(
                                "choices", "choices are written code=label, with a bar between two"));
    }

    @Test
    void whatWouldBeNoProtocolIsToldAtItsRowAndColumn() throws IOException {
        String csv = edited(
                "ecg,heart-rate,Heart rate,integer,/min,20,250,", "ecg,heart-rate,Heart rate,integer,/min,300,250,");
        int row = 1 + csv.substring(0, csv.indexOf("ecg,heart-rate")).split("\r\n", -1).length - 1;

        assertThat(problems(csv)).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(row);
            assertThat(problem.detail()).contains("forms[0].items[0]");
        });
    }

    @Test
    void aHeadingThatIsNoneIsTold() throws IOException {
        assertThat(problems("form,code\r\n"))
                .extracting(DataDictionary.Problem::column)
                .containsExactly("item", "code");
    }
}
