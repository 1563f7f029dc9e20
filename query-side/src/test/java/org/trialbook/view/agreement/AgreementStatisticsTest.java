package org.trialbook.view.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Against published figures, and against ones worked out by hand.
class AgreementStatisticsTest {

    /// Shrout and Fleiss 1979, table 2: six targets, four judges; table 4 gives the correlations.
    private static final double[][] SHROUT_FLEISS = {
        {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
    };

    @Test
    void theCorrelationsOfShroutAndFleiss() {
        IntraclassCorrelation found = IntraclassCorrelation.of(SHROUT_FLEISS);

        assertThat(found.betweenTargets()).isCloseTo(11.24, within(0.005));
        assertThat(found.withinTargets()).isCloseTo(6.26, within(0.005));
        assertThat(found.betweenRaters()).isCloseTo(32.49, within(0.005));
        assertThat(found.error()).isCloseTo(1.02, within(0.005));
        assertThat(found.oneWay().orElseThrow()).isCloseTo(0.17, within(0.005));
        assertThat(found.absoluteAgreement().orElseThrow()).isCloseTo(0.29, within(0.005));
        assertThat(found.consistency().orElseThrow()).isCloseTo(0.71, within(0.005));
    }

    @Test
    void aReaderWhoAlwaysMeasuresMoreAgreesLessThanOneIsConsistent() {
        List<Pair> pairs = List.of(new Pair(10, 20), new Pair(20, 30), new Pair(30, 40));

        assertThat(IntraclassCorrelation.of(pairs).consistency().orElseThrow()).isCloseTo(1, within(1e-12));
        // MSR 200, MSC 150, MSE 0: (200 − 0) / (200 + 0 + 2·150/3) = 2/3
        assertThat(IntraclassCorrelation.of(pairs).absoluteAgreement().orElseThrow())
                .isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void whereNothingVariesThereIsNoCorrelation() {
        assertThat(IntraclassCorrelation.of(List.of(new Pair(5, 5), new Pair(5, 5)))
                        .absoluteAgreement())
                .isEmpty();
    }

    @Test
    void oneRecordingIsNotEnough() {
        assertThatThrownBy(() -> IntraclassCorrelation.of(List.of(new Pair(5, 5))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LimitsOfAgreement.of(List.of(new Pair(5, 5))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsOfAgreementWorkedOutByHand() {
        // Differences 2, −1, 3, 0: mean 1, squares 1 + 4 + 4 + 1 = 10, sd √(10/3) = 1.825742
        LimitsOfAgreement limits =
                LimitsOfAgreement.of(List.of(new Pair(32, 30), new Pair(29, 30), new Pair(43, 40), new Pair(25, 25)));

        assertThat(limits.n()).isEqualTo(4);
        assertThat(limits.mean()).isEqualTo(1);
        assertThat(limits.sd()).isCloseTo(1.825742, within(1e-6));
        assertThat(limits.lower()).isCloseTo(-2.578454, within(1e-6));
        assertThat(limits.upper()).isCloseTo(4.578454, within(1e-6));
    }

    /// What is no decimal is no measurement, even where Java would read it as a number.
    @Test
    void onlyDecimalsAreNumbers() {
        for (String number : List.of("0", "7", "-7", "38.5", "-0.25", "00.10")) {
            assertThat(Agreement.number(number)).as(number).isTrue();
        }
        for (String other :
                List.of("", "-", ".", "1.", ".5", "-.5", "1.2.3", "1e5", "NaN", "+1", " 1", "1,5", "٣", "0x1")) {
            assertThat(Agreement.number(other)).as(other).isFalse();
        }
    }
}
