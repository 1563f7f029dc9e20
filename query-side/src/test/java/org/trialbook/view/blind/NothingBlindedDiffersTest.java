package org.trialbook.view.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.view.comparison.ReencryptedRecord;

/// The property: for histories that differ only in what is sealed, nothing differs that anybody blinded can see;
/// nor, for those who are told no positions, if they differ in the acts that are withheld, too; nor, for a site, if
/// they differ in what the core laboratory does. In each of them the protocol is amended while subjects are on their
/// way.
class NothingBlindedDiffersTest {

    /// Of each kind of blinding.
    private static final int PAIRS = Integer.getInteger("trialbook.walked-pairs", 60);
    private static final int HOUSES = 2;
    private static final int SUBJECTS = 5;

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    @ParameterizedTest
    @EnumSource
    void forAnyPairAnyBlindedRoleAndAnyEndpoint(KindOfBlinding blinding) throws Exception {
        long start = System.nanoTime();
        List<String> differences = new ArrayList<>();
        List<BlindedHouse> houses =
                IntStream.range(0, HOUSES).mapToObj(i -> BlindedHouse.start()).toList();
        try (Logs logs = Logs.taken();
                ExecutorService threads = Executors.newFixedThreadPool(HOUSES)) {
            List<Future<List<String>>> walks = new ArrayList<>();
            for (BlindedHouse house : houses) {
                walks.add(threads.submit(() -> walk(house, blinding)));
            }
            for (Future<List<String>> walk : walks) {
                differences.addAll(walk.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            houses.forEach(BlindedHouse::close);
        }
        System.out.printf(
                "%s: %d pairs, %d requests, %d answered with 200, %d differing, in %d s%n",
                blinding,
                PAIRS,
                asked.get(),
                answered.get(),
                differences.size(),
                (System.nanoTime() - start) / 1_000_000_000);

        assertThat(differences).isEmpty();
        assertThat(answered.get()).isGreaterThan(100L * PAIRS);
    }

    /// Once a study is unblinded, everybody may know of everything.
    private static GeneratedTrial.Differing differing(long seed) {
        if (GeneratedTrial.unblinded(seed)) {
            return GeneratedTrial.Differing.SEALED;
        }
        return switch ((int) (seed % 5)) {
            case 3 -> GeneratedTrial.Differing.WITHHELD;
            case 4 -> GeneratedTrial.Differing.READING;
            default -> GeneratedTrial.Differing.SEALED;
        };
    }

    private List<String> walk(BlindedHouse house, KindOfBlinding blinding) {
        List<String> differences = new ArrayList<>();
        Comparison comparison = new Comparison(house);
        for (long seed = next.getAndIncrement(); seed < PAIRS; seed = next.getAndIncrement()) {
            GeneratedTrial.Differing differing = differing(seed);
            GeneratedTrial.Pair pair = GeneratedTrial.pair(seed, SUBJECTS, differing, blinding);
            try (History one = house.open(pair.one(), UnaryOperator.identity());
                    History other = house.open(pair.other(), ReencryptedRecord::new)) {
                long pairs = seed;
                comparison
                        .difference(one, other, blinding.people(differing), seed * 7)
                        .ifPresent(difference ->
                                differences.add("seed %d (%s), %s".formatted(pairs, differing, difference)));
            }
        }
        asked.addAndGet(comparison.asked());
        answered.addAndGet(comparison.answered());
        return differences;
    }
}
