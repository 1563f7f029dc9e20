package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

class PermutedBlocksTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final String STRATUM = "aetiology=ischaemic;site=01";
    private static final List<Integer> FOUR_AND_SIX = List.of(4, 6);

    private static byte[] seed(long number) {
        byte[] seed = new byte[32];
        new Random(number).nextBytes(seed);
        return seed;
    }

    private static Map<String, Integer> equal() {
        return arms("CSP", 1, "BVP", 1);
    }

    private static Map<String, Integer> arms(String first, int share, String second, int otherShare) {
        Map<String, Integer> arms = new LinkedHashMap<>();
        arms.put(first, share);
        arms.put(second, otherShare);
        return arms;
    }

    private static List<String> list(
            byte[] seed, StudyId study, String stratum, Map<String, Integer> arms, List<Integer> sizes, int length) {
        Map<ArmCode, Integer> ratio = new LinkedHashMap<>();
        arms.forEach((arm, share) -> ratio.put(new ArmCode(arm), share));
        PermutedBlocks blocks = new PermutedBlocks(new AllocationSeed(seed), study, ratio, sizes);
        return IntStream.range(0, length)
                .mapToObj(i -> blocks.arm(stratum, i).value())
                .toList();
    }

    private static List<String> list(byte[] seed, String stratum, int length) {
        return list(seed, STUDY, stratum, equal(), FOUR_AND_SIX, length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noPrefixIsOutOfBalanceByMoreThanHalfTheLargestBlock(long seed) {
        int difference = 0;
        for (String arm : list(seed(seed), STRATUM, 200)) {
            difference += arm.equals("CSP") ? 1 : -1;
            assertThat(Math.abs(difference)).isLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void inTwoToOneEveryBlockHoldsTwiceAsManyOfTheFirst(long seed) {
        List<String> list = list(seed(seed), STUDY, STRATUM, arms("DRUG", 2, "NONE", 1), List.of(6), 120);
        for (int block = 0; block < 20; block++) {
            assertThat(list.subList(block * 6, block * 6 + 6))
                    .containsExactlyInAnyOrder("DRUG", "DRUG", "DRUG", "DRUG", "NONE", "NONE");
        }
        assertThat(new HashMap<>(counts(list))).isEqualTo(Map.of("DRUG", 80, "NONE", 40));
    }

    private static Map<String, Integer> counts(List<String> list) {
        Map<String, Integer> counts = new HashMap<>();
        list.forEach(arm -> counts.merge(arm, 1, Integer::sum));
        return counts;
    }

    @Test
    void theSameSeedGivesTheSameListWhateverIsAskedFirst() {
        PermutedBlocks blocks = new PermutedBlocks(
                new AllocationSeed(seed(1)), STUDY, Map.of(new ArmCode("A"), 1, new ArmCode("B"), 1), FOUR_AND_SIX);
        List<ArmCode> backwards = new ArrayList<>();
        for (int i = 49; i >= 0; i--) {
            backwards.addFirst(blocks.arm(STRATUM, i));
        }
        assertThat(IntStream.range(0, 50).mapToObj(i -> blocks.arm(STRATUM, i))).isEqualTo(backwards);
    }

    @Test
    void seedStudyAndStratumEachMakeAnotherList() {
        List<String> list = list(seed(1), STRATUM, 100);
        assertThat(list).isEqualTo(list(seed(1), STRATUM, 100));
        assertThat(list(seed(2), STRATUM, 100)).isNotEqualTo(list);
        assertThat(list(seed(1), "aetiology=ischaemic;site=02", 100)).isNotEqualTo(list);
        assertThat(list(seed(1), new StudyId("OTHER"), STRATUM, equal(), FOUR_AND_SIX, 100))
                .isNotEqualTo(list);
    }

    @Test
    void strataAreNoMoreAlikeThanCoinsAre() {
        int same = 0;
        for (int site = 0; site < 100; site++) {
            List<String> one = list(seed(42), "site=%03d".formatted(site), 60);
            List<String> other = list(seed(42), "site=%03d".formatted(site + 100), 60);
            for (int i = 0; i < 60; i++) {
                same += one.get(i).equals(other.get(i)) ? 1 : 0;
            }
        }
        assertThat(same / 6000.0).isCloseTo(0.5, within(0.05));
    }

    @Test
    void everyArrangementOfABlockComesUpEquallyOften() {
        Map<List<String>, Integer> arrangements = new HashMap<>();
        for (int stratum = 0; stratum < 3000; stratum++) {
            List<String> block = list(seed(5), STUDY, "s" + stratum, equal(), List.of(4), 4);
            arrangements.merge(block, 1, Integer::sum);
        }
        assertThat(arrangements).hasSize(6);
        assertThat(arrangements.values()).allSatisfy(count -> assertThat(count).isBetween(420, 580));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anOutsiderRecomputesTheSameList(long seed) {
        assertThat(list(seed(seed), STRATUM, 150))
                .isEqualTo(NaiveBlocks.list(seed(seed), "HOT-CRT", STRATUM, equal(), FOUR_AND_SIX, 150));
        Map<String, Integer> unequal = arms("DRUG", 2, "NONE", 1);
        assertThat(list(seed(seed), STUDY, "µ|€", unequal, List.of(6, 9, 12), 150))
                .isEqualTo(NaiveBlocks.list(seed(seed), "HOT-CRT", "µ|€", unequal, List.of(6, 9, 12), 150));
    }

    /// A list that was once allocated from must come out the same for ever.
    @Test
    void theGoldenListOfAFixedSeedStays() throws IOException {
        byte[] counting = new byte[32];
        for (int i = 0; i < 32; i++) {
            counting[i] = (byte) i;
        }
        List<String> lines = new ArrayList<>();
        for (String stratum : List.of(STRATUM, "aetiology=non-ischaemic;site=01", "aetiology=ischaemic;site=02")) {
            lines.add(stratum + " " + String.join(" ", list(counting, stratum, 40)));
        }
        assertThat(lines)
                .isEqualTo(Files.readAllLines(Path.of("src", "test", "resources", "allocation", "golden.txt")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 3, 5})
    void aBlockThatDoesNotHoldTheRatioIsRefused(int size) {
        assertThatThrownBy(() -> list(seed(1), STUDY, STRATUM, equal(), List.of(4, size), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a block of " + size);
    }

    @Test
    void thereIsNoSubjectBeforeTheFirst() {
        PermutedBlocks blocks =
                new PermutedBlocks(new AllocationSeed(seed(1)), STUDY, Map.of(new ArmCode("A"), 1), List.of(2));
        assertThatThrownBy(() -> blocks.arm(STRATUM, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
