package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.benchmark.measure.Rounds;
import org.trialbook.benchmark.measure.Samples;

class MediansOfRoundsTest {

    @Test
    void theMedianIsTheValueInTheMiddle() {
        Samples samples = Samples.of(9, 1, 100, 3, 4);
        assertThat(samples.median()).isEqualTo(4);
        assertThat(samples.min()).isEqualTo(1);
        assertThat(samples.max()).isEqualTo(100);
    }

    @Test
    void orTheMeanOfTheTwoInTheMiddle() {
        assertThat(Samples.of(8, 2, 4, 100).median()).isEqualTo(6);
        assertThat(Samples.of(7).median()).isEqualTo(7);
    }

    @Test
    void aRatioIsTakenRoundByRound() {
        // In the second round both were disturbed: the ratio is not.
        Samples ours = Samples.of(300, 30, 360);
        Samples theirs = Samples.of(100, 10, 90);
        assertThat(ours.times(theirs).values()).containsExactly(3.0, 3.0, 4.0);
        assertThat(Samples.of(90, 110).percentBelow(Samples.of(100, 100)).values())
                .satisfies(percent -> assertThat(percent.getFirst()).isCloseTo(10, within()))
                .satisfies(percent -> assertThat(percent.getLast()).isCloseTo(-10, within()));
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    @Test
    void roundsOfDifferentNumberAreNotCompared() {
        assertThatThrownBy(() -> Samples.of(1, 2).times(Samples.of(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoWasFirstIsLastInTheNextRound() throws Exception {
        List<String> order = new ArrayList<>();
        Map<String, List<Integer>> results = Rounds.alternate(List.of("A", "B", "C"), 3, contender -> {
            order.add(contender);
            return order.size();
        });
        assertThat(order).containsExactly("A", "B", "C", "C", "B", "A", "A", "B", "C");
        assertThat(results).containsEntry("A", List.of(1, 6, 7)).containsEntry("C", List.of(3, 4, 9));
    }
}
