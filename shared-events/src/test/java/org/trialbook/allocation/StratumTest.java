package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.SiteId;

class StratumTest {

    @Test
    void factorsStandInTheOrderOfTheirNamesAndTheSiteAmongThem() {
        Stratum stratum = Stratum.of(Map.of("sex", "female", "age", "over-65", "zone", "x"), new SiteId("01"));
        assertThat(stratum.text()).isEqualTo("age=over-65;sex=female;site=01;zone=x");
        assertThat(stratum.withinOneSite()).isTrue();
    }

    @Test
    void withoutTheSiteItGoesAcrossSites() {
        Stratum stratum = Stratum.of(Map.of("sex", "female"), null);
        assertThat(stratum.text()).isEqualTo("sex=female");
        assertThat(stratum.withinOneSite()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sex=female", "age=over-65;sex=female;site=01"})
    void itIsReadAsItIsWritten(String text) {
        assertThat(Stratum.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "sex", "sex=female;age=1", "sex=female;sex=male", "sex=female;", "=;"})
    void whatIsWrittenOtherwiseIsNoStratum(String text) {
        assertThatThrownBy(() -> Stratum.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
