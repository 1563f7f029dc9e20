package org.trialbook.trial.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolDifference;
import org.trialbook.protocol.authoring.ProtocolFinding;
import org.trialbook.trial.HotCrt;

/// An author is told before publishing what publishing would say.
class ProtocolReviewTest {

    private static Protocol sound(String yaml) {
        ProtocolCheck.Checked checked = ProtocolReview.check(yaml);
        assertThat(checked.findings()).isEmpty();
        return checked.sound().orElseThrow();
    }

    private static List<String> differences(String was, String becomes) {
        return ProtocolDifference.between(sound(HotCrt.YAML), sound(HotCrt.amended(was, becomes))).stream()
                .map(ProtocolDifference.Change::toString)
                .toList();
    }

    private static List<String> forbidden(String was, String becomes) {
        return ProtocolReview.amendment(sound(HotCrt.YAML), sound(HotCrt.amended(was, becomes))).stream()
                .map(problem -> problem.path() + " " + problem.rule())
                .toList();
    }

    @Test
    void aBlindThatCannotBeKeptIsFoundWithItsLine() {
        String yaml = HotCrt.YAML.replace("    implanter: {", "    pharmacist: {");
        assertThat(ProtocolReview.check(yaml).findings())
                .extracting(ProtocolFinding::path, ProtocolFinding::rule)
                .containsExactly(tuple("blinding.roles.implanter", "blinding-not-kept"));
        assertThat(ProtocolReview.check(yaml).findings().getFirst().line()).isEqualTo(15);
    }

    /// Whoever follows the page step by step has a protocol that is taken.
    @Test
    void theStepsOfThePageMakeAProtocol() throws IOException {
        String page = Files.readString(Path.of("../docs/protocols.md"));
        String steps = page.substring(page.indexOf("## Step by step"), page.indexOf("## Items"));
        String yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(steps)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        assertThat(sound(yaml).form("echo").orElseThrow().checks()).hasSize(2);
    }

    @Test
    void whatChangedIsSaidInTheTrialsWords() {
        assertThat(differences("day: 183, before: 30", "day: 180, before: 20"))
                .containsExactly(
                        "version was '1', is '2'",
                        "visit 'month-6': day was 183, is 180",
                        "visit 'month-6': before was 30, is 20");
        assertThat(differences(
                        "label: Heart rate, type: integer, unit: /min, min: 20,",
                        "label: Heart rate, type: integer, unit: /min, min: 25,"))
                .contains("form 'ecg', item 'heart-rate': min was 20, is 25");
        assertThat(differences("forms: [incision, device]", "forms: [incision]"))
                .contains("visit 'week-2': forms: without 'device'");
        assertThat(differences("  - {code: week-2, label: Two weeks,", "  - {code: week-3, label: Two weeks,"))
                .contains("visit 'week-2': is left out of visits", "visit 'week-3': is new in visits");
    }

    @Test
    void whatAnAmendmentMayNotDoIsSaid() {
        assertThat(forbidden("label: Two weeks", "label: A fortnight")).isEmpty();
        assertThat(forbidden("reveals-the-arm: true\n        choices:", "reveals-the-arm: false\n        choices:"))
                .containsExactly("ecg/paced-capture opens-what-was-sealed");
        assertThat(forbidden("block-sizes: [4, 6]", "block-sizes: [4, 6, 8]"))
                .containsExactly("allocation allocation-is-fixed");
        assertThat(forbidden("target: 100", "target: 90")).containsExactly("target target-below-randomized");
        assertThat(ProtocolReview.amendment(sound(HotCrt.YAML), sound(HotCrt.YAML)))
                .extracting(problem -> problem.rule())
                .containsExactly("version-already-published");
    }
}
