package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

/// Efron's coin, the big stick and minimization: as an outsider would compute them, and as their authors
/// describe them.
class AdaptiveMethodsTest {

    private static final StudyId STUDY = new StudyId("SMALL-TRIAL");
    private static final byte[] SEED = new byte[32];
    private static final ArmCode A = new ArmCode("A");
    private static final ArmCode B = new ArmCode("B");
    private static final Stratum ONE = Stratum.parse("cause=one;site=01");
    private static final Stratum TWO = Stratum.parse("cause=two;site=02");

    static {
        for (int i = 0; i < 32; i++) {
            SEED[i] = (byte) i;
        }
    }

    /// `2:1` is arm A with the share 2 and arm B with the share 1.
    private static Ratio ratio(String text) {
        Map<ArmCode, Integer> shares = new LinkedHashMap<>();
        for (String share : text.split(":", -1)) {
            shares.put(new ArmCode(Character.toString((char) ('A' + shares.size()))), Integer.valueOf(share));
        }
        return new Ratio(shares);
    }

    private static Preference leaning(String ratio, String probability) {
        return new Preference(ratio(ratio), new BigDecimal(probability));
    }

    private static BiasedCoin coin(AllocationSeed seed, String ratio, String probability) {
        return new BiasedCoin(seed, "trialbook biased-coin v1|" + STUDY, leaning(ratio, probability));
    }

    private static BigStick stick(AllocationSeed seed, String ratio, int bound) {
        return new BigStick(seed, "trialbook big-stick v1|" + STUDY, ratio(ratio), bound);
    }

    private static Minimization minimization(
            AllocationSeed seed, String ratio, String probability, Marginal.Measure measure) {
        return new Minimization(
                seed,
                "trialbook minimization v1|" + STUDY,
                new Marginal(ratio(ratio), measure),
                leaning(ratio, probability));
    }

    private static List<String> list(AllocationMethod method, List<Stratum> arrivals) {
        AllocationCounts tally = new AllocationCounts();
        List<String> arms = new ArrayList<>();
        for (Stratum stratum : arrivals) {
            ArmCode arm = method.next(tally, stratum);
            tally.add(stratum, arm);
            arms.add(arm.value());
        }
        return arms;
    }

    private interface Naively {
        String next(NaiveMethods methods, List<NaiveMethods.Subject> earlier, Map<String, String> levels);
    }

    private static List<String> naiveList(String ratio, List<Stratum> arrivals, Naively method) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        ratio(ratio).shares().forEach((arm, share) -> shares.put(arm.value(), share));
        NaiveMethods naive = new NaiveMethods(SEED, STUDY.value(), shares);
        List<NaiveMethods.Subject> earlier = new ArrayList<>();
        for (Stratum stratum : arrivals) {
            Map<String, String> levels = Map.copyOf(stratum.levels());
            earlier.add(new NaiveMethods.Subject(levels, method.next(naive, List.copyOf(earlier), levels)));
        }
        return earlier.stream().map(NaiveMethods.Subject::arm).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:1", "2:1", "1:2", "3:2", "1:1:1", "2:2:1", "1:2:3", "2:1:1", "2:2:1:1"})
    void anOutsiderRecomputesTheSameLists(String ratio) {
        AllocationSeed seed = new AllocationSeed(SEED);
        List<Stratum> arrivals = SimulatedStudy.arrivals(300, 3, 7);
        assertThat(list(coin(seed, ratio, "0.75"), arrivals))
                .isEqualTo(naiveList(ratio, arrivals, (n, earlier, levels) -> n.biasedCoin(75, 100, earlier, levels)));
        assertThat(list(stick(seed, ratio, 7), arrivals))
                .isEqualTo(naiveList(ratio, arrivals, (n, earlier, levels) -> n.bigStick(7, earlier, levels)));
        for (boolean variance : new boolean[] {false, true}) {
            Marginal.Measure measure = variance ? Marginal.Measure.VARIANCE : Marginal.Measure.RANGE;
            assertThat(list(minimization(seed, ratio, "0.8", measure), arrivals))
                    .isEqualTo(naiveList(
                            ratio, arrivals, (n, earlier, levels) -> n.minimization(8, 10, variance, earlier, levels)));
        }
    }

    /// A list that was once allocated from must come out the same for ever.
    @Test
    void theGoldenListsOfAFixedSeedStay() throws IOException {
        AllocationSeed seed = new AllocationSeed(SEED);
        List<Stratum> arrivals = SimulatedStudy.arrivals(60, 2, 1);
        Map<String, AllocationMethod> methods = new LinkedHashMap<>();
        methods.put("biased-coin 1:1 0.6667", coin(seed, "1:1", "0.6667"));
        methods.put("biased-coin 2:1 0.8", coin(seed, "2:1", "0.8"));
        methods.put("big-stick 1:1 3", stick(seed, "1:1", 3));
        methods.put("big-stick 2:1 4", stick(seed, "2:1", 4));
        methods.put("minimization 1:1 0.8 range", minimization(seed, "1:1", "0.8", Marginal.Measure.RANGE));
        methods.put("minimization 3:2 0.9 variance", minimization(seed, "3:2", "0.9", Marginal.Measure.VARIANCE));
        List<String> lines = new ArrayList<>();
        methods.forEach((name, method) -> lines.add(name + " " + String.join(" ", list(method, arrivals))));
        assertThat(lines)
                .isEqualTo(
                        Files.readAllLines(Path.of("src", "test", "resources", "allocation", "golden-adaptive.txt")));
    }

    // ---- as their authors describe them

    /// What comes after a history, over many seeds: the proportion of A.
    private static double proportionOfA(ToIntFunction<AllocationSeed> isA) {
        int seeds = 4_000;
        return IntStream.range(0, seeds)
                        .map(i -> {
                            byte[] seed = SEED.clone();
                            seed[0] = (byte) i;
                            seed[1] = (byte) (i >> 8);
                            return isA.applyAsInt(new AllocationSeed(seed));
                        })
                        .sum()
                / (double) seeds;
    }

    private static double proportionOfA(AllocationCounts earlier, Function<AllocationSeed, AllocationMethod> of) {
        return proportionOfA(seed -> of.apply(seed).next(earlier, ONE).equals(A) ? 1 : 0);
    }

    private static AllocationCounts tally(String arms) {
        AllocationCounts tally = new AllocationCounts();
        arms.chars().forEach(arm -> tally.add(ONE, new ArmCode(Character.toString((char) arm))));
        return tally;
    }

    /// Four standard errors of a proportion among 4,000.
    private static final Offset<Double> BY_CHANCE = within(0.032);

    @Test
    void efronsCoinIsFairInBalanceAndLeansToTheArmThatLags() {
        assertThat(proportionOfA(tally(""), seed -> coin(seed, "1:1", "0.7"))).isCloseTo(0.5, BY_CHANCE);
        assertThat(proportionOfA(tally("AB"), seed -> coin(seed, "1:1", "0.7"))).isCloseTo(0.5, BY_CHANCE);
        assertThat(proportionOfA(tally("B"), seed -> coin(seed, "1:1", "0.7"))).isCloseTo(0.7, BY_CHANCE);
        assertThat(proportionOfA(tally("BBBBB"), seed -> coin(seed, "1:1", "0.7")))
                .isCloseTo(0.7, BY_CHANCE);
        assertThat(proportionOfA(tally("A"), seed -> coin(seed, "1:1", "0.7"))).isCloseTo(0.3, BY_CHANCE);
    }

    @Test
    void anUnequalCoinLeansSoThatTheRatioHoldsOnAverage() {
        // 2:1 with 0.8 for the smaller arm: against it, 2 · (1 − 0.8) / (3 − 1) = 0.2; for it, 1 − 0.1 = 0.9.
        assertThat(proportionOfA(tally("AAB"), seed -> coin(seed, "2:1", "0.8")))
                .isCloseTo(2 / 3.0, BY_CHANCE);
        assertThat(proportionOfA(tally("AAA"), seed -> coin(seed, "2:1", "0.8")))
                .isCloseTo(0.2, BY_CHANCE);
        assertThat(proportionOfA(tally("B"), seed -> coin(seed, "2:1", "0.8"))).isCloseTo(0.9, BY_CHANCE);
    }

    @Test
    void theStickLetsChanceAloneDecideUntilItIsReached() {
        assertThat(proportionOfA(tally("BB"), seed -> stick(seed, "1:1", 3))).isCloseTo(0.5, BY_CHANCE);
        assertThat(proportionOfA(tally("BBB"), seed -> stick(seed, "1:1", 3))).isEqualTo(1.0);
        assertThat(proportionOfA(tally("AAA"), seed -> stick(seed, "1:1", 3))).isZero();
        assertThat(proportionOfA(tally("A"), seed -> stick(seed, "2:1", 3))).isCloseTo(2 / 3.0, BY_CHANCE);
        assertThat(proportionOfA(tally("AB"), seed -> stick(seed, "2:1", 3))).isCloseTo(2 / 3.0, BY_CHANCE);
        // B's weight is 2: another B would put it at 4 against 0.
        assertThat(proportionOfA(tally("B"), seed -> stick(seed, "2:1", 3))).isEqualTo(1.0);
    }

    @Test
    void minimizationPrefersTheArmThatBalancesTheMargins() {
        AllocationCounts margins = new AllocationCounts();
        margins.add(Stratum.parse("cause=two;site=01"), B);
        margins.add(Stratum.parse("cause=two;site=01"), B);
        assertThat(proportionOfA(margins, seed -> minimization(seed, "1:1", "0.9", Marginal.Measure.RANGE)))
                .isCloseTo(0.9, BY_CHANCE);
        // A further A of the same cause elsewhere: what A makes good at the site, it spoils for the cause.
        margins.add(Stratum.parse("cause=one;site=02"), A);
        assertThat(proportionOfA(margins, seed -> minimization(seed, "1:1", "0.9", Marginal.Measure.RANGE)))
                .isCloseTo(0.5, BY_CHANCE);
        // 1 + 4 against 9 + 0: large imbalances weigh more in the variance.
        assertThat(proportionOfA(margins, seed -> minimization(seed, "1:1", "0.9", Marginal.Measure.VARIANCE)))
                .isCloseTo(0.9, BY_CHANCE);
    }

    @Test
    void theVarianceIsAWholeNumberSquareOfTheArms() {
        // 3 · (4 + 1 + 0) − 3² = 6: nine times the variance of 2/3.
        assertThat(Marginal.Measure.VARIANCE.of(List.of(2L, 1L, 0L))).isEqualTo(6);
        assertThat(Marginal.Measure.VARIANCE.of(List.of(2L, 0L, 0L))).isEqualTo(8);
        assertThat(Marginal.Measure.RANGE.of(List.of(2L, 1L, 0L))).isEqualTo(2);
        assertThat(Marginal.Measure.RANGE.of(List.of(2L, 0L, 0L))).isEqualTo(2);
    }

    @Test
    void whatHappensInOtherStrataMovesNeitherTheCoinNorTheStick() {
        AllocationSeed seed = new AllocationSeed(SEED);
        AllocationCounts tally = tally("AAB");
        ArmCode coin = coin(seed, "1:1", "0.7").next(tally, ONE);
        ArmCode stick = stick(seed, "1:1", 3).next(tally, ONE);
        for (int i = 0; i < 20; i++) {
            tally.add(TWO, B);
        }
        assertThat(coin(seed, "1:1", "0.7").next(tally, ONE)).isEqualTo(coin);
        assertThat(stick(seed, "1:1", 3).next(tally, ONE)).isEqualTo(stick);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2:1", "4:2", "6:3"})
    void sharesCountInLowestTerms(String ratio) {
        AllocationSeed seed = new AllocationSeed(SEED);
        List<Stratum> arrivals = SimulatedStudy.arrivals(100, 2, 3);
        assertThat(list(stick(seed, ratio, 3), arrivals)).isEqualTo(list(stick(seed, "2:1", 3), arrivals));
        assertThat(list(coin(seed, ratio, "0.8"), arrivals)).isEqualTo(list(coin(seed, "2:1", "0.80"), arrivals));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:1", "2:1", "1:1:1", "3:2", "2:1:1"})
    void theRatioHoldsOnAverage(String ratio) {
        AllocationSeed seed = new AllocationSeed(SEED);
        List<Stratum> arrivals = SimulatedStudy.arrivals(3_000, 4, 5);
        Ratio shares = ratio(ratio);
        for (AllocationMethod method : List.of(
                coin(seed, ratio, "0.7"),
                stick(seed, ratio, 7),
                minimization(seed, ratio, "0.8", Marginal.Measure.RANGE),
                minimization(seed, ratio, "0.8", Marginal.Measure.VARIANCE))) {
            List<String> list = list(method, arrivals);
            for (ArmCode arm : shares.arms()) {
                double expected = 3_000.0 * shares.share(arm) / shares.sum();
                assertThat((double) list.stream().filter(arm.value()::equals).count())
                        .as("%s of %s", arm, method.getClass())
                        .isCloseTo(expected, within(60.0));
            }
        }
    }
}
