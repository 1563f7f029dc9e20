package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedBundleTest {

    private static final int EVENTS = 30;
    private static final Set<Long> WITHHELD = Set.of(0L, 4L, 5L, 6L, 17L, 29L);

    @TempDir
    private Path directory;

    private final SampleLog log = new SampleLog(EVENTS);

    private BundleWriter.Contents contents() {
        return new BundleWriter.Contents(
                "HOT-CRT",
                SampleLog.START,
                log.checkpoint(EVENTS).sign(log.key),
                log.key.verifier(),
                List.of(log.checkpoint(10).sign(log.key), log.checkpoint(20).sign(log.key)),
                new TreeMap<>(Map.of("1.0", "study: HOT-CRT\n".getBytes(StandardCharsets.UTF_8))));
    }

    private byte[] redacted(Redaction redaction) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.writeRedacted(out, contents(), log.lines.iterator(), redaction);
        return out.toByteArray();
    }

    private byte[] redacted() throws IOException {
        return redacted(line -> WITHHELD.contains(EventLine.parse(line).position()));
    }

    private byte[] complete() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.write(out, contents(), log.lines.iterator());
        return out.toByteArray();
    }

    private Path file(byte[] zip) throws IOException {
        return Files.write(Files.createTempFile(directory, "bundle", ".zip"), zip);
    }

    private BundleReport verify(byte[] zip) throws Exception {
        return LinesAlone.verify(file(zip), log.key.verifier());
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static List<String> lines(byte[] zip) throws IOException {
        return new String(Objects.requireNonNull(unzip(zip).get("lines.jsonl")), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /// The bundle with other lines and, if one is given, another leaf hash; the rest, the manifest included, stays.
    private BundleReport verifyWith(List<String> lines, int leaf, TreeHash hash) throws Exception {
        Map<String, byte[]> entries = unzip(redacted());
        byte[] leaves = Objects.requireNonNull(entries.get("leaves"));
        if (leaf >= 0) {
            System.arraycopy(hash.bytes(), 0, leaves, 32 * leaf, 32);
        }
        entries.put("lines.jsonl", (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return verify(out.toByteArray());
    }

    private static List<Finding> inRecord(BundleReport report) {
        return report.findings().stream()
                .filter(finding -> finding.position().isPresent())
                .toList();
    }

    @Test
    void verifiesToTheRootOfTheCompleteOneAndSaysHowMuchIsWithheld() throws Exception {
        BundleReport redacted = verify(redacted());
        BundleReport complete = verify(complete());
        assertThat(redacted.findings()).isEmpty();
        assertThat(redacted.complete()).isTrue();
        assertThat(redacted.checkpoint()).isEqualTo(complete.checkpoint()).isEqualTo(log.checkpoint(EVENTS));
        assertThat(redacted.lines()).isEqualTo(EVENTS);
        assertThat(redacted.withheld()).isEqualTo(WITHHELD.size());
        assertThat(complete.withheld()).isZero();
        assertThat(redacted.lineBytes())
                .isEqualTo(log.lines.stream()
                        .filter(line -> !WITHHELD.contains(EventLine.parse(line).position()))
                        .mapToLong(line -> line.length)
                        .sum());
        assertThat(redacted.firstRecorded()).isEqualTo(SampleLog.START.plusMillis(1));
        assertThat(redacted.lastRecorded()).isEqualTo(SampleLog.START.plusMillis(28));
        assertThat(redacted.earlierCheckpoints()).isEqualTo(2);
        assertThat(redacted.protocols()).isEqualTo(1);
    }

    @Test
    void differsFromTheCompleteOneInItsLinesAndItsManifestOnly() throws Exception {
        Map<String, byte[]> redacted = unzip(redacted());
        Map<String, byte[]> complete = unzip(complete());
        assertThat(redacted.keySet()).containsExactlyElementsOf(complete.keySet());
        redacted.forEach((name, content) -> {
            if (!name.equals("lines.jsonl") && !name.equals("manifest.json")) {
                assertThat(content).as(name).isEqualTo(complete.get(name));
            }
        });
        List<String> lines = lines(redacted());
        for (int i = 0; i < EVENTS; i++) {
            assertThat(lines.get(i))
                    .isEqualTo(
                            WITHHELD.contains((long) i)
                                    ? "{\"withheld\":" + i + "}"
                                    : new String(log.lines.get(i), StandardCharsets.UTF_8));
        }
        BundleManifest manifest = BundleManifest.parse(Objects.requireNonNull(redacted.get("manifest.json")));
        assertThat(manifest.withheld()).isEqualTo(6);
        assertThat(manifest.format()).isEqualTo(redacted.get("manifest.json"));
        assertThat(BundleManifest.parse(Objects.requireNonNull(complete.get("manifest.json")))
                        .withheld())
                .isNull();
    }

    @Test
    void nothingOrEverythingMayBeWithheld() throws Exception {
        BundleReport nothing = verify(redacted(line -> false));
        assertThat(nothing.findings()).isEmpty();
        assertThat(nothing.withheld()).isZero();
        BundleReport everything = verify(redacted(line -> true));
        assertThat(everything.findings()).isEmpty();
        assertThat(everything.withheld()).isEqualTo(EVENTS);
        assertThat(everything.lineBytes()).isZero();
        assertThat(everything.firstRecorded()).isNull();
    }

    @Test
    void whatIsNeitherAnEventNorAPlaceholderWrittenTheOneWayIsNamed() throws Exception {
        for (String other : List.of(
                "{\"withheld\":04}",
                "{\"withheld\":4 }",
                "{\"withheld\":4}}",
                "{\"withheld\":4}\r",
                "{\"withheld\":-4}",
                "{\"withheld\":\"4\"}",
                "{\"withheld\":99999999999999999999}",
                "{\"withheld\":}",
                "{\"Withheld\":4}",
                "{\"w",
                "",
                "{}")) {
            List<String> lines = new ArrayList<>(lines(redacted()));
            lines.set(4, other);
            BundleReport report = verifyWith(lines, -1, Sha256.empty());
            assertThat(report.firstBadPosition()).as(other).hasValue(4);
            assertThat(inRecord(report))
                    .as(other)
                    .extracting(Finding::code)
                    .containsExactly("unreadable-line", "changed-line");
        }
    }

    @Test
    void everySinglePlaceholderThatIsRemovedIsNamed() throws Exception {
        for (long position : WITHHELD) {
            List<String> lines = new ArrayList<>(lines(redacted()));
            lines.remove((int) position);
            BundleReport report = verifyWith(lines, -1, Sha256.empty());
            assertThat(report.firstBadPosition()).hasValue(position);
            assertThat(inRecord(report))
                    .extracting(Finding::code)
                    .containsExactly(position == EVENTS - 1 ? "missing-tail" : "wrong-position");
        }
    }

    @Test
    void everySingleLineThatIsWithheldWithoutBeingCountedIsFound() throws Exception {
        for (long i = 0; i < EVENTS; i++) {
            if (!WITHHELD.contains(i)) {
                List<String> lines = new ArrayList<>(lines(redacted()));
                lines.set((int) i, "{\"withheld\":" + i + "}");
                assertThat(verifyWith(lines, -1, Sha256.empty()).findings())
                        .contains(new Finding.ManifestDisagrees("withheld", "6", "7"));
            }
        }
    }

    @Test
    void everySingleForgedLeafHashOfAWithheldEventIsRefutedByTheRoot() throws Exception {
        for (long position : WITHHELD) {
            BundleReport report = verifyWith(lines(redacted()), (int) position, Sha256.empty());
            assertThat(inRecord(report)).extracting(Finding::code).containsOnly("wrong-root");
            assertThat(report.firstBadPosition()).hasValue(position / 10 * 10);
        }
    }

    @Test
    void aTimeThatGoesBackAcrossAGapIsNamed() throws Exception {
        List<String> lines = new ArrayList<>(lines(redacted()));
        byte[] early = SampleLog.line(7, SampleLog.START.plusMillis(2), "nurse-7");
        lines.set(7, new String(early, StandardCharsets.UTF_8));
        BundleReport report = verifyWith(lines, 7, Sha256.leaf(early));
        assertThat(report.findings())
                .contains(new Finding.TimeWentBack(7, SampleLog.START.plusMillis(2), SampleLog.START.plusMillis(3)));
        assertThat(report.firstBadPosition()).hasValue(7);
    }

    /// Leaf hashes must be read on where no line is: the window in which they are compared has a limit.
    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_023, 1_024, 1_025, 3_000})
    void aLineBehindALongStretchThatIsWithheldIsStillComparedWithItsLeaf(int gap) throws Exception {
        SampleLog large = new SampleLog(gap + 2);
        byte[] forged = SampleLog.replaced(large.lines.getLast(), "A Nurse", "B Nurse");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.writeRedacted(
                out,
                new BundleWriter.Contents(
                        "HOT-CRT",
                        SampleLog.START,
                        large.checkpoint(gap + 2).sign(large.key),
                        large.key.verifier(),
                        List.of(),
                        new TreeMap<>()),
                large.lines.iterator(),
                line -> EventLine.parse(line).position() < gap + 1);
        Map<String, byte[]> entries = unzip(out.toByteArray());
        List<String> lines = new ArrayList<>(lines(out.toByteArray()));
        lines.set(gap + 1, new String(forged, StandardCharsets.UTF_8));
        entries.put("lines.jsonl", (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream tampered = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(tampered)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        BundleReport report = LinesAlone.verify(file(tampered.toByteArray()), large.key.verifier());
        assertThat(inRecord(report)).extracting(Finding::code).containsExactly("changed-line");
        assertThat(report.firstBadPosition()).hasValue(gap + 1);
    }

    @Test
    void aRotationOfTheKeyIsNeverWithheld() throws Exception {
        NoteSigner next = NoteSigner.generate(log.key.name(), new SecureRandom());
        byte[] rotation = new EventLine(
                        1,
                        "event-1",
                        KeyRotation.TYPE,
                        KeyRotation.VERSION,
                        null,
                        List.of(),
                        SampleLog.START,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(),
                        KeyRotation.sign(log.key, next).payload())
                .format();
        List<byte[]> lines = List.of(log.lines.getFirst(), rotation);
        MerkleTree tree = new MerkleTree();
        lines.forEach(line -> tree.append(Sha256.leaf(line)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.writeRedacted(
                out,
                new BundleWriter.Contents(
                        "HOT-CRT",
                        Instant.EPOCH,
                        new Checkpoint(log.key.name(), 2, tree.root(2)).sign(next),
                        log.key.verifier(),
                        List.of(),
                        new TreeMap<>()),
                lines.iterator(),
                line -> true);
        BundleReport report = verify(out.toByteArray());
        assertThat(report.findings()).isEmpty();
        assertThat(report.withheld()).isEqualTo(1);
        assertThat(report.keys()).hasSize(2);
    }

    @Test
    void aLineThatIsDamagedInTheStoreIsWithheldOrShownAsItIs() throws Exception {
        List<byte[]> damaged = new ArrayList<>(log.lines);
        damaged.set(4, Arrays.copyOf(damaged.get(4), 20));
        damaged.set(8, Arrays.copyOf(damaged.get(8), 20));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.writeRedacted(out, contents(), damaged.iterator(), line -> line == damaged.get(4));
        BundleReport report = verify(out.toByteArray());
        assertThat(inRecord(report)).extracting(Finding::code).contains("unreadable-line", "wrong-root");
        assertThat(report.firstBadPosition()).hasValue(8);
        assertThat(report.withheld()).isEqualTo(1);
    }

    @Test
    void aProofCanBeTakenOutForWhatIsShownAndForWhatIsWithheld() throws Exception {
        Path file = file(redacted());
        for (int i = 0; i < EVENTS; i++) {
            BundledProof proof = BundledProof.of(file, i);
            assertThat(proof.leaf()).isEqualTo(log.tree.leaf(i));
            assertThat(proof.line()).isEqualTo(WITHHELD.contains((long) i) ? null : log.lines.get(i));
            // On the day on which the line is told, it is checked with the proof that was kept.
            assertThat(proof.proof()
                            .verify(log.lines.get(i), log.key.verifier(), WitnessPolicy.NONE)
                            .checkpoint())
                    .isEqualTo(log.checkpoint(EVENTS));
        }
    }

    @Test
    void agreesWithTheCompleteOneLeafByLeaf() throws Exception {
        assertThat(BundleAgainstBundle.of(file(redacted()), file(complete()))).isEmpty();
        assertThat(BundleAgainstBundle.of(file(complete()), file(redacted()))).isEmpty();
    }

    @Test
    void whatIsWithheldIsToldByTypeFromABundleThatShowsIt() throws Exception {
        assertThat(WithheldTypes.of(file(redacted()), file(complete())))
                .containsExactly(Map.entry("trialbook.ConsentSigned", 6L));
        assertThat(WithheldTypes.of(file(complete()), file(redacted()))).isEmpty();
        assertThat(WithheldTypes.of(file(redacted()), file(redacted()))).isEmpty();
        assertThat(WithheldTypes.of(
                        file(redacted()),
                        file(redacted(line -> EventLine.parse(line).position() < 5))))
                .containsExactly(Map.entry("trialbook.ConsentSigned", 4L));
    }
}
