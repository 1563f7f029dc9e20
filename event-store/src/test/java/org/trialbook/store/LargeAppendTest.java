package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// An append that is larger than any block of many, such as a file of values that somebody brings in: one block, which
/// is there as a whole or not at all.
class LargeAppendTest {
    private static final int EVENTS = 100;
    private static final String TEXT = "x".repeat(2_000);
    /// A third of what they have together.
    private static final int BYTES_PER_BLOCK = 64 << 10;

    private static final long SEGMENT_BYTES = 40_000;

    private static LogSettings settings() {
        LogSettings usual = Drafts.settings();
        return new LogSettings(
                usual.clock(),
                usual.random(),
                usual.writer(),
                usual.waitingAppends(),
                usual.waitingBytes(),
                usual.eventsPerBlock(),
                BYTES_PER_BLOCK,
                usual.cacheBytes(),
                usual.poll(),
                usual.patience(),
                usual.clockTolerance(),
                usual.soundClock(),
                usual.whateverTheClock());
    }

    private static Draft[] large() {
        Draft[] drafts = new Draft[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            drafts[i] = Drafts.draft("large" + i, "trial.Noted", List.of(), "{\"n\":\"" + TEXT + "\"}");
        }
        return drafts;
    }

    @Test
    void whenThePowerIsCutAllOfItIsThereOrNothing() throws Exception {
        Random random = new Random(33);
        SimulatedDisk disk = new SimulatedDisk();
        List<SimulatedDisk> cuts = new ArrayList<>();
        try (FileBlockStore store = new FileBlockStore(disk, SEGMENT_BYTES, Runnable::run);
                Log log = Log.open(store, settings(), null, true)) {
            Drafts.appendEach(log, "small", 3);
            // Each time something is to be forced, what would be left if it never was.
            disk.failForces(() -> {
                for (double kept : new double[] {0, 0.5, 0.999, 1}) {
                    cuts.add(disk.afterACut(() -> random.nextDouble() < kept));
                }
                return false;
            });
            assertThat(Drafts.append(log, null, large())).isEqualTo(3 + EVENTS);
            disk.failForces(() -> false);
            cuts.add(disk.afterACut(() -> false));
        }

        List<Long> sizes = new ArrayList<>();
        for (SimulatedDisk left : cuts) {
            try (FileBlockStore store = new FileBlockStore(left, SEGMENT_BYTES, Runnable::run);
                    Log log = Log.open(store, Drafts.settings(), null, false)) {
                sizes.add(log.size());
            }
        }
        assertThat(sizes).containsOnly(3L, 3L + EVENTS).endsWith(3L + EVENTS);
        assertThat(sizes).filteredOn(size -> size == 3).isNotEmpty();
    }

    @Test
    void whatIsMoreThanTheStoreTakesIsRefusedAsAWhole() throws Exception {
        try (FileBlockStore files = new FileBlockStore(new SimulatedDisk(), SEGMENT_BYTES, Runnable::run);
                Log log = Log.open(new TakesNoMore(files), settings(), null, true)) {
            assertThatThrownBy(() -> Drafts.append(log, null, large()))
                    .cause()
                    .isInstanceOfSatisfying(
                            OversizedAppendException.class,
                            refused -> assertThat(refused.mostBytes()).isEqualTo(BYTES_PER_BLOCK));
            assertThat(Drafts.append(log, null, Drafts.draft("next", List.of())))
                    .isEqualTo(1);
        }
    }

    /// Those who wait beside it are not refused with it.
    @Test
    void othersAreRecordedBesideIt() throws InterruptedException, TimeoutException, Exception {
        try (FileBlockStore files = new FileBlockStore(new SimulatedDisk(), SEGMENT_BYTES, Runnable::run);
                Log log = Log.open(files, settings(), null, true)) {
            List<CompletableFuture<Long>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(log.append(List.of(Drafts.draft("a" + i, List.of())), null));
            }
            all.add(log.append(List.of(large()), null));
            for (int i = 0; i < 20; i++) {
                all.add(log.append(List.of(Drafts.draft("b" + i, List.of())), null));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
            List<String> ids = Drafts.ids(log);
            int first = ids.indexOf("large0");
            assertThat(ids).hasSize(40 + EVENTS);
            assertThat(ids.indexOf("large" + (EVENTS - 1))).isEqualTo(first + EVENTS - 1);
        }
    }

    /// A store that leaves it to the settings.
    private record TakesNoMore(BlockStore store) implements BlockStore {
        @Override
        public Insertion insert(Block block) {
            return store.insert(block);
        }

        @Override
        public List<Block> read(long from, int count) {
            return store.read(from, count);
        }

        @Override
        public OptionalLong lastNumber() {
            return store.lastNumber();
        }
    }
}
