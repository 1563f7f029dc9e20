package org.trialbook.benchmark.question;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.peer.Contender;
import org.trialbook.benchmark.peer.GoLog;
import org.trialbook.benchmark.peer.RawFile;
import org.trialbook.benchmark.peer.Trialbook;

/// Tamper-evident logs that others wrote, in Go, in turns with ours and the raw file: 64 and 16 callers.
final class OtherLogs implements Measurement {

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public String asks() {
        return "appends/s of 64 and 16 callers beside Tessera and immudb, where Go is found";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        Path sources = bench.repository().resolve("benchmarks/go");
        Path program = bench.directory().resolve("logs");
        try {
            if (!Files.exists(sources)) {
                throw new IOException(sources + " is not there");
            }
            GoLog.build(sources, program);
        } catch (IOException e) {
            bench.tell(Figure.missing(name(), "Tessera and immudb", "Go does not build them here: " + e.getMessage()));
            return;
        }
        try (Peers peers = new Peers()) {
            Trialbook ours = peers.add(Trialbook.open(bench.directory().resolve("trialbook")));
            peers.add(RawFile.open(bench.directory().resolve("raw")));
            List<GoLog> others = new ArrayList<>();
            for (String name : List.of("Tessera", "immudb")) {
                String log = name.toLowerCase(Locale.ROOT);
                others.add(peers.add(GoLog.open(
                        name + " " + version(sources, log),
                        program,
                        log,
                        bench.directory().resolve(log))));
            }
            Throughput.warmUp(peers.all(), 64, bench.scale());
            for (int callers : new int[] {64, 16}) {
                Throughput shown = Throughput.measure(peers.all(), callers, bench.scale());
                for (Contender peer : peers.all()) {
                    bench.tell(shown.figure(name(), peer, "appends/s"));
                }
                for (GoLog other : others) {
                    bench.tell(shown.ratio(name(), ours, other, other.name()));
                }
            }
        }
    }

    /// Which one is built.
    private static String version(Path sources, String log) throws IOException {
        Matcher required =
                Pattern.compile("/" + log + " (v[0-9.]+)").matcher(Files.readString(sources.resolve("go.mod")));
        if (!required.find()) {
            throw new IOException("go.mod does not name " + log);
        }
        return required.group(1);
    }
}
