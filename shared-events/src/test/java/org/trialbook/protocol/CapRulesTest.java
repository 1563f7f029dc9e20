package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolFinding;

/// What a protocol may say of caps.
class CapRulesTest {

    private static ProtocolCheck.Checked with(String caps) throws IOException {
        String sound = Files.readString(Path.of("src", "test", "resources", "protocols", "sound.yaml"));
        return ProtocolCheck.of(sound.replace("\neligibility:", "\ncaps: " + caps + "\neligibility:"));
    }

    @Test
    void aSiteHasItsOwnOrTheOneForEachAndAKindIsCountedByItsLevels() throws IOException {
        RecruitmentCaps caps = with("{each-site: 20, sites: {\"03\": 0}, strata: [{of: {cause: one}, most: 5}]}")
                .sound()
                .orElseThrow()
                .caps();

        assertThat(caps.most(new SiteId("01"))).contains(20);
        assertThat(caps.most(new SiteId("03"))).contains(0);
        assertThat(caps.strata().getFirst().counts(java.util.Map.of("cause", "one", "site", "01")))
                .isTrue();
        assertThat(caps.strata().getFirst().counts(java.util.Map.of("cause", "two", "site", "01")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{each-site: 0} | caps.each-site | positive",
                "{sites: {north: 3}} | caps.sites.north | code-form",
                "{sites: {'01': -1}} | caps.sites.01 | not-negative",
                "{strata: [{of: {}, most: 3}]} | caps.strata[0].of | not-empty",
                "{strata: [{of: {cuase: one}, most: 3}]} | caps.strata[0].of.cuase | known-code",
                "{strata: [{of: {cause: won}, most: 3}]} | caps.strata[0].of.cause | known-code",
                "{strata: [{of: {cause: one}, most: -3}]} | caps.strata[0].most | not-negative",
                "{strata: [{of: {cause: one}}]} | caps.strata[0].most | missing"
            },
            quoteCharacter = '~')
    void whatCannotBeCountedIsToldInItsPlace(String caps, String path, String rule) throws IOException {
        assertThat(with(caps).findings())
                .extracting(ProtocolFinding::path, ProtocolFinding::rule)
                .containsExactly(org.assertj.core.api.Assertions.tuple(path, rule));
    }
}
