package org.trialbook.ledger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

/// A sound log of any length from a seed, of lines of about 450 bytes like those of a trial, without ever
/// holding it.
///
/// `java … org.trialbook.ledger.SyntheticLog write <file> <events> <seed>` writes a bundle, `… redact <file>
/// <events> <seed> <percent>` a redacted one of the same log, and `… verify <file>` verifies it in one
/// thread and says how many events a second that were.
public final class SyntheticLog {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final String[] TYPES = {
        "trialbook.VisitRecorded", "trialbook.AssessmentRecorded", "trialbook.ValueCorrected", "trialbook.ReadSubmitted"
    };

    private final long events;
    private final long seed;

    public SyntheticLog(long events, long seed) {
        this.events = events;
        this.seed = seed;
    }

    /// The lines in order, without newlines; the same every time.
    public Iterator<byte[]> lines() {
        SplittableRandom random = new SplittableRandom(seed);
        return LongStream.range(0, events)
                .mapToObj(position -> line(position, random))
                .iterator();
    }

    private static byte[] line(long position, SplittableRandom random) {
        String site = String.format(Locale.ROOT, "%02d", 1 + random.nextInt(40));
        String subject = site + "-" + (1000 + random.nextInt(900));
        Instant recordedAt = START.plusMillis(position * 3).plusNanos(random.nextInt(2_900_000) / 1_000 * 1_000L);
        UUID id = new UUID(
                recordedAt.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 1L << 63);
        String command = Long.toHexString(random.nextLong());
        return new EventLine(
                        position,
                        id.toString(),
                        TYPES[random.nextInt(TYPES.length)],
                        "1",
                        "HOT-CRT",
                        List.of(new Tag("command", command), new Tag("subject", subject)),
                        recordedAt,
                        "2026-11-21T11:00:00+01:00",
                        new Actor("u-" + random.nextInt(200), "Anni Weiß", "coordinator", site),
                        command,
                        null,
                        new TreeMap<>(),
                        "{\"subject\":\"" + subject + "\",\"visit\":\"month-" + random.nextInt(24) + "\",\"lvesv\":\""
                                + random.nextInt(3000) / 10.0 + "\"}")
                .format();
    }

    /// Writes a bundle of the whole log. Its key is made for it, and stands in it.
    public void writeTo(Path file) throws IOException {
        writeTo(file, BundleWriter::write);
    }

    /// Writes a bundle from which so many events in a hundred are withheld.
    public void writeRedactedTo(Path file, int percent) throws IOException {
        SplittableRandom drawn = new SplittableRandom(seed + 1);
        writeTo(
                file,
                (out, contents, lines) ->
                        BundleWriter.writeRedacted(out, contents, lines, line -> drawn.nextInt(100) < percent));
    }

    private interface Writing {
        void write(OutputStream out, BundleWriter.Contents contents, Iterator<byte[]> lines) throws IOException;
    }

    private void writeTo(Path file, Writing writing) throws IOException {
        NoteSigner key = NoteSigner.generate("example.org/synthetic", new java.security.SecureRandom());
        MerkleFrontier tree = new MerkleFrontier();
        lines().forEachRemaining(line -> tree.append(Sha256.leaf(line)));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            writing.write(
                    out,
                    new BundleWriter.Contents(
                            "HOT-CRT",
                            START,
                            new Checkpoint(key.name(), events, tree.root()).sign(key),
                            key.verifier(),
                            List.of(),
                            new TreeMap<>()),
                    lines());
        }
    }

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[1]);
        if (args[0].equals("write")) {
            new SyntheticLog(Long.parseLong(args[2]), Long.parseLong(args[3])).writeTo(file);
            return;
        }
        if (args[0].equals("redact")) {
            new SyntheticLog(Long.parseLong(args[2]), Long.parseLong(args[3]))
                    .writeRedactedTo(file, Integer.parseInt(args[4]));
            return;
        }
        long before = System.nanoTime();
        long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        BundleReport report = LinesAlone.verify(file, null);
        double seconds = (System.nanoTime() - before) / 1e9;
        double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d events, %d of them withheld, %d bytes a line, sound: %s, %.2f s, %.2f s of one core, %.0f events/s"
                        + " per core%n",
                report.lines(),
                report.withheld(),
                report.lineBytes() / Math.max(1, report.lines() - report.withheld()),
                report.sound(),
                seconds,
                cpu,
                report.lines() / cpu);
    }
}
