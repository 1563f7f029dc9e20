package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.allocation.SimulatedStudy.BLOCKS;
import static org.trialbook.allocation.SimulatedStudy.COIN;
import static org.trialbook.allocation.SimulatedStudy.RANGE;
import static org.trialbook.allocation.SimulatedStudy.STICK;
import static org.trialbook.allocation.SimulatedStudy.VARIANCE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.ArmCode;

/// 10,000 randomizations at 30 sites with two causes: balanced as the method promises, and otherwise like
/// chance. Seeds are fixed; a statistic is beyond its limit for one seed in a thousand.
class SimulatedRandomizationsTest {

    private static final int SUBJECTS = 10_000;
    private static final int SITES = 30;
    private static final ArmCode A = new ArmCode("A");

    /// The value that a chi-square of so many degrees of freedom exceeds once in a thousand times.
    private static final Map<Integer, Double> ONCE_IN_A_THOUSAND = Map.of(1, 10.83, 5, 20.52, 7, 24.32, 19, 43.82);

    private static final List<Stratum> ARRIVALS = SimulatedStudy.arrivals(SUBJECTS, SITES, 20261125);

    private static void assertLikeChance(Map<?, Integer> counts, double expected) {
        double statistic = counts.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(statistic).as(counts.toString()).isLessThan(ONCE_IN_A_THOUSAND.get(counts.size() - 1));
    }

    /// The largest difference A − B, and the smallest, that any stratum ever had.
    private static int furthestFromBalance(List<ArmCode> arms) {
        Map<Stratum, Integer> differences = new HashMap<>();
        int furthest = 0;
        for (int i = 0; i < arms.size(); i++) {
            int difference = differences.merge(ARRIVALS.get(i), arms.get(i).equals(A) ? 1 : -1, Integer::sum);
            furthest = Math.max(furthest, Math.abs(difference));
        }
        return furthest;
    }

    @Test
    void withinEveryStratumBlocksNeverPartByMoreThanHalfTheLargest() {
        assertThat(furthestFromBalance(SimulatedStudy.of(BLOCKS).allocate(ARRIVALS)))
                .isEqualTo(3);
    }

    @Test
    void withinEveryStratumTheStickHolds() {
        assertThat(furthestFromBalance(SimulatedStudy.of(STICK).allocate(ARRIVALS)))
                .isEqualTo(3);
    }

    @Test
    void minimizationBalancesEveryMarginThoughNotEveryStratum() {
        for (String method : List.of(RANGE, VARIANCE)) {
            List<ArmCode> arms = SimulatedStudy.of(method).allocate(ARRIVALS);
            Map<String, Integer> margins = new HashMap<>();
            for (int i = 0; i < SUBJECTS; i++) {
                int step = arms.get(i).equals(A) ? 1 : -1;
                ARRIVALS.get(i)
                        .levels()
                        .forEach((factor, level) -> margins.merge(factor + "=" + level, step, Integer::sum));
            }
            assertThat(margins).hasSize(SITES + 2);
            assertThat(margins.values()).as(method).allMatch(difference -> Math.abs(difference) <= 12);
        }
    }

    /// In each of 3,000 strata the first subject is like a fair coin.
    @ParameterizedTest
    @ValueSource(strings = {BLOCKS, COIN, STICK})
    void theFirstOfAStratumIsAnyArmEquallyOften(String method) {
        AllocationMethod allocation = SimulatedStudy.of(method).method();
        Map<ArmCode, Integer> first = new HashMap<>();
        for (int stratum = 0; stratum < 3_000; stratum++) {
            first.merge(allocation.next(new AllocationCounts(), Stratum.parse("s=" + stratum)), 1, Integer::sum);
        }
        assertLikeChance(first, 1_500);
    }

    @Test
    void inTwoToOneTheFirstIsTheLargerArmTwiceAsOften() {
        AllocationMethod stick = SimulatedStudy.of(STICK, 2, 1).method();
        int larger = 0;
        for (int stratum = 0; stratum < 3_000; stratum++) {
            larger += stick.next(new AllocationCounts(), Stratum.parse("s=" + stratum))
                            .equals(A)
                    ? 1
                    : 0;
        }
        double statistic = Math.pow(larger - 2_000, 2) / 2_000 + Math.pow(larger - 2_000, 2) / 1_000;
        assertThat(statistic).isLessThan(ONCE_IN_A_THOUSAND.get(1));
    }

    /// All six arrangements of a block of four, and all twenty of a block of six.
    @Test
    void everyArrangementOfABlockComesUpEquallyOften() {
        for (int size : new int[] {4, 6}) {
            PermutedBlocks blocks = new PermutedBlocks(
                    SimulatedStudy.of(BLOCKS).seed(),
                    SimulatedStudy.STUDY,
                    SimulatedStudy.of(BLOCKS).protocol().shares(),
                    List.of(size));
            Map<List<ArmCode>, Integer> arrangements = new HashMap<>();
            for (int block = 0; block < 2_500; block++) {
                List<ArmCode> arms = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    arms.add(blocks.arm("s=1", block * size + i));
                }
                arrangements.merge(arms, 1, Integer::sum);
            }
            assertThat(arrangements).hasSize(size == 4 ? 6 : 20);
            assertLikeChance(arrangements, 2_500.0 / arrangements.size());
        }
    }

    @Test
    void bothBlockSizesComeUpEquallyOften() {
        // A list of blocks of 4 and 6 is cut where A and B are even; a draw of its own tells the size.
        AllocationSeed seed = SimulatedStudy.of(BLOCKS).seed();
        Map<Long, Integer> sizes = new HashMap<>();
        for (int block = 0; block < 5_000; block++) {
            sizes.merge(
                    Draws.below(seed, "trialbook allocation v1|SMALL-TRIAL|s=1|" + block + "|0", 2), 1, Integer::sum);
        }
        assertLikeChance(sizes, 2_500);
    }

    /// Serial: what one stratum gets says nothing of what the next one gets, three in a row being any of eight
    /// patterns.
    @ParameterizedTest
    @ValueSource(strings = {BLOCKS, COIN, STICK})
    void whatOneStratumGetsSaysNothingOfTheNext(String method) {
        AllocationMethod allocation = SimulatedStudy.of(method).method();
        Map<String, Integer> patterns = new HashMap<>();
        for (int i = 0; i < 3_000; i += 1) {
            StringBuilder pattern = new StringBuilder();
            for (int stratum = 0; stratum < 3; stratum++) {
                pattern.append(allocation.next(new AllocationCounts(), Stratum.parse("s=" + (3 * i + stratum))));
            }
            patterns.merge(pattern.toString(), 1, Integer::sum);
        }
        assertThat(patterns).hasSize(8);
        assertLikeChance(patterns, 3_000 / 8.0);
    }

    /// Serial, across the study: in the order of arrival, the arm of one subject says nothing of the arm of the
    /// next one in another stratum.
    @ParameterizedTest
    @ValueSource(strings = {BLOCKS, COIN, STICK})
    void theNextArrivalElsewhereIsAnybodysGuess(String method) {
        List<ArmCode> arms = SimulatedStudy.of(method).allocate(ARRIVALS);
        int pairs = 0;
        int alike = 0;
        for (int i = 0; i + 1 < SUBJECTS; i += 2) {
            if (!ARRIVALS.get(i).equals(ARRIVALS.get(i + 1))) {
                pairs++;
                alike += arms.get(i).equals(arms.get(i + 1)) ? 1 : 0;
            }
        }
        assertThat(pairs).isGreaterThan(4_500);
        double half = pairs / 2.0;
        assertThat(2 * (alike - half) * (alike - half) / half).isLessThan(ONCE_IN_A_THOUSAND.get(1));
    }
}
