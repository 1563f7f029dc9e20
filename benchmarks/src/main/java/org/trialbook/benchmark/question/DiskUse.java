package org.trialbook.benchmark.question;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.trialbook.benchmark.measure.Disk;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Program;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.peer.StoredEvents;
import org.trialbook.benchmark.peer.Trialbook;

/// Bytes on the disk for each event, beside the bytes of the lines themselves: of the lines that everything else is
/// measured with, and of those of the demo's trial. Room that was made and is not used yet does not count.
final class DiskUse implements Measurement {

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String asks() {
        return "bytes on disk per event in groups of 32 and of 1, beside the lines' own: the benchmark's, the demo's";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        int groups = bench.scale().groups();
        List<String> subjects = List.of("01-001", "01-002", "01-003");
        ask(bench, "the benchmark's lines", 32, log -> log.fill(32 * groups, 32, subjects));
        ask(bench, "the benchmark's lines", 1, log -> log.fill(4 * groups, 1, subjects));
        List<TaggedEventMessage<?>> demo;
        try {
            demo = demo(bench);
        } catch (IOException e) {
            bench.tell(Figure.missing(name(), "the demo's lines", "the demo does not run here: " + e.getMessage()));
            return;
        }
        ask(bench, "the demo's lines", 32, log -> log.fill(demo, 32));
        ask(bench, "the demo's lines", 1, log -> log.fill(demo, 1));
    }

    /// What the simulated trial records, up to its middle.
    private static List<TaggedEventMessage<?>> demo(Bench bench) throws IOException, InterruptedException {
        Path data = bench.directory().resolve("demo");
        Program.run(
                bench.repository(),
                bench.repository().resolve("trialbook").toString(),
                "demo",
                "--exit",
                "--subjects=" + bench.scale().subjects(),
                "--data=" + data);
        return StoredEvents.of(data.resolve("log"));
    }

    private void ask(Bench bench, String lines, int group, Consumer<Trialbook> fill) throws IOException {
        Path directory = bench.directory().resolve(lines.replaceAll("[^a-z]+", "-") + group);
        long events;
        long own;
        try (Trialbook log = Trialbook.open(directory)) {
            fill.accept(log);
            events = log.size();
            own = log.lineBytes();
        }
        long stored = Disk.usedBytes(directory);
        String what = "%s, groups of %d".formatted(lines, group);
        bench.tell(Figure.of(name(), what, "bytes/event", Samples.of(stored / (double) events))
                .remarking(String.format(Locale.ROOT, "%,d events of %d bytes each", events, own / events)));
        Figure ratio = Figure.of(name(), what + " / their own bytes", "×", Samples.of(stored / (double) own));
        bench.tell(group == 32 ? ratio.against(Goal.atMost(1.15)) : ratio);
    }
}
