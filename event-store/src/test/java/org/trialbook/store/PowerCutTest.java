package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The power is cut under several writers, again and again, on the disk that the last cut left.
///
/// `-Dtrialbook.powerCuts` says how often; without it a few dozen times.
class PowerCutTest {
    private static final int CUTS = Integer.getInteger("trialbook.powerCuts", 120) / 4;
    private static final int WRITERS = 4;
    /// Small enough that many are begun.
    private static final long SEGMENT_BYTES = 40_000;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.5, 0.9, 1.0})
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void keepsEverythingThatWasAcknowledged(double sectorsKept) throws Exception {
        long seed = Long.getLong("trialbook.firstSeed", System.nanoTime());
        System.out.println("PowerCutTest seed " + seed);
        Random random = new Random(seed);
        SimulatedDisk disk = new SimulatedDisk();
        for (int cut = 0; cut < CUTS; cut++) {
            disk = writeUntilTheCut(disk, 1 + random.nextInt(40), random, sectorsKept);
            try (FileBlockStore store = new FileBlockStore(disk, SEGMENT_BYTES, Runnable::run);
                    Log log = Log.open(store, Drafts.settings(), null, false)) {
                // Opening has verified the root over all blocks.
                List<String> ids = Drafts.ids(log);
                assertThat(ids).doesNotHaveDuplicates().containsAll(acknowledged);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(CUTS);
    }

    private SimulatedDisk writeUntilTheCut(SimulatedDisk disk, int appends, Random random, double sectorsKept)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch enough = new CountDownLatch(appends);
        try (FileBlockStore store = new FileBlockStore(disk, SEGMENT_BYTES, Runnable::run);
                Log log = Log.open(store, Drafts.settings(), null, true)) {
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random own = new Random(random.nextLong());
                writers.add(CompletableFuture.runAsync(
                        () -> {
                            while (!over.get()) {
                                append(log, own);
                                enough.countDown();
                            }
                        },
                        Thread::startVirtualThread));
            }
            assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
            Set<String> before = new HashSet<>(acknowledged);
            SimulatedDisk left = disk.afterACut(() -> random.nextDouble() < sectorsKept);
            over.set(true);
            writers.forEach(CompletableFuture::join);
            // What was answered after the cut nobody heard.
            acknowledged.retainAll(before);
            return left;
        }
    }

    private void append(Log log, Random random) {
        String id = "e" + next.getAndIncrement();
        String text = "x".repeat(random.nextInt(6_000));
        try {
            log.append(List.of(Drafts.draft(id, "trial.Noted", List.of(), "{\"n\":\"" + text + "\"}")), null)
                    .join();
            acknowledged.add(id);
        } catch (CompletionException e) {
            throw new AssertionError("nothing stands in the way of " + id, e);
        }
    }
}
