package org.trialbook.trial.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.YAML;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.StudyEvent.AmendmentApproved;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.trial.Asked;

/// An amendment may seal more, never less, nor rename or move what was sealed. HOT-CRT seals one item of the ECG,
/// one of the clinical evaluation, and the whole device form.
class OpeningWhatWasSealedTest {

    private static final String MARK = "        required: false\n        reveals-the-arm: true\n";
    private static final String NEXT_ITEM = "      - {code: intervention-needed,";

    /// An amendment that asks for another item on the incision form, on which nothing is sealed.
    private static String withItem(String item) {
        return amended(
                NEXT_ITEM,
                "      - {%s, type: integer, min: 0, max: 9, required: false}%n%s".formatted(item, NEXT_ITEM));
    }

    private static Protocol read(String yaml) {
        return ProtocolFile.read("hot-crt.yaml", yaml);
    }

    private static Asked<?, ?> publish(String yaml) {
        return ask(PublishProtocol.class, by(DATA_MANAGER), STUDY, new PublishProtocol.Body(yaml));
    }

    private static String third(String yaml) {
        return yaml.replace("version: \"2\"", "version: \"3\"");
    }

    private static void refused(String yaml, Map<String, String> evidence) {
        given(published()).when(publish(yaml)).thenRefused("opens-what-was-sealed", evidence);
    }

    private static void accepted(String yaml) {
        given(published()).when(publish(yaml)).recorded(ProtocolPublished.class);
    }

    private static AmendmentApproved approved(String yaml) {
        return ApprovingAnAmendmentTest.approved(yaml, STATISTICIAN);
    }

    // ---- ways to open

    @Test
    void anItemThatIsNotMarkedAnyMore() {
        refused(amended(MARK, "        required: false\n"), Map.of("ecg/paced-capture", "the item is not marked"));
    }

    @Test
    void aFormThatIsNotMarkedAnyMore() {
        Map<String, String> opened = new TreeMap<>();
        opened.put("device", "the form is not marked");
        read(YAML)
                .form("device")
                .orElseThrow()
                .items()
                .forEach(item -> opened.put("device/" + item.code(), "the item is not marked"));

        refused(
                amended("label: Device interrogation\n    reveals-the-arm: true", "label: Device interrogation"),
                opened);
    }

    @Test
    void aFormWhoseItemsAreMarkedInsteadOfIt() {
        int device = YAML.indexOf("  - code: device");
        int body = YAML.indexOf("  - code: body");
        String items = YAML.substring(device, body)
                .replace("    reveals-the-arm: true\n", "")
                .replaceAll("(, required: (?:true|false))([,}])", "$1, reveals-the-arm: true$2")
                .replace("        required: true\n", "        required: true\n        reveals-the-arm: true\n");

        refused(amended(YAML.substring(device, body), items), Map.of("device", "the form is not marked"));
    }

    @Test
    void anItemThatIsLeftOut() {
        String impedance = YAML.lines()
                .filter(line -> line.contains("code: impedance"))
                .findFirst()
                .orElseThrow();

        refused(amended(impedance + "\n", ""), Map.of("device/impedance", "the item is missing"));
    }

    /// Rules would look for what is no longer there.
    private static String withoutRules(String yaml) {
        String rules = yaml.substring(yaml.indexOf("\nrules:\n"), yaml.indexOf("\nassumptions:\n"));
        return yaml.replace(rules, "").replaceFirst("(?m)^  - \\{path: rules,.*\n", "");
    }

    @Test
    void aFormThatIsLeftOut() {
        String clinical = YAML.substring(YAML.indexOf("  - code: clinical"), YAML.indexOf("\nreads:\n"));

        refused(
                withoutRules(amended(clinical, "")).replace(", clinical]", "]").replace("forms[8]", "forms[7]"),
                Map.of("clinical", "the form is missing"));
    }

    @Test
    void anItemUnderAnotherCode() {
        refused(
                amended("code: paced-capture", "code: capture").replace(MARK, "        required: false\n"),
                Map.of(
                        "ecg/paced-capture", "the item is missing",
                        "ecg/capture", "it is not marked and has the name of ecg/paced-capture"));
    }

    @Test
    void anItemUnderAnotherCodeThoughItIsMarked() {
        refused(amended("code: paced-capture", "code: capture"), Map.of("ecg/paced-capture", "the item is missing"));
    }

    @Test
    void aFormUnderAnotherCode() {
        refused(
                amended("code: device", "code: interrogation")
                        .replace(" device]", " interrogation]")
                        .replace(" device,", " interrogation,")
                        .replace("form: device\n", "form: interrogation\n"),
                Map.of("device", "the form is missing"));
    }

    @Test
    void anItemThatIsAskedForOnAnotherFormByItsCode() {
        refused(
                withItem("code: impedance, label: Resistance"),
                Map.of("incision/impedance", "it is not marked and has the name of device/impedance"));
    }

    @Test
    void anItemThatIsAskedForOnAnotherFormByItsLabel() {
        refused(
                withItem("code: ohms, label: \"pacing  impedance:\""),
                Map.of("incision/ohms", "it is not marked and has the name of device/impedance"));
    }

    @Test
    void anOpenItemThatTakesTheLabelOfASealedOne() {
        refused(
                amended("label: Atrial rhythm", "label: Kind of ventricular capture")
                        .replace(
                                "code: paced-capture\n        label: Kind of ventricular capture",
                                "code: paced-capture\n        label: Atrial rhythm"),
                Map.of("ecg/rhythm", "it is not marked and has the name of ecg/paced-capture"));
    }

    @Test
    void freeTextBesideWhatIsNotMarkedAnyMore() {
        String note = "      - {code: ecg-note, label: What was seen, type: text, max-length: 100, required: false}\n";
        String second = amended("  - code: echo\n", note + "  - code: echo\n");

        given(published(), published("2", second))
                .when(publish(third(second).replace(MARK, "        required: false\n")))
                .thenRefused(
                        "opens-what-was-sealed",
                        Map.of(
                                "ecg/paced-capture", "the item is not marked",
                                "ecg/ecg-note", "the item is not marked"));
    }

    @ParameterizedTest
    @CsvSource({
        "eligibility/impedance, 'eligibility:\n  items:\n    '",
        "reads/ecg/impedance, 'of the electrocardiogram\n    items:\n      '"
    })
    void aQuestionWithCodeAndLabelOfASealedItem(String place, String list) {
        String item = list + "- {code: impedance, label: %s, type: integer, min: 0, max: 9, required: true}%n"
                + list.substring(list.lastIndexOf('\n') + 1);

        refused(
                amended(list, item.formatted("Pacing impedance")),
                Map.of(place, "it is not marked and has the name of device/impedance"));
        accepted(amended(list, item.formatted("Impedance of the cable")));
    }

    /// What readers answer: left out, unmarked, and asked for in the open under its label.
    @Test
    void whatIsMarkedOfARead() {
        String axis = "      - {code: axis, label: QRS axis, ";
        String marking = YAML.replace(axis, axis + "reveals-the-arm: true, ");
        String second = marking.replace("version: \"1\"", "version: \"2\"");
        String item =
                second.lines().filter(line -> line.startsWith(axis)).findFirst().orElseThrow() + "\n";
        Map<String, String> ways = Map.of(
                second.replace(item, item.replace("reveals-the-arm: true, ", "")),
                "the item is not marked",
                second.replace(item, ""),
                "the item is missing");
        ways.forEach((yaml, why) -> given(published("1", marking))
                .when(publish(yaml))
                .thenRefused("opens-what-was-sealed", Map.of("reads/ecg/axis", why)));
        given(published("1", marking))
                .when(publish(second.replace(
                        item,
                        item + item.replace("code: axis", "code: heart-axis").replace("reveals-the-arm: true, ", ""))))
                .thenRefused(
                        "opens-what-was-sealed",
                        Map.of("reads/ecg/heart-axis", "it is not marked and has the name of reads/ecg/axis"));
        given(published("1", marking)).when(publish(second)).recorded(ProtocolPublished.class);
    }

    // ---- who is told

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // Earlier, of another arm, and of another modality.
                "{from: submitted, arms: [CSP], reads: [ecg]}",
                "{from: final, arms: [CSP, BVP], reads: [ecg]}",
                "{from: final, reads: [ecg]}",
                "{from: final, arms: [CSP], reads: [ecg, echo]}",
                "always"
            })
    void resultsThatAnEarlierVersionDidNotTell(String told) {
        String first = told("{from: final, arms: [CSP], reads: [ecg]}");
        String second = told(told).replace("version: \"1\"", "version: \"2\"");

        given(published("1", first))
                .when(publish(second))
                .thenRefused(
                        "opens-what-was-sealed",
                        Map.of(
                                "blinding.roles.implanter.core-lab-results",
                                "an earlier version tells the role less of them, or later"));
        // The other way round it tells less.
        given(
                        published("1", second.replace("version: \"2\"", "version: \"1\"")),
                        approved(first.replace("version: \"1\"", "version: \"2\"")))
                .when(publish(first.replace("version: \"1\"", "version: \"2\"")))
                .recorded(ProtocolPublished.class);
    }

    private static String told(String results) {
        return YAML.replace(
                "    implanter: {allocation: always, device-data: always}",
                "    implanter: {allocation: always, device-data: always, core-lab-results: " + results + "}");
    }

    // ---- since when

    @Test
    void itMattersNotWhetherAnythingWasRecorded() {
        String opening = amended(MARK, "        required: false\n");

        given(randomized(BVP))
                .when(publish(opening))
                .thenRefused("opens-what-was-sealed", Map.of("ecg/paced-capture", "the item is not marked"));
    }

    @Test
    void whatAnyEarlierVersionSealedCountsNotOnlyTheLast() {
        String opening = amended(MARK, "        required: false\n");

        given(published(), published("2", opening))
                .when(publish(third(opening)))
                .thenRefused("opens-what-was-sealed", Map.of("ecg/paced-capture", "the item is not marked"));
        given(published(), published("2", opening))
                .when(publish(third(amended("target: 100", "target: 110"))))
                .recorded(ProtocolPublished.class);
    }

    @Test
    void theFirstVersionOpensNothing() {
        given().when(publish(amended(MARK, "        required: false\n"))).recorded(ProtocolPublished.class);
    }

    // ---- what an amendment may do

    static Stream<String> sealingMore() {
        return Stream.of(
                amended("required: true, normal-range:", "required: true, reveals-the-arm: true, normal-range:"),
                amended(
                        "label: Electrocardiogram at the site\n",
                        "label: Electrocardiogram at the site\n    reveals-the-arm: true\n"),
                amended(
                        "      - {code: sensing,",
                        "      - {code: lead-model, label: Lead, type: text, max-length: 40, required: false}\n"
                                + "      - {code: sensing,"),
                withItem("code: impedance, label: Pacing impedance, reveals-the-arm: true"));
    }

    @ParameterizedTest
    @MethodSource("sealingMore")
    void moreMayBeSealedOnceASecondPersonHasApprovedIt(String amendment) {
        assertThat(given(published()).when(publish(amendment)).refusal().name()).isEqualTo("amendment-not-approved");
        given(published(), approved(amendment)).when(publish(amendment)).recorded(ProtocolPublished.class);
        assertThat(amendment).isNotEqualTo(YAML);
    }

    static Stream<String> whatDoesNotOpen() {
        return Stream.of(
                // Leads, reasons and techniques are answers of acts that are sealed by the type of their event.
                amended("      - {code: snare, label: Snare}\n".substring(2), "    - {code: loop, label: Loop}\n"),
                amended(
                        "{code: phrenic-capture, label: Phrenic nerve capture, from: BVP, to: CSP}",
                        "{code: phrenic, label: Phrenic nerve, from: BVP, to: CSP}"),
                // So is the answer to a sealed item, whatever may be answered.
                amended("- {code: biventricular, label: Biventricular}", "- {code: both, label: Both}"),
                amended("type: text, max-length: 400, required: false}", "type: boolean, required: false}"),
                amended("label: Kind of ventricular capture", "label: Capture"),
                // A form that is used no longer stays and is left out of the visits.
                amended("forms: [incision, device]", "forms: [incision]")
                        .replace("forms: [ecg, device, clinical]", "forms: [ecg]")
                        .replace("eq-5d-5l, device, clinical]", "eq-5d-5l]"),
                withItem("code: drainage, label: Drainage"));
    }

    @ParameterizedTest
    @MethodSource("whatDoesNotOpen")
    void theRestMayBeAmended(String amendment) {
        accepted(amendment);
        assertThat(List.of(YAML, YAML.replace("version: \"1\"", "version: \"2\"")))
                .doesNotContain(amendment);
    }
}
