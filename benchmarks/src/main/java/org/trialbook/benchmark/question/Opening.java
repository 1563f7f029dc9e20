package org.trialbook.benchmark.question;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.trialbook.benchmark.measure.Child;
import org.trialbook.benchmark.measure.Disk;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.peer.Trialbook;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoredCheckpoints;

/// From a stored log to one that takes appends, in one small process: all of it verified and indexed first, and with a
/// snapshot, which is verified behind.
final class Opening implements Measurement {
    private static final int GROUP = 64;

    @Override
    public String name() {
        return "opening";
    }

    @Override
    public String asks() {
        return "seconds to open 1,000,000 events, verified and indexed, with 1 GiB of heap";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        int events = bench.scale().opened();
        List<String> subjects = IntStream.range(0, Math.max(1, events / 20))
                .mapToObj(i -> "01-" + (100_000 + i))
                .toList();
        try (Trialbook log = Trialbook.open(bench.directory())) {
            log.fill(events, GROUP, subjects);
        }
        tell(bench, events, "heap of 1 GiB", Goal.atMost(7.1));
        double bytes = Disk.bytes(bench.directory()) / (double) events;
        try (Trialbook log = Trialbook.open(bench.directory())) {
            log.snapshot();
        }
        tell(bench, events, "with a snapshot", Goal.atMost(2));
        bench.tell(Figure.of(
                name(),
                String.format(Locale.ROOT, "the same on disk, in groups of %d, closed", GROUP),
                "bytes/event",
                Samples.of(bytes)));
        bench.tell(Figure.of(
                name(),
                "the snapshot",
                "bytes/event",
                Samples.of(Disk.bytes(bench.directory()) / (double) events - bytes)));
    }

    private void tell(Bench bench, int events, String how, Goal goal) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < bench.scale().rounds(); round++) {
            Map<String, Double> seen = Child.run(
                    List.of("-Xmx1g"),
                    InProcessOfItsOwn.class,
                    bench.directory().toString());
            if (Objects.requireNonNull(seen.get("events")) != events) {
                throw new IllegalStateException("opened a log of " + seen);
            }
            seconds.add(seen.get("seconds"));
        }
        bench.tell(
                Figure.of(name(), String.format(Locale.ROOT, "%,d events, %s", events, how), "s", new Samples(seconds))
                        .against(goal));
    }

    /// Opens the log of the directory that its argument names.
    static final class InProcessOfItsOwn {
        private InProcessOfItsOwn() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]);
            long start = System.nanoTime();
            try (FileLogStore store = FileLogStore.open(directory.resolve("log"));
                    Log log = Log.openForWriting(
                            store,
                            LogSettings.of(Clock.systemUTC(), new Random()),
                            StoredCheckpoints.read(directory.resolve("keys").resolve("log.pub"), store))) {
                System.out.println("seconds=" + (System.nanoTime() - start) / 1e9);
                System.out.println("events=" + log.size());
            }
        }
    }
}
