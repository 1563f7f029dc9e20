package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .replace("randomize: [record-implant-attempt]", "randomize: [record-implant-attempt, record-visit]");

        assertThat(problems(yaml))
                .contains(new Problem(
                        "order.randomize", "never-fulfilled", "'record-visit' can never have been recorded before it"));
    }

    @Test
    void aRecordingThatNoVisitPlansIsNotWaitedFor() {
        String yaml =
                file("imaging-guided-lv-lead.yaml").replaceAll("reads: \\[(activation|lead-position)\\]", "reads: []");

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
}
