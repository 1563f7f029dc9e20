package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ItemValue;

/// The shipped HOT-CRT protocol says what the registry says.
class HotCrtProtocolTest {

    private static final ArmCode CSP = new ArmCode("CSP");
    private static final ArmCode BVP = new ArmCode("BVP");

    private final Protocol protocol = read();

    private static Protocol read() {
        try {
            return ProtocolFile.read("hot-crt.yaml", Files.readString(Path.of("..", "protocols", "hot-crt.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ItemValue> eligible() {
        Map<String, ItemValue> answers = new HashMap<>();
        answers.put("age", new ItemValue("70", "a"));
        answers.put("nyha", ItemValue.of("III"));
        answers.put("aetiology", ItemValue.of("non-ischaemic"));
        answers.put("lvef", new ItemValue("31.5", "%"));
        answers.put("bundle-branch-block", ItemValue.of("true"));
        answers.put("qrs-duration", new ItemValue("160", "ms"));
        answers.put("expected-rv-pacing", new ItemValue("0", "%"));
        answers.put("existing-crt", ItemValue.of("false"));
        answers.put("pregnancy", ItemValue.of("false"));
        answers.put("other-device-trial", ItemValue.of("false"));
        answers.put("capacity-to-consent", ItemValue.of("true"));
        return answers;
    }

    private List<String> notMet(Map<String, ItemValue> answers) {
        assertThat(EditChecks.check(protocol.eligibility().items(), answers)).isEmpty();
        return protocol.eligibility().criteria().stream()
                .filter(criterion -> (criterion.kind() == Protocol.Criterion.Kind.INCLUSION)
                        != criterion.rule().holds(answers))
                .map(Protocol.Criterion::code)
                .toList();
    }

    @Test
    void oneHundredSubjectsInTwoEqualArmsByBlocksOfFourAndSix() {
        assertThat(protocol.target()).isEqualTo(100);
        assertThat(protocol.arms()).extracting(Arm::code).containsExactly(CSP, BVP);
        assertThat(protocol.arms()).extracting(Arm::ratio).containsExactly(1, 1);
        assertThat(protocol.allocation().blockSizes()).containsExactly(4, 6);
        assertThat(protocol.allocation().stratifyBySite()).isTrue();
        assertThat(protocol.allocation().factors())
                .extracting(Protocol.Factor::code)
                .containsExactly("aetiology");
    }

    @Test
    void aCoronarySinusLeadIsTreatmentInBothArms() {
        assertThat(protocol.arm(CSP).orElseThrow().adjunct()).containsExactly("coronary-sinus");
        assertThat(protocol.arm(BVP).orElseThrow().treatment()).containsExactly("coronary-sinus");
    }

    @Test
    void eachArmHasItsOwnCrossoverReasons() {
        Map<String, ArmCode> from = new HashMap<>();
        protocol.crossover().reasons().forEach(reason -> from.put(reason.code(), reason.from()));
        assertThat(from)
                .isEqualTo(Map.of(
                        "difficult-cs-cannulation", BVP,
                        "limited-branches", BVP,
                        "phrenic-capture", BVP,
                        "unstable-or-high-output", CSP,
                        "qrs-not-narrowed", CSP));
        assertThat(protocol.implant().failures())
                .extracting(Protocol.CodeListItem::code)
                .containsAll(from.keySet());
    }

    @Test
    void theTypicalSubjectIsEligible() {
        assertThat(notMet(eligible())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "age,17,a,adult",
        "nyha,I,,nyha-class",
        "nyha,IV,,nyha-class",
        "lvef,35.1,%,indication",
        "bundle-branch-block,false,,indication",
        "qrs-duration,120,ms,indication",
        "existing-crt,true,,existing-crt",
        "pregnancy,true,,pregnancy",
        "other-device-trial,true,,other-device-trial",
        "capacity-to-consent,false,,no-capacity-to-consent"
    })
    void oneAnswerBeyondACriterionExcludes(String item, String value, String unit, String criterion) {
        Map<String, ItemValue> answers = eligible();
        answers.put(item, new ItemValue(value, unit));
        assertThat(notMet(answers)).containsExactly(criterion);
    }

    @ParameterizedTest
    @CsvSource({"50,41,true", "50,40,false", "50.1,90,false"})
    void withoutBundleBranchBlockRightVentricularPacingDecides(String lvef, String pacing, boolean eligible) {
        Map<String, ItemValue> answers = eligible();
        answers.put("bundle-branch-block", ItemValue.of("false"));
        answers.put("lvef", new ItemValue(lvef, "%"));
        answers.put("expected-rv-pacing", new ItemValue(pacing, "%"));
        assertThat(notMet(answers)).isEqualTo(eligible ? List.of() : List.of("indication"));
    }

    @Test
    void classOneIsEnoughWhenIschaemic() {
        Map<String, ItemValue> answers = eligible();
        answers.put("nyha", ItemValue.of("I"));
        answers.put("aetiology", ItemValue.of("ischaemic"));
        assertThat(notMet(answers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"discharge,0,0,7", "week-2,14,4,4", "month-3,91,21,21", "month-6,183,30,30"})
    void visitsAreCountedFromTheImplant(String code, int day, int before, int after) {
        Visit visit = protocol.visit(code).orElseThrow();
        assertThat(visit.anchor()).isEqualTo("implant");
        assertThat(List.of(visit.day(), visit.before(), visit.after())).containsExactly(day, before, after);
    }

    @Test
    void ecgAndEchoAreReadBlindBeforeImplantAndAtSixMonths() {
        assertThat(protocol.visit("pre-implant").orElseThrow().reads()).containsExactly("ecg", "echo");
        assertThat(protocol.visit("month-6").orElseThrow().reads()).containsExactly("ecg", "echo");
    }

    @Test
    void twoReadEachEchoAndNobodyTypesTheIndexToTheBodySurface() {
        ReadPlan echo = protocol.readPlan("echo").orElseThrow();
        assertThat(echo.readers()).isEqualTo(2);
        assertThat(echo.adjudication())
                .containsExactly(new ReadPlan.Bound("lvef-biplane", new java.math.BigDecimal(10)));
        assertThat(echo.items()).extracting(Item::code).doesNotContain("lvesvi", "bsa-formula");
        assertThat(echo.indexed()).extracting(ReadPlan.Indexed::item).containsExactly("lvesv");
        assertThat(protocol.readPlan("ecg").orElseThrow().readers()).isEqualTo(1);
    }

    @Test
    void theWholeDeviceFormRevealsTheArm() {
        Form device = protocol.form("device").orElseThrow();
        assertThat(device.items())
                .isNotEmpty()
                .allMatch(item -> Seals.NONE.and(protocol).isSealed("device", item));
    }

    @Test
    void whatWasAssumedIsMarked() {
        assertThat(protocol.assumptions())
                .extracting(Protocol.Assumption::path)
                .contains(
                        "allocation.block-sizes",
                        "allocation.stratify-by-site",
                        "allocation.factors",
                        "visits[2]",
                        "visits[3]",
                        "visits[4]",
                        "visits[5]",
                        "reads[1].readers",
                        "reads[1].adjudication",
                        "body-surface");
    }
}
