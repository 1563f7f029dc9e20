package org.trialbook.benchmark.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trialbook.simulation.Answer;
import org.trialbook.simulation.CommandSide;
import org.trialbook.simulation.Fault;
import org.trialbook.simulation.Request;

class PacedTest {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private final CommandSide side = new CommandSide() {
        @Override
        public Answer post(Request request, Fault fault) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return new Answer(201, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
        }

        @Override
        public boolean takes(Fault fault) {
            return true;
        }

        @Override
        public void signInAnew(String person) {
            // Anybody is signed in.
        }
    };

    @Test
    void soManyActAtATimeAndEveryActIsTimed() throws Exception {
        Paced paced = new Paced(side, 3, 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String path = i % 4 == 0 ? "/acts/lock-study" : "/subjects/01-001/acts/randomize";
                sent.add(threads.submit(() -> paced.post(new Request("x", path, "k", Map.of()), Fault.NONE)));
            }
            for (Future<Answer> answer : sent) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
        }

        assertThat(most).hasValueLessThanOrEqualTo(3);
        assertThat(paced.timings()).containsOnlyKeys("lock-study", "randomize");
        assertThat(Objects.requireNonNull(paced.timings().get("lock-study")).count())
                .isEqualTo(50);
        assertThat(Objects.requireNonNull(paced.timings().get("randomize")).count())
                .isEqualTo(150);
    }
}
