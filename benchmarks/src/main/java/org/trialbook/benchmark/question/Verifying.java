package org.trialbook.benchmark.question;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.trialbook.benchmark.measure.Child;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.peer.MeasuredEvents;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.verify.RecordVerification;

/// An inspector's work: a bundle verified offline on one processor, by Java code that is not yet warm. The big one
/// must pass in 128 MiB of heap.
final class Verifying implements Measurement {
    private static final int PER_SUBJECT = 20;

    private final boolean big;

    Verifying(boolean big) {
        this.big = big;
    }

    @Override
    public String name() {
        return big ? "big-bundle" : "verifying";
    }

    @Override
    public String asks() {
        return big
                ? "a bundle of 10,000,000 events verified with 128 MiB of heap (needs about 1 GB of disk)"
                : "events/s of offline verification on one processor, from a bundle of 1,000,000 events";
    }

    @Override
    public boolean onlyByName() {
        return big;
    }

    @Override
    public void ask(Bench bench) throws Exception {
        int events = big ? bench.scale().bundledBig() : bench.scale().bundled();
        Path bundle = bench.directory().resolve("record.zip");
        write(bundle, events);
        List<String> options = List.of("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC", big ? "-Xmx128m" : "-Xmx512m");
        List<Double> perSecond = new ArrayList<>();
        for (int round = 0; round < (big ? 1 : bench.scale().rounds()); round++) {
            Map<String, Double> seen = Child.run(options, InProcessOfItsOwn.class, bundle.toString());
            if (Objects.requireNonNull(seen.get("events")) != events || !Objects.equals(seen.get("findings"), 0.0)) {
                throw new IllegalStateException("verified " + seen);
            }
            perSecond.add(events / Objects.requireNonNull(seen.get("seconds")));
        }
        Figure figure = Figure.of(
                        name(),
                        String.format(
                                Locale.ROOT, "%,d events, one processor, heap of %d MiB", events, big ? 128 : 512),
                        "events/s",
                        new Samples(perSecond))
                .against(Goal.atLeast(300_000));
        bench.tell(
                figure.remarking(String.format(Locale.ROOT, "bundle of %d bytes/event", Files.size(bundle) / events)));
    }

    private static void write(Path bundle, int events) throws IOException {
        NoteSigner key = NoteSigner.generate("benchmark.example/log", new SecureRandom());
        MerkleFrontier tree = new MerkleFrontier();
        IntStream.range(0, events).forEach(position -> tree.append(Sha256.leaf(line(position))));
        Checkpoint checkpoint = new Checkpoint(key.name(), events, tree.root());
        BundleWriter.Contents contents = new BundleWriter.Contents(
                "HOT-CRT", Instant.EPOCH, checkpoint.sign(key), key.verifier(), List.of(), new TreeMap<>());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(bundle), 1 << 16)) {
            BundleWriter.write(
                    out,
                    contents,
                    IntStream.range(0, events).mapToObj(Verifying::line).iterator());
        }
    }

    private static byte[] line(int position) {
        return MeasuredEvents.line(position, "01-" + (100_000 + position / PER_SUBJECT));
    }

    /// Verifies the bundle that its argument names.
    static final class InProcessOfItsOwn {
        private InProcessOfItsOwn() {}

        public static void main(String[] arguments) throws Exception {
            long start = System.nanoTime();
            BundleReport report =
                    RecordVerification.ofBundle(Path.of(arguments[0]), TrustAnchors.in(null), Progress.UNTOLD);
            System.out.println("seconds=" + (System.nanoTime() - start) / 1e9);
            System.out.println("events=" + report.lines());
            System.out.println("findings=" + report.findings().size());
        }
    }
}
