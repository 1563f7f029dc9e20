package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.NaiveLog.Answer;
import org.trialbook.store.NaiveLog.Attempt;

/// A process that has the log in plain files open is killed in the middle of its work, again and again: what it
/// acknowledged
/// is there, whole, and held its condition.
///
/// `-Dtrialbook.kills` says how often; without it only a few times.
class KilledWriterTest {
    private static final int KILLS = Integer.getInteger("trialbook.kills", 5);
    /// Then a new store is begun, or each round would verify a longer log than the one before.
    private static final int KILLS_OF_ONE_STORE = 20;

    @TempDir
    Path directory;

    private final List<Attempt> acknowledged = new ArrayList<>();
    private long lastSize;
    private TreeHash lastRoot = Sha256.empty();

    @Test
    void keepsEverythingThatWasAcknowledged() throws Exception {
        long seed = Long.getLong("trialbook.firstSeed", System.nanoTime());
        System.out.println("KilledWriterTest seed " + seed);
        Random random = new Random(seed);
        long total = 0;
        long events = 0;
        Path store = directory;
        for (int round = 0; round < KILLS; round++) {
            if (round % KILLS_OF_ONE_STORE == 0) {
                store = directory.resolve("store" + round);
                total += acknowledged.size();
                events += lastSize;
                acknowledged.clear();
                lastSize = 0;
                lastRoot = Sha256.empty();
            }
            kill(store, "r" + round + "-", random);
            requireKept(store);
        }
        total += acknowledged.size();
        events += lastSize;
        System.out.printf("%d kills: %d appends acknowledged, %d events recorded, all kept%n", KILLS, total, events);
        assertThat(total).isPositive();
    }

    private void kill(Path store, String prefix, Random random) throws IOException, InterruptedException {
        Process child = ChildProcess.start(
                KilledWriter.class,
                List.of(store.toString(), prefix, Long.toString(random.nextLong())),
                directory.resolve("child.err"));
        int acknowledgements = 1 + random.nextInt(150);
        int moment = random.nextInt(40);
        boolean duringStart = random.nextInt(8) == 0;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            if (duringStart) {
                killAfter(10 * moment, child);
            }
            // One that hangs must not hold the test.
            killAfter(180_000, child);
            StringBuilder line = new StringBuilder();
            int awaited = duringStart ? 0 : acknowledgements;
            // By character: the last line may be cut off by the kill, and is no acknowledgement then.
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                acknowledged.add(attempt(line.toString().split(" ", -1)));
                line.setLength(0);
                if (--awaited == 0) {
                    killAfter(moment, child);
                }
            }
            assertThat(awaited)
                    .as("it ended before; see " + directory.resolve("child.err"))
                    .isNotPositive();
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void killAfter(int millis, Process child) {
        // By its handle: killing by the process would throw away what it had still written.
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
                .execute(() -> child.toHandle().destroyForcibly());
    }

    private static Attempt attempt(String[] told) {
        List<String> ids = IntStream.range(0, Integer.parseInt(told[1]))
                .mapToObj(event -> told[0] + "/" + event + "/" + told[1])
                .toList();
        return new Attempt(
                ids,
                Set.of(Drafts.tag("subject", told[3])),
                Long.parseLong(told[4]),
                new Answer.Recorded(Long.parseLong(told[2])));
    }

    private void requireKept(Path store) {
        try (FileLogStore kept = FileLogStore.open(store);
                // Opening verifies the root of every block.
                Log log = Log.openForReading(kept, Drafts.settings(), null)) {
            assertThat(log.size()).isGreaterThanOrEqualTo(lastSize);
            assertThat(log.root(lastSize)).isEqualTo(lastRoot);
            NaiveLog model = NaiveLog.of(kept.blocks(Drafts.SHORTLY));
            acknowledged.forEach(model::check);
            requireWhole(model);
            assertThat(model.violations()).isEmpty();
            assertThat(model.ids()).hasSize(Math.toIntExact(log.size()));
            lastSize = log.size();
            lastRoot = log.root();
        }
    }

    /// Also what nobody was told about is there in whole or not at all.
    private static void requireWhole(NaiveLog model) {
        Map<String, Integer> counts = new HashMap<>();
        model.ids().forEach(id -> counts.merge(id.substring(0, id.indexOf('/')), 1, Integer::sum));
        for (String id : model.ids()) {
            assertThat(counts.get(id.substring(0, id.indexOf('/'))))
                    .as(id)
                    .isEqualTo(Integer.parseInt(id.substring(id.lastIndexOf('/') + 1)));
        }
    }
}
