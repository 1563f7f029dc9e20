package org.trialbook.benchmark.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// One value from each round, in the order of the rounds.
public record Samples(List<Double> values) {

    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no round, no figure");
        }
    }

    public static Samples of(double... values) {
        return new Samples(Arrays.stream(values).boxed().toList());
    }

    /// The middle value, or the mean of the two in the middle.
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    public int rounds() {
        return values.size();
    }

    /// Both values of each round together: what disturbed a round disturbed both.
    public Samples with(Samples other, DoubleBinaryOperator together) {
        if (other.rounds() != rounds()) {
            throw new IllegalArgumentException(rounds() + " rounds and " + other.rounds());
        }
        return new Samples(IntStream.range(0, rounds())
                .mapToObj(round -> together.applyAsDouble(values.get(round), other.values.get(round)))
                .toList());
    }

    /// How many times as much as the other, round by round.
    public Samples times(Samples other) {
        return with(other, (own, its) -> own / its);
    }

    /// What is lost to the other, in percent, round by round; negative when nothing is.
    public Samples percentBelow(Samples other) {
        return with(other, (own, its) -> 100 * (1 - own / its));
    }
}
