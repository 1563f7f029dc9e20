package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The disk takes no more writes, or does not force them, and later it does again: without a restart of
/// the process.
class FullDiskTest {
    private static final String BLOCKS = "blocks";

    @TempDir
    Path directory;

    @BeforeEach
    void newDisk() {
        SimulatedDisk.reset();
    }

    @AfterEach
    void forget() {
        SimulatedDisk.reset();
    }

    @Test
    void answersWithAnErrorAndGoesOnWhenThereIsSpaceAgain() {
        try (StoreCommands store = new StoreCommands(directory, SimulatedDisk.PREFIX)) {
            insert(store, 0);
            SimulatedDisk.failWrites(() -> true);
            assertThatThrownBy(() -> insert(store, 1))
                    .isInstanceOf(UncommittedException.class)
                    .hasMessageContaining("not known whether it is kept");
            // Reading needs no space.
            assertThat(ids(store)).containsExactly(0);
            assertThatThrownBy(() -> insert(store, 1)).isInstanceOf(UncommittedException.class);
            SimulatedDisk.failWrites(() -> false);
            insert(store, 1);
            insert(store, 2);
            assertThat(ids(store)).containsExactly(0, 1, 2);
        }
        assertThat(reopened()).containsExactly(0, 1, 2);
    }

    @Test
    @Timeout(60)
    void showsNobodyWhatCouldNotBeCommittedNotEvenThoseWhoWaitedForThat() throws Exception {
        try (StoreCommands store = new StoreCommands(directory, SimulatedDisk.PREFIX)) {
            insert(store, 0);
            AtomicReference<List<Integer>> seen = new AtomicReference<>(List.of());
            Thread reader = new Thread(() -> seen.set(ids(store)));
            reader.setUncaughtExceptionHandler((_, refused) -> {});
            SimulatedDisk.failWrites(() -> {
                if (reader.getState() == Thread.State.NEW) {
                    reader.start();
                    await().until(reader::getState, Thread.State.WAITING::equals);
                }
                return true;
            });
            assertThatThrownBy(() -> insert(store, 1)).isInstanceOf(UncommittedException.class);
            reader.join();
            assertThat(seen.get()).doesNotContain(1);
            assertThat(ids(store)).containsExactly(0);
        }
    }

    @Test
    void doesNotTrustWhatCouldNotBeForced() throws Exception {
        try (StoreCommands store = new StoreCommands(directory, SimulatedDisk.PREFIX)) {
            insert(store, 0);
            AtomicBoolean once = new AtomicBoolean(true);
            SimulatedDisk.failForces(() -> once.getAndSet(false));
            assertThatThrownBy(() -> insert(store, 1)).isInstanceOf(UncommittedException.class);
            assertThat(ids(store)).containsExactly(0);
            insert(store, 2);
            SimulatedDisk.cutPower(() -> false, directory.resolve("left"));
        }
        try (StoreCommands left = new StoreCommands(directory.resolve("left"), "")) {
            assertThat(ids(left)).containsExactly(0, 2);
        }
    }

    @Test
    @Timeout(60)
    void losesNothingAcknowledgedThroughManyFaultsUnderManyWriters() throws Exception {
        long seed = System.nanoTime();
        System.out.println("FullDiskTest seed " + seed);
        Random random = new Random(seed);
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        SimulatedDisk.failWrites(() -> random.nextInt(60) == 0);
        SimulatedDisk.failForces(() -> random.nextInt(60) == 0);
        StoreCommands store = opened();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            writers.add(Thread.startVirtualThread(() -> {
                while (acknowledged.size() < 800) {
                    int id = next.getAndIncrement();
                    try {
                        insert(store, id);
                        acknowledged.add(id);
                    } catch (RuntimeException e) {
                        refused.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        SimulatedDisk.failWrites(() -> false);
        SimulatedDisk.failForces(() -> false);
        assertThat(refused).hasPositiveValue();
        assertThat(new HashSet<>(ids(store))).containsAll(acknowledged);
        SimulatedDisk.cutPower(random::nextBoolean, directory.resolve("left"));
        store.close();
        assertThat(reopened()).containsAll(acknowledged);
        try (StoreCommands left = new StoreCommands(directory.resolve("left"), "")) {
            assertThat(ids(left)).containsAll(acknowledged);
        }
    }

    private StoreCommands opened() {
        while (true) {
            try {
                return new StoreCommands(directory, SimulatedDisk.PREFIX);
            } catch (RuntimeException e) {
                // The disk failed while the file was made. Another try.
                assertThat(e).hasMessageNotContaining("damaged");
            }
        }
    }

    private List<Integer> reopened() {
        try (StoreCommands store = new StoreCommands(directory, "")) {
            return ids(store);
        }
    }

    private static void insert(StoreCommands store, int id) {
        store.insert(
                StoreCommands.LOG, BLOCKS, List.of(new Document("_id", id).append("text", "x".repeat(id % 7 * 1000))));
    }

    private static List<Integer> ids(StoreCommands store) {
        return store.all(StoreCommands.LOG, BLOCKS).stream()
                .map(document -> (Integer) Objects.requireNonNull(document.get("_id")))
                .toList();
    }
}
