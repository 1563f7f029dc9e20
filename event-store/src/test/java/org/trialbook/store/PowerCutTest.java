package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The power is cut under several writers, again and again, on the store that the last cut left.
class PowerCutTest {
    private static final int ROUNDS = 30;
    private static final int WRITERS = 4;
    private static final String VIEWS = "trialbook_views";

    @TempDir
    Path directory;

    private final Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    @BeforeEach
    void newDisk() {
        SimulatedDisk.reset();
    }

    @AfterEach
    void forget() {
        SimulatedDisk.reset();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.5, 0.9, 1.0})
    @Timeout(60)
    void keepsEverythingThatWasAcknowledged(double sectorsKept) throws Exception {
        long seed = System.nanoTime();
        System.out.println("PowerCutTest seed " + seed);
        Random random = new Random(seed);
        Path disk = directory.resolve("0");
        Files.createDirectories(disk);
        for (int round = 1; round <= ROUNDS; round++) {
            Path left = directory.resolve(String.valueOf(round));
            writeUntilTheCut(disk, left, 1 + random.nextInt(40), () -> random.nextDouble() < sectorsKept);
            requireKept(left);
            disk = left;
            SimulatedDisk.reset();
        }
    }

    private void writeUntilTheCut(Path disk, Path left, int writes, BooleanSupplier sectorKept) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch enough = new CountDownLatch(writes);
        Map<Integer, Integer> before;
        try (StoreCommands store = new StoreCommands(disk, SimulatedDisk.PREFIX)) {
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(CompletableFuture.runAsync(
                        () -> {
                            Random own = new Random(writer);
                            while (!over.get()) {
                                int id = next.getAndIncrement();
                                int length = own.nextInt(6_000);
                                store.insert(StoreCommands.LOG, "blocks", List.of(document(id, length)));
                                acknowledged.put(id, length);
                                store.replace(VIEWS, "subjects", document(id % 50, length));
                                enough.countDown();
                            }
                        },
                        Thread::startVirtualThread));
            }
            assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
            before = Map.copyOf(acknowledged);
            SimulatedDisk.cutPower(sectorKept, left);
            over.set(true);
            writers.forEach(CompletableFuture::join);
        }
        // What was answered after the cut nobody heard.
        acknowledged.keySet().retainAll(before.keySet());
    }

    private void requireKept(Path left) {
        try (StoreCommands store = new StoreCommands(left, "")) {
            Map<Integer, Integer> found = new ConcurrentHashMap<>();
            for (Document document : store.all(StoreCommands.LOG, "blocks")) {
                found.put(requireWhole(document), length(document));
            }
            assertThat(found).containsAllEntriesOf(acknowledged);
            store.all(VIEWS, "subjects").forEach(PowerCutTest::requireWhole);
        }
    }

    private static Document document(int id, int length) {
        return new Document("_id", id).append("length", length).append("text", text(id, length));
    }

    private static String text(int id, int length) {
        return String.valueOf((char) ('a' + id % 26)).repeat(length);
    }

    private static int length(Document document) {
        return (int) Objects.requireNonNull(document.get("length"));
    }

    private static int requireWhole(Document document) {
        int id = (int) Objects.requireNonNull(document.get("_id"));
        assertThat(document.get("text")).as("text of " + id).isEqualTo(text(id, length(document)));
        return id;
    }
}
