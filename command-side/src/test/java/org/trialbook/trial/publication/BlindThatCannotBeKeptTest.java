package org.trialbook.trial.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.ArmCode;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.ProtocolFile;

/// A protocol whose blind cannot be kept is told where, and why.
class BlindThatCannotBeKeptTest {
    private static final String HOT_CRT = file("hot-crt.yaml");
    private static final String MIRACLE = file("miracle.yaml");
    private static final String GUIDED = file("imaging-guided-lv-lead.yaml");
    private static final String KNOWS = "{allocation: always, device-data: always}";

    static Stream<String> shipped() {
        return Stream.of(HOT_CRT, MIRACLE, GUIDED);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatIsShippedIsKept(String yaml) {
        assertThat(found(yaml)).isEmpty();
    }

    @Test
    void somebodyBlindWouldHaveToFillInASealedForm() {
        assertThat(found(MIRACLE.replace("    programmer: " + KNOWS + "\n", "    pharmacist: " + KNOWS + "\n")))
                .containsExactly(Map.entry("forms", "nobody at a site may know what these ask for: device"));
    }

    @Test
    void nobodyAtASiteIsToldTheAllocation() {
        assertThat(found(GUIDED.replaceFirst("(?m)^    implanter:\n(      .*\n)+", "")))
                .containsExactly(Map.entry(
                        "blinding.roles", "nobody at a site is told the allocation, so nobody could treat by it"));
    }

    /// In HOT-CRT the arms are two ways of placing leads.
    @Test
    void aBlindImplanterWouldSeeWhatIsImplantedByArm() {
        assertThat(found(HOT_CRT.replace("    implanter: " + KNOWS + "\n", "")))
                .containsOnlyKeys("blinding.roles.implanter");
        assertThat(found(HOT_CRT.replace("    investigator: " + KNOWS + "\n", "")))
                .containsOnlyKeys("crossover.reasons");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "investigator: {allocation: always, device-data: always}; in a double-blind trial this role must not know",
                "coordinator: {allocation: always, device-data: always}; in a double-blind trial this role must not know",
                "reader: {allocation: always}; whoever has this role is blind until the study is unblinded",
                "endpoint-committee: {core-lab-results: always};"
                        + " whoever has this role is blind until the study is unblinded",
                "monitor: {allocation: always, device-data: always};"
                        + " whoever has this role is blind until the study is unblinded",
                "sponsor: {device-data: always}; whoever has this role is blind until the study is unblinded",
                "sorcerer: {}; there is no such role",
                "pharmacist: {allocation: always};"
                        + " device-data tells the allocation and is shown with it: both or neither"
            })
    void aRoleIsLetKnowWhatCannotBe(String role, String why) {
        assertThat(found(MIRACLE.replace("  roles:\n", "  roles:\n    " + role + "\n")))
                .containsExactly(Map.entry("blinding.roles." + role.substring(0, role.indexOf(':')), why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // Being told tells the arm, and so does not being told.
                "investigator: {core-lab-results: {from: submitted, arms: [GUIDED]}}; investigator.core-lab-results.arms",
                "investigator: {core-lab-results: final}; investigator.core-lab-results",
                "pharmacist: {allocation: always, device-data: always, core-lab-results: final};"
                        + " pharmacist.core-lab-results",
                // May read the opened record, where no result is left out.
                "unblinded-monitor: {allocation: always, device-data: always, core-lab-results: final};"
                        + " unblinded-monitor.core-lab-results",
                "unblinded-monitor: {allocation: always, device-data: always, core-lab-results:"
                        + " {from: submitted, reads: [activation]}}; unblinded-monitor.core-lab-results"
            })
    void resultsAreToldToWhomTheyMustNotBe(String role, String place) {
        assertThat(found(GUIDED.replace("  roles:\n", "  roles:\n    " + role + "\n")))
                .containsOnlyKeys("blinding.roles." + place);
    }

    /// Of a guided subject the implanter is told where to aim; nobody else at a site is told anything of the kind.
    @Test
    void whoKnowsTheAllocationMayBeToldOfOneArm() {
        assertThat(ProtocolFile.read("protocol", GUIDED).blinding().results("implanter"))
                .isEqualTo(new CoreLabResults(
                        CoreLabResults.From.FINAL, List.of(new ArmCode("GUIDED")), List.of("activation")));
        assertThat(found(GUIDED.replace(
                        "  roles:\n",
                        "  roles:\n    programmer: {allocation: always, device-data: always, core-lab-results: final}\n"
                                + "    unblinded-monitor: " + KNOWS + "\n")))
                .isEmpty();
    }

    @Test
    void whoNeedNotKnowMayBeNamed() {
        assertThat(found(MIRACLE.replace(
                        "  roles:\n",
                        "  roles:\n    investigator: {}\n    unblinded-monitor: " + KNOWS
                                + "\n    implanter: {allocation: unblinding}\n")))
                .isEmpty();
    }

    @Test
    void inAnOpenLabelTrialTheInvestigatorKnows() {
        assertThat(found(MIRACLE.replace("kind: double-blind", "kind: open-label")))
                .containsOnlyKeys("blinding.roles.investigator");
        assertThat(found(HOT_CRT.replace("kind: single-blind", "kind: open-label")))
                .isEmpty();
    }

    @Test
    void aBareWordIsTakenAsBefore() {
        String bare = HOT_CRT.replace(
                HOT_CRT.substring(HOT_CRT.indexOf("blinding:"), HOT_CRT.indexOf("target:")), "blinding: WORD\n");
        assertThat(found(bare.replace("WORD", "single-blind"))).isEmpty();
        assertThat(found(bare.replace("WORD", "open"))).isEmpty();
        assertThat(found(bare.replace("WORD", "double-blind"))).containsOnlyKeys("blinding");
    }

    private static Map<String, String> found(String yaml) {
        return BlindingChecks.of(ProtocolFile.read("protocol", yaml));
    }

    private static String file(String name) {
        try {
            return Files.readString(Path.of("..", "protocols", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
