package org.trialbook.view.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against published figures, and against ones worked out by hand.
class AgreementStatisticsTest {

    /// Shrout and Fleiss 1979, table 2: six targets, four judges; table 4 gives the correlations.
    private static final double[][] SHROUT_FLEISS = {
        {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
    };

    private static Pair pair(int first, int second) {
        return new Pair(BigDecimal.valueOf(first), BigDecimal.valueOf(second));
    }

    private static PairSums sums(Pair... pairs) {
        PairSums sums = PairSums.NONE;
        for (Pair pair : pairs) {
            sums = sums.plus(pair);
        }
        return sums;
    }

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
        PairSums pairs = sums(pair(10, 20), pair(20, 30), pair(30, 40));

        assertThat(IntraclassCorrelation.of(pairs).consistency().orElseThrow()).isCloseTo(1, within(1e-12));
        // MSR 200, MSC 150, MSE 0: (200 − 0) / (200 + 0 + 2·150/3) = 2/3
        assertThat(IntraclassCorrelation.of(pairs).absoluteAgreement().orElseThrow())
                .isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void whereNothingVariesThereIsNoCorrelation() {
        assertThat(IntraclassCorrelation.of(sums(pair(5, 5), pair(5, 5))).absoluteAgreement())
                .isEmpty();
    }

    @Test
    void oneRecordingIsNotEnough() {
        assertThatThrownBy(() -> IntraclassCorrelation.of(sums(pair(5, 5))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LimitsOfAgreement.of(sums(pair(5, 5)))).isInstanceOf(IllegalArgumentException.class);
    }

    /// The two ways to the same figures: rating by rating, and from sums.
    @Test
    void fromSumsTheCorrelationsAreThoseOfTheRatings() {
        double[][] ratings = {{31.5, 34}, {48, 41.25}, {27.75, 30}, {55, 55}, {40.5, 38}};
        PairSums sums = PairSums.NONE;
        for (double[] row : ratings) {
            sums = sums.plus(new Pair(BigDecimal.valueOf(row[0]), BigDecimal.valueOf(row[1])));
        }
        IntraclassCorrelation one = IntraclassCorrelation.of(ratings);
        IntraclassCorrelation other = IntraclassCorrelation.of(sums);
        assertThat(other.betweenTargets()).isCloseTo(one.betweenTargets(), within(1e-9));
        assertThat(other.withinTargets()).isCloseTo(one.withinTargets(), within(1e-9));
        assertThat(other.betweenRaters()).isCloseTo(one.betweenRaters(), within(1e-9));
        assertThat(other.error()).isCloseTo(one.error(), within(1e-9));
    }

    @Test
    void aPairThatIsTakenOutAgainLeavesNothing() {
        Pair more = new Pair(new BigDecimal("31.125"), new BigDecimal("7"));
        PairSums sums = sums(pair(32, 30), pair(29, 30));
        assertThat(sums.plus(more, 1)).isNotEqualTo(sums);
        assertThat(sums.plus(more, 1).plus(more, -1)).isEqualTo(sums);
    }

    @Test
    void limitsOfAgreementWorkedOutByHand() {
        // Differences 2, −1, 3, 0: mean 1, squares 1 + 4 + 4 + 1 = 10, sd √(10/3) = 1.825742
        LimitsOfAgreement limits = LimitsOfAgreement.of(sums(pair(32, 30), pair(29, 30), pair(43, 40), pair(25, 25)));

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
            assertThat(AgreementSums.number(number)).as(number).isTrue();
        }
        for (String other :
                List.of("", "-", ".", "1.", ".5", "-.5", "1.2.3", "1e5", "NaN", "+1", " 1", "1,5", "٣", "0x1")) {
            assertThat(AgreementSums.number(other)).as(other).isFalse();
        }
    }
}
