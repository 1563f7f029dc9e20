package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.ArmCode;
import org.trialbook.protocol.CoreLabResults.From;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Of whom and when a role is told what the core laboratory read.
class CoreLabResultsTest {
    private static final YAMLMapper YAML = YAMLMapper.shared();
    private static final ArmCode GUIDED = new ArmCode("GUIDED");
    private static final ArmCode USUAL = new ArmCode("USUAL");

    /// `always` stands in what earlier releases published.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "always; SUBMITTED",
                "submitted; SUBMITTED",
                "final; FINAL",
                "unblinding; UNBLINDING",
                "{from: final}; FINAL"
            })
    void aWordSaysWhenOfEverySubjectAndModality(String written, From from) {
        CoreLabResults told = YAML.readValue(written, CoreLabResults.class);

        assertThat(told).isEqualTo(new CoreLabResults(from, null, null));
        assertThat(told.when("activation", null)).isEqualTo(from);
        assertThat(told.when("lead-position", USUAL)).isEqualTo(from);
    }

    @Test
    void ofSomeArmsItTellsOnceAllocatedAndOfTheOtherArmNothing() {
        CoreLabResults told =
                YAML.readValue("{from: submitted, arms: [GUIDED], reads: [activation]}", CoreLabResults.class);

        assertThat(told.when("activation", GUIDED)).isEqualTo(From.SUBMITTED);
        assertThat(told.when("activation", USUAL)).isEqualTo(From.UNBLINDING);
        assertThat(told.when("activation", null)).isEqualTo(From.UNBLINDING);
        assertThat(told.when("lead-position", GUIDED)).isEqualTo(From.UNBLINDING);
    }

    /// Whatever is within tells nothing, and nothing earlier, than what it is within: over everything that can be
    /// asked.
    @Test
    void whatIsWithinTellsNoMore() {
        List<CoreLabResults> all = new ArrayList<>();
        for (From from : From.values()) {
            for (@Nullable List<ArmCode> arms : Arrays.asList(null, List.of(GUIDED), List.of(USUAL, GUIDED))) {
                for (@Nullable List<String> reads : Arrays.asList(null, List.of("activation"), List.of("echo"))) {
                    all.add(new CoreLabResults(from, arms, reads));
                }
            }
        }
        int within = 0;
        for (CoreLabResults one : all) {
            assertThat(one.within(CoreLabResults.AS_SUBMITTED)).isTrue();
            assertThat(one.within(CoreLabResults.AT_UNBLINDING)).isEqualTo(!one.told());
            for (CoreLabResults other : all) {
                if (one.within(other)) {
                    within++;
                    for (@Nullable ArmCode arm : Arrays.asList(null, GUIDED, USUAL)) {
                        for (String modality : List.of("activation", "echo", "ecg")) {
                            assertThat(one.when(modality, arm)).isGreaterThanOrEqualTo(other.when(modality, arm));
                        }
                    }
                }
            }
        }
        assertThat(within).isGreaterThan(all.size()).isLessThan(all.size() * all.size());
    }
}
