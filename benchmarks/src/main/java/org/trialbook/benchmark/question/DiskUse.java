package org.trialbook.benchmark.question;

import java.nio.file.Path;
import java.util.List;
import org.trialbook.benchmark.measure.Disk;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.peer.Trialbook;

/// Bytes on the disk for each event, while the store is open and after it was closed.
final class DiskUse implements Measurement {

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String asks() {
        return "bytes on disk per event in groups of 32 and of 1";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        ask(bench, 32, 32 * bench.scale().groups(), true);
        ask(bench, 1, 4 * bench.scale().groups(), false);
    }

    private void ask(Bench bench, int group, int events, boolean bounded) throws Exception {
        Path directory = bench.directory().resolve("groups-of-" + group);
        double open;
        try (Trialbook log = Trialbook.open(directory)) {
            log.fill(events, group, List.of("01-001", "01-002", "01-003"));
            open = Disk.bytes(directory) / (double) events;
        }
        Figure whileOpen = Figure.of(name(), "groups of " + group + ", while open", "bytes/event", Samples.of(open));
        bench.tell(bounded ? whileOpen.against(Goal.atMost(2_000)) : whileOpen);
        bench.tell(Figure.of(
                name(),
                "groups of " + group + ", closed",
                "bytes/event",
                Samples.of(Disk.bytes(directory) / (double) events)));
    }
}
