package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What `order` puts first has to be something that can happen first.
class OrderRulesTest {

    private static String file(String name) {
        try {
            return Files.readString(Path.of("..", "protocols", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Problem> problems(String yaml) {
        return OrderRules.check(ProtocolFile.read("protocol", yaml));
    }

    private static String changed(String yaml, String was, String becomes) {
        assertThat(yaml).contains(was);
        return yaml.replace(was, becomes);
    }

    @ParameterizedTest
    @CsvSource({"hot-crt.yaml", "imaging-guided-lv-lead.yaml", "miracle.yaml"})
    void everyShippedOrderCanBeKept(String name) {
        assertThat(problems(file(name))).isEmpty();
    }

    @Test
    void aVisitCountedFromRandomizationDoesNotComeBeforeIt() {
        String yaml = file("miracle.yaml")
                .replaceAll("anchor: null, day: 0", "anchor: randomization, day: 0")
                .replace("randomize: [record-implant-attempt(succeeded)]", "randomize: [record-visit]");

        assertThat(problems(yaml))
                .contains(new Problem(
                        "order.randomize", "never-fulfilled", "'record-visit' can never have been recorded before it"));
    }

    @Test
    void aRecordingThatNoVisitPlansIsNotWaitedFor() {
        String yaml = file("imaging-guided-lv-lead.yaml")
                .replace("submit-read(baseline/activation)", "register-read")
                .replaceAll("(forms: \\[[^\\]]*\\], )reads: \\[(activation|lead-position)\\]", "$1reads: []");

        assertThat(problems(yaml))
                .extracting(Problem::path, Problem::rule)
                .contains(org.assertj.core.groups.Tuple.tuple("order.randomize", "never-fulfilled"));
    }

    @Test
    void registrationWaitsForNothing() {
        String yaml = changed(
                file("hot-crt.yaml"),
                "sign-consent: [register-subject]",
                "sign-consent: []\n  register-subject: [sign-consent]");

        assertThat(problems(yaml)).extracting(Problem::path).contains("order.register-subject", "order.randomize");
    }

    @Test
    void aCrossoverThatIsNeverPermittedIsNotWaitedFor() {
        String yaml = changed(
                file("miracle.yaml"),
                "record-visit: [sign-consent]",
                "record-visit: [sign-consent, request-crossover]");

        assertThat(problems(yaml)).extracting(Problem::rule).contains("never-fulfilled", "withheld-act");
    }

    /// Else the refusal of a visit would tell a coordinator that nobody asked for a crossover.
    @Test
    void nothingWaitsForACrossover() {
        String yaml = changed(
                file("hot-crt.yaml"),
                "record-visit: [sign-consent]",
                "record-visit: [sign-consent, request-crossover]");

        assertThat(problems(yaml)).extracting(Problem::rule).containsExactly("withheld-act");
    }

    /// Consent and eligibility are laws: an order cannot stand them on their heads.
    @ParameterizedTest
    @CsvSource({
        "sign-consent, record-assessment",
        "sign-consent, confirm-eligibility",
        "confirm-eligibility, randomize",
        "register-subject, sign-consent"
    })
    void whatTheLawPutsFirstIsNotPutBehind(String act, String first) {
        String yaml = ordered("  %s: [%s]".formatted(act, first));

        assertThat(problems(yaml))
                .contains(new Problem(
                        "order." + act,
                        "never-fulfilled",
                        "'%s' can never have been recorded before it".formatted(first)));
    }

    @Test
    void noOrderAtAllIsTheLaws() {
        assertThat(problems(ordered("").replace("order:\n", "order: {}\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  randomize: [record-implant-attempt(succeeded), submit-read(pre-implant/echo)]",
                "  confirm-eligibility: [submit-read(pre-implant/ecg)]",
                "  confirm-eligibility: [record-implant-attempt(succeeded)]"
            })
    void beforeTheAllocationAnActWaitsForWhatAnotherCameTo(String order) {
        assertThat(problems(ordered(order))).isEmpty();
    }

    /// Whether an attempt succeeded, or how soon somebody read, could tell of an arm that there is.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "  record-visit: [record-implant-attempt(succeeded)]",
                "  record-implant-attempt: [submit-read(pre-implant/ecg)]",
                "  register-read: [record-implant-attempt(succeeded)]"
            })
    void afterTheAllocationItDoesNot(String order) {
        assertThat(problems(ordered(order))).extracting(Problem::rule).containsExactly("withheld-outcome");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Counted from the implant, which waits for the allocation.
                "  record-implant-attempt: [randomize]\n  randomize: [submit-read(month-6/echo)]",
                "  record-implant-attempt: [record-visit]\n  record-visit: [randomize]\n"
                        + "  confirm-eligibility: [record-implant-attempt(succeeded)]"
            })
    void anOutcomeThatComesTooLateIsNotWaitedFor(String order) {
        assertThat(problems(ordered(order))).extracting(Problem::rule).contains("never-fulfilled");
    }

    @Test
    void aSuccessWhereNothingIsImplantedIsNotWaitedFor() {
        String yaml = ordered("  randomize: [record-implant-attempt(succeeded)]")
                .replaceAll("(?m)^(treatment|    treatment|    adjunct): .*$", "")
                .replaceAll("(?s)  leads:\\n.*?  failures:", "  leads: []\n  failures:");

        assertThat(problems(yaml)).extracting(Problem::rule).containsExactly("never-fulfilled");
    }

    /// HOT-CRT with another order.
    private static String ordered(String order) {
        return file("hot-crt.yaml").replaceAll("(?s)order:\\n.*?\\nimplant:", "order:\n" + order + "\n\nimplant:");
    }
}
