package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;
import org.trialbook.trial.TrialServer.Answer;

/// 120 eligible subjects, a target of 100, 200 requests at once: exactly 100 are randomized.
class ConcurrentRandomizationTest {

    private static final long SEED = 20_261_121L;
    private static final int ELIGIBLE = 120;
    private static final int REQUESTS = 200;
    private static final int TARGET = 100;
    private static final int HALF_THE_LARGEST_BLOCK = 3;
    private static final Duration SOON_ENOUGH = Duration.ofSeconds(60);

    @Test
    void theTargetIsHeldAndEveryStratumStaysBalanced() throws Exception {
        try (TrialServer server = TrialServer.start()) {
            Trial trial = new Trial(server);
            server.recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", HotCrt.YAML));
            trial.commitSeed();
            List.of("01", "02", "03").forEach(trial::open);
            List<String> subjects = atOnce(IntStream.range(0, ELIGIBLE)
                    .<Callable<String>>mapToObj(i -> () -> trial.eligible(site(i), answers(i)))
                    .toList());

            // 80 subjects are asked for twice: half of them with the same key, half of them with another.
            List<Callable<Answer>> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                String subject = subjects.get(i % ELIGIBLE);
                String key = i >= ELIGIBLE && i % 2 == 0 ? "again-" + subject : "first-" + subject;
                String person = "coordinator@" + subject.substring("/subjects/".length(), "/subjects/".length() + 2);
                requests.add(() -> server.act(person, subject + "/acts/randomize", key, "{}"));
            }
            Collections.shuffle(requests, new Random(SEED));
            long start = System.nanoTime();
            List<Answer> answers = atOnce(requests);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.err.printf("%d randomizations at once took %d ms%n", REQUESTS, took.toMillis());

            Map<String, Long> outcomes = answers.stream()
                    .collect(Collectors.groupingBy(
                            answer -> answer.status() == 201 ? "201" : answer.status() + " " + answer.problem(),
                            Collectors.counting()));
            assertThat(outcomes.keySet())
                    .as(outcomes.toString())
                    .isSubsetOf("201", "422 already-randomized", "422 target-reached");
            List<SubjectRandomized> randomized = randomized(server);
            assertThat(randomized).hasSize(TARGET);
            assertThat(randomized.stream().map(SubjectRandomized::subject)).doesNotHaveDuplicates();
            assertThat(randomized.stream().map(SubjectRandomized::randomizationNumber))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, TARGET).boxed().toList());
            assertThat(receipts(answers)).hasSize(TARGET);
            imbalances(randomized)
                    .forEach((stratum, imbalance) -> assertThat(imbalance)
                            .as(stratum)
                            .isBetween(-HALF_THE_LARGEST_BLOCK, HALF_THE_LARGEST_BLOCK));
            assertThat(took).isLessThan(SOON_ENOUGH);
            assertThat(ArmInTheOpen.in(server.lines())).isEmpty();

            assertThat(server.act("coordinator@01", subjects.getFirst() + "/acts/randomize", "{}")
                            .status())
                    .isEqualTo(422);
        }
    }

    private static String site(int i) {
        return "0" + (i % 3 + 1);
    }

    private static Map<String, ItemValue> answers(int i) {
        return HotCrt.with(
                HotCrt.eligibleAnswers(), "aetiology", ItemValue.of(i % 2 == 0 ? "ischaemic" : "non-ischaemic"));
    }

    private static <T> List<T> atOnce(List<? extends Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            calls.forEach(call -> futures.add(threads.submit(call)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static List<String> receipts(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(Answer::body)
                .distinct()
                .toList();
    }

    private static List<SubjectRandomized> randomized(TrialServer server) {
        Log log = server.log();
        EventSealing sealing = new EventSealing(server.bean(BlindingKey.class));
        List<SubjectRandomized> events = new ArrayList<>();
        for (long position : log.positionsOf("trialbook.SubjectRandomized")) {
            EventLine line = log.line(position);
            events.add((SubjectRandomized)
                    sealing.open(EventJson.read(line.type(), line.version(), line.payload()), line.id()));
        }
        return events;
    }

    /// Stratum → subjects of the one arm minus those of the other.
    private static Map<String, Integer> imbalances(List<SubjectRandomized> randomized) {
        Map<String, Integer> imbalances = new HashMap<>();
        randomized.forEach(event ->
                imbalances.merge(event.stratum(), event.arm().opened().equals(HotCrt.CSP) ? 1 : -1, Integer::sum));
        return imbalances;
    }
}
