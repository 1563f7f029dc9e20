package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.protocol.authoring.ProtocolCheck;

/// Each fault of an endpoint is told at its place.
class EndpointRulesTest {

    private static final String SOUND =
            "{code: d, label: Change, kind: change, form: echo, item: lvesv, from: pre-implant, to: month-6}";

    private static ProtocolCheck.Checked checked(String... endpoints) throws IOException {
        StringBuilder yaml =
                new StringBuilder(Files.readString(Path.of("../protocols/hot-crt.yaml")) + "\nendpoints:\n");
        for (String endpoint : endpoints) {
            yaml.append("  - ").append(endpoint).append('\n');
        }
        return ProtocolCheck.of(yaml.toString());
    }

    @Test
    void aSoundOneIsTaken() throws IOException {
        assertThat(checked(SOUND).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "item: lvesv | item: bsa-formula | endpoint-number | endpoints[0].item",
                "item: lvesv | item: lvesw | endpoint-number | endpoints[0].item",
                "item: lvesv | score: summary | endpoint-score | endpoints[0].score",
                "item: lvesv, | '' | endpoint-reads | endpoints[0]",
                "form: echo | form: eco | known-code | endpoints[0].form",
                "to: month-6 | to: month-3 | endpoint-visits | endpoints[0].to",
                "to: month-6 | to: pre-implant | endpoint-visits | endpoints[0].to",
                "to: month-6 | to: month-7 | known-code | endpoints[0].to",
                ", to: month-6 | '' | endpoint-needs | endpoints[0].to",
                "kind: change | kind: chang | one-of | endpoints[0].kind",
                "to: month-6 | to: month-6, at-least: 5 | endpoint-has-no | endpoints[0].at-least"
            })
    void aFaultOfAChangeIsFound(String was, String is, String rule, String path) throws IOException {
        assertThat(SOUND).contains(was);
        assertThat(checked(SOUND.replace(was, is)).findings()).anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo(path);
            if (!rule.equals("one-of")) {
                assertThat(finding.rule()).isEqualTo(rule);
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{code: r, label: R, kind: responder, of: [d]} | endpoint-bounds | endpoints[1]",
                "{code: r, label: R, kind: responder, of: [e], at-least: 1} | known-endpoint | endpoints[1].of[0]",
                "{code: r, label: R, kind: responder, of: [d, d], at-least: 1} | endpoint-parts | endpoints[1].of",
                "{code: c, label: C, kind: composite, of: [d, d]} | endpoint-parts | endpoints[1].of[0]",
                "{code: d, label: Again, kind: responder, of: [d], at-least: 1} | unique | endpoints[1].code",
                "{code: n, label: N, kind: count, form: clinical, when: {item: weigt, at-least: 80}} | known-item | endpoints[1].when.item",
                "{code: f, label: F, kind: first-event} | endpoint-reads | endpoints[1]",
                "{code: f, label: F, kind: first-event, withdrawals: [died]} | known-code | endpoints[1].withdrawals[0]",
                "{code: f, label: F, kind: first-event, form: clinical, when: {item: heart-failure-admission, is: true}, dated-by: weight} | endpoint-date | endpoints[1].dated-by"
            })
    void aFaultOfAnotherKindIsFound(String endpoint, String rule, String path) throws IOException {
        assertThat(checked(SOUND, endpoint).findings())
                .anySatisfy(finding ->
                        assertThat(finding.rule() + " " + finding.path()).isEqualTo(rule + " " + path));
    }

    @Test
    void ofAFormThatRepeatsEntriesAreCountedAndNoneIsCompared() throws IOException {
        String repeating = Files.readString(Path.of("../protocols/hot-crt.yaml"))
                .replace("\n  - code: echo\n", "\n  - code: echo\n    repeats: true\n");
        String count = "{code: n, label: N, kind: count, form: echo, when: {item: lvesv, at-least: 80}}";
        assertThat(ProtocolCheck.of(repeating + "\nendpoints:\n  - " + count + "\n")
                        .findings())
                .noneSatisfy(finding -> assertThat(finding.path()).startsWith("endpoints"));
        assertThat(ProtocolCheck.of(repeating + "\nendpoints:\n  - " + SOUND + "\n")
                        .findings())
                .anySatisfy(finding ->
                        assertThat(finding.rule() + " " + finding.path()).isEqualTo("repeats endpoints[0].form"));
    }

    @Test
    void whetherAndWhenAreNotMixed() throws IOException {
        assertThat(checked(
                                SOUND,
                                "{code: r, label: R, kind: responder, of: [d], at-least: 1}",
                                "{code: f, label: F, kind: first-event, withdrawals: [death]}",
                                "{code: c, label: C, kind: composite, of: [r, f]}")
                        .findings())
                .anySatisfy(finding -> assertThat(finding.path()).isEqualTo("endpoints[3].of"));
    }
}
