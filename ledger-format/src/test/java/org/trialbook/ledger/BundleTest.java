package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {

    private static final int EVENTS = 30;
    private static final Instant CREATED = Instant.parse("2026-11-22T08:00:00.5Z");

    @TempDir
    private Path directory;

    private final SampleLog log = new SampleLog(EVENTS);
    private final NoteVerifier key = log.key.verifier();

    private byte[] bundle() throws IOException {
        return bundle(log.checkpoint(EVENTS), log.lines, List.of(log.checkpoint(20), log.checkpoint(10)));
    }

    private byte[] bundle(Checkpoint checkpoint, List<byte[]> lines, List<Checkpoint> earlier) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.write(
                out,
                new BundleWriter.Contents(
                        "HOT-CRT",
                        CREATED,
                        checkpoint.sign(log.key),
                        key,
                        earlier.stream().map(c -> c.sign(log.key)).toList(),
                        new TreeMap<>(Map.of("1.0", "study: HOT-CRT\n".getBytes(StandardCharsets.UTF_8)))),
                lines.iterator());
        return out.toByteArray();
    }

    private BundleReport verify(byte[] zip) throws Exception {
        return BundleVerification.verify(Files.write(directory.resolve("bundle.zip"), zip), key);
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

    private byte[] entry(String name) throws IOException {
        return Objects.requireNonNull(unzip(bundle()).get(name));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private BundleReport verifyWith(String entry, byte[] content) throws Exception {
        Map<String, byte[]> entries = unzip(bundle());
        entries.put(entry, content);
        return verify(zip(entries));
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.forEach(line -> {
            out.writeBytes(line);
            out.write('\n');
        });
        return out.toByteArray();
    }

    @Test
    void aSoundBundleIsConfirmedWithItsNumbers() throws Exception {
        BundleReport report = verify(bundle());
        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.pinned()).isTrue();
        assertThat(report.key()).isEqualTo(key);
        assertThat(report.checkpoint()).isEqualTo(log.checkpoint(EVENTS));
        assertThat(report.lines()).isEqualTo(EVENTS);
        assertThat(report.lineBytes())
                .isEqualTo(log.lines.stream().mapToLong(l -> l.length).sum());
        assertThat(report.firstRecorded()).isEqualTo(SampleLog.START);
        assertThat(report.lastRecorded()).isEqualTo(SampleLog.START.plusMillis(EVENTS - 1));
        assertThat(report.earlierCheckpoints()).isEqualTo(2);
        assertThat(report.protocols()).isEqualTo(1);
        assertThat(report.firstBadPosition()).isEmpty();
    }

    @Test
    void itHoldsWhatItsManifestListsAndTheSameContentsGiveTheSameBytes() throws Exception {
        assertThat(bundle()).isEqualTo(bundle());
        Map<String, byte[]> entries = unzip(bundle());
        assertThat(entries.keySet())
                .containsExactly(
                        "lines.jsonl",
                        "leaves",
                        "checkpoint",
                        "key.vkey",
                        "checkpoints/20",
                        "checkpoints/10",
                        "protocols/1.0.yaml",
                        "manifest.json");
        assertThat(entries.get("lines.jsonl")).isEqualTo(joined(log.lines));
        assertThat(entries.get("leaves"))
                .hasSize(32 * EVENTS)
                .startsWith(log.tree.leaf(0).bytes());
        assertThat(entries.get("key.vkey")).isEqualTo((key + "\n").getBytes(StandardCharsets.UTF_8));
        BundleManifest manifest = BundleManifest.parse(entry("manifest.json"));
        assertThat(manifest.study()).isEqualTo("HOT-CRT");
        assertThat(manifest.size()).isEqualTo(EVENTS);
        assertThat(manifest.created()).isEqualTo(CREATED);
        assertThat(manifest.entries())
                .extracting(BundleManifest.Entry::name, BundleManifest.Entry::bytes)
                .startsWith(tuple("lines.jsonl", (long) joined(log.lines).length), tuple("leaves", 960L))
                .hasSize(7);
        assertThat(manifest.format()).isEqualTo(entries.get("manifest.json"));
    }

    /// What a zip says of times in extra fields depends on the zone of the machine that writes it.
    @Test
    void itsZipHasNoExtraFields() throws Exception {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bundle()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getExtra()).as(entry.getName()).isNull();
            }
        }
    }

    /// They gave every file a time that a zip can't tell without an extra field.
    @Test
    void aBundleOfEarlierReleasesIsStillSound() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (var file : unzip(bundle()).entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1)).contains("UT\5\0\1");
        assertThat(verify(out.toByteArray()).findings()).isEmpty();
    }

    @Test
    void aFileOfNoKnownNameIsOnlySuperfluousThoughTheManifestListsIt() throws Exception {
        Map<String, byte[]> entries = unzip(bundle());
        BundleManifest manifest = BundleManifest.parse(entry("manifest.json"));
        List<BundleManifest.Entry> listed = new ArrayList<>(manifest.entries());
        listed.add(new BundleManifest.Entry("invoice.pdf", 1, "0"));
        entries.put("invoice.pdf", new byte[1]);
        entries.put(
                "manifest.json",
                new BundleManifest(
                                manifest.study(),
                                manifest.origin(),
                                manifest.size(),
                                manifest.root(),
                                null,
                                manifest.created(),
                                listed)
                        .format());
        assertThat(verify(zip(entries)).findings()).containsExactly(new Finding.SuperfluousEntry("invoice.pdf"));
    }

    @Test
    void anEarlierCheckpointIsNamedAfterItsSizeAndIsEarlier() throws Exception {
        byte[] earlier = entry("checkpoints/10");
        for (String name : List.of("checkpoints/11", "checkpoints/9223372036854775808")) {
            assertThat(verifyWith(name, earlier).findings())
                    .extracting(Finding::code)
                    .containsExactlyInAnyOrder("malformed-entry", "superfluous-entry");
        }
        assertThat(verifyWith("checkpoints/010", earlier).findings())
                .containsExactly(new Finding.SuperfluousEntry("checkpoints/010"));
        assertThat(verifyWith("checkpoints/30", entry("checkpoint")).findings())
                .contains(new Finding.MalformedEntry(
                        "checkpoints/30", "it is not earlier than the checkpoint of size 30"));
    }

    @Test
    void aProtocolIsReadUpToFourMebibytes() throws Exception {
        int most = BundleVerification.MAX_SMALL_ENTRY;
        assertThat(verify(written(holding(List.of(), Map.of("1", new byte[most]))))
                        .findings())
                .isEmpty();
        assertThat(verify(written(holding(List.of(), Map.of("1", new byte[most + 1]))))
                        .findings())
                .containsExactly(new Finding.MalformedEntry("protocols/1.yaml", "longer than 4194304 bytes"));
    }

    @Test
    void aBundleIsOfAStudy() {
        assertThatThrownBy(() -> BundleManifest.parse(
                        "{\"format\":\"trialbook-bundle/1\",\"study\":null".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BundleWriter.Contents(
                        "", CREATED, log.checkpoint(EVENTS).sign(log.key), key, List.of(), new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the study is empty");
    }

    @Test
    void anEmptyLogMakesASoundBundle() throws Exception {
        assertThat(verify(bundle(log.checkpoint(0), List.of(), List.of())).findings())
                .isEmpty();
    }

    @Test
    void aBundleIsStillReadableAfterTheWriterLeftTheStreamOpen() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bundle());
        out.write(0);
        assertThat(out.size()).isEqualTo(bundle().length + 1);
    }

    private BundleWriter.Contents holding(List<SignedNote> earlier, Map<String, byte[]> protocols) {
        return new BundleWriter.Contents(
                "HOT-CRT", CREATED, log.checkpoint(EVENTS).sign(log.key), key, earlier, new TreeMap<>(protocols));
    }

    private byte[] written(BundleWriter.Contents contents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.write(out, contents, log.lines.iterator());
        return out.toByteArray();
    }

    /// What earlier programs let be published.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.0 (Amendment 1)",
                "../1",
                "a/b",
                ".",
                "",
                "é",
                "2\n",
                "C:\\1",
                "the-version-after-the-meeting-of-the-committee-on-the-third-of-may",
                "sha256-0000000000000000000000000000000000000000000000000000000000000000"
            })
    void aVersionThatIsNoFilesNameIsCalledByItsHash(String version) throws Exception {
        byte[] bundle = written(holding(List.of(), Map.of(version, new byte[1], "1", new byte[2])));

        assertThat(verify(bundle).findings()).isEmpty();
        assertThat(verify(bundle).protocols()).isEqualTo(2);
        assertThat(unzip(bundle).keySet())
                .contains("protocols/1.yaml")
                .filteredOn(name -> name.startsWith("protocols/sha256-"))
                .singleElement()
                .satisfies(name -> assertThat(unzip(bundle).get(name)).hasSize(1));
    }

    @Test
    void aVersionOfSixtyThousandCharactersIsCalledByItsHash() throws Exception {
        assertThat(verify(written(holding(List.of(), Map.of("1".repeat(60_000), new byte[1]))))
                        .findings())
                .isEmpty();
    }

    @Test
    void noTwoVersionsHaveOneName() {
        List<String> versions = new ArrayList<>(List.of("2.0 (Amendment 1)", "2.0 (amendment 1)", "1", "1 ", " 1"));
        versions.add(ProtocolName.of("1 "));
        versions.add(ProtocolName.of(ProtocolName.of("1 ")));

        assertThat(versions.stream().map(ProtocolName::of).distinct()).hasSameSizeAs(versions);
    }

    /// A log that is signed every five seconds has so many after a day.
    @Test
    void ofVeryManyCheckpointsSoManyGoAlongAsAVerifierReads() throws Exception {
        int events = 10_050;
        SampleLog longLog = new SampleLog(events);
        List<Checkpoint> all =
                IntStream.range(1, events).mapToObj(longLog::checkpoint).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        BundleWriter.write(
                out,
                new BundleWriter.Contents(
                        "HOT-CRT",
                        CREATED,
                        longLog.checkpoint(events).sign(longLog.key),
                        longLog.key.verifier(),
                        all.stream()
                                .map(checkpoint -> checkpoint.sign(longLog.key))
                                .toList(),
                        new TreeMap<>(Map.of("1", new byte[1]))),
                longLog.lines.iterator());

        BundleReport report = BundleVerification.verify(
                Files.write(directory.resolve("long.zip"), out.toByteArray()), longLog.key.verifier());
        assertThat(report.findings()).isEmpty();
        assertThat(report.earlierCheckpoints()).isEqualTo(5_000);
        assertThat(unzip(out.toByteArray())).containsKeys("checkpoints/1", "checkpoints/10047");
    }

    @Test
    void moreFilesThanAVerifierReadsAreRefusedBeforeAnythingIsWritten() {
        Map<String, byte[]> protocols = new TreeMap<>();
        for (int i = 0; i < BundleEntries.MOST - 6; i++) {
            protocols.put(Integer.toString(i), new byte[0]);
        }
        List<SignedNote> one = List.of(log.checkpoint(10).sign(log.key));

        holding(one, protocols);
        protocols.put("one more", new byte[0]);
        assertThatThrownBy(() -> holding(one, protocols))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10001 files; a bundle has at most 10000");
    }

    @Test
    void twoFilesOfOneNameAreRefusedBeforeAnythingIsWritten() {
        SignedNote note = log.checkpoint(10).sign(log.key);

        assertThatThrownBy(() -> holding(List.of(note, note), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two files of one name");
    }

    @Test
    void withoutAPinnedKeyTheOneInTheBundleIsUsedAndSaidSo() throws Exception {
        Path file = Files.write(directory.resolve("b.zip"), bundle());
        BundleReport report = BundleVerification.verify(file, null);
        assertThat(report.sound()).isTrue();
        assertThat(report.pinned()).isFalse();
        assertThat(report.key()).isEqualTo(key);
    }

    @Test
    void everySingleChangedLineIsNamedExactly() throws Exception {
        for (int i = 0; i < EVENTS; i++) {
            List<byte[]> lines = new ArrayList<>(log.lines);
            lines.set(i, SampleLog.replaced(lines.get(i), "A Nurse", "B Nurse"));
            BundleReport report = verifyWith("lines.jsonl", joined(lines));
            assertThat(report.firstBadPosition()).hasValue(i);
            assertThat(report.findings())
                    .extracting(Finding::code)
                    .containsExactly("changed-line", "manifest-disagrees");
        }
    }

    @Test
    void everySingleRemovedLineIsNamedExactly() throws Exception {
        for (int i = 0; i < EVENTS; i++) {
            List<byte[]> lines = new ArrayList<>(log.lines);
            lines.remove(i);
            BundleReport report = verifyWith("lines.jsonl", joined(lines));
            assertThat(report.firstBadPosition()).hasValue(i);
            assertThat(report.findings())
                    .filteredOn(f -> f.position().isPresent())
                    .extracting(Finding::code)
                    .containsExactly(i == EVENTS - 1 ? "missing-tail" : "wrong-position");
        }
    }

    @Test
    void everyChangedLeafHashIsNamedAndTheRootRefuted() throws Exception {
        for (int i = 0; i < EVENTS; i++) {
            byte[] leaves = entry("leaves");
            leaves[32 * i + 7] ^= 1;
            BundleReport report = verifyWith("leaves", leaves);
            assertThat(report.findings()).extracting(Finding::code).contains("changed-line", "wrong-root");
            assertThat(report.findings())
                    .contains(new Finding.ChangedLine(
                            i, TreeHash.of(Arrays.copyOfRange(leaves, 32 * i, 32 * i + 32)), log.tree.leaf(i)));
            assertThat(report.firstBadPosition()).hasValue(i);
        }
    }

    @Test
    void leavesThatAreCutOrOverhangAreNamed() throws Exception {
        byte[] leaves = entry("leaves");
        assertThat(verifyWith("leaves", Arrays.copyOf(leaves, 31 * 32)).findings())
                .contains(new Finding.BeyondCheckpoint(EVENTS, EVENTS, EVENTS + 1));
        assertThat(verifyWith("leaves", Arrays.copyOf(leaves, 29 * 32)).findings())
                .contains(new Finding.MissingTail(29, EVENTS));
        assertThat(verifyWith("leaves", Arrays.copyOf(leaves, 30 * 32 + 5)).findings())
                .contains(new Finding.MalformedEntry("leaves", "5 bytes at the end are no whole hash"));
    }

    @Test
    void linesBeyondTheCheckpointAreNamed() throws Exception {
        List<byte[]> lines = new ArrayList<>(log.lines);
        lines.add(SampleLog.line(EVENTS, SampleLog.START.plusSeconds(1), "n"));
        BundleReport report = verifyWith("lines.jsonl", joined(lines));
        assertThat(report.findings()).contains(new Finding.BeyondCheckpoint(EVENTS, EVENTS, EVENTS + 1));
        assertThat(report.firstBadPosition()).hasValue(EVENTS);
    }

    @Test
    void aLastLineWithoutItsNewlineIsNoLine() throws Exception {
        byte[] lines = joined(log.lines);
        BundleReport report = verifyWith("lines.jsonl", Arrays.copyOf(lines, lines.length - 1));
        assertThat(report.firstBadPosition()).hasValue(EVENTS - 1);
        assertThat(report.findings()).extracting(Finding::code).contains("unreadable-line");
    }

    @Test
    void aLineAsLongAsTheFileIsRefusedWithoutBeingHeld() throws Exception {
        byte[] endless = new byte[20_000_000];
        Arrays.fill(endless, (byte) ' ');
        BundleReport report = verifyWith("lines.jsonl", endless);
        assertThat(report.findings()).contains(new Finding.UnreadableLine(0, 65_535, "a line of at most 65535 bytes"));
        assertThat(report.firstBadPosition()).hasValue(0);
        assertThat(report.lineBytes()).isEqualTo(65_537);
    }

    @Test
    void aFloodOfBadLinesIsNotReadToItsEnd() throws Exception {
        byte[] flood = new byte[5_000_000];
        Arrays.fill(flood, (byte) '\n');
        BundleReport report = verifyWith("lines.jsonl", flood);
        assertThat(report.complete()).isFalse();
        assertThat(report.findings().size()).isBetween(980, 1_000);
        assertThat(report.lines()).isLessThan(1_001);
    }

    @Test
    void linesThatMovedFarAreComparedWithNothingButStillNamed() throws Exception {
        List<byte[]> lines = new ArrayList<>(log.lines);
        lines.set(4, SampleLog.line(9_000_000_000L, SampleLog.START.plusMillis(4), "n"));
        BundleReport report = verifyWith("lines.jsonl", joined(lines));
        assertThat(report.findings())
                .contains(
                        new Finding.WrongPosition(4, 4, 9_000_000_000L),
                        new Finding.WrongPosition(5, 9_000_000_001L, 5));
        assertThat(report.firstBadPosition()).hasValue(4);
        lines.set(4, SampleLog.line(Long.MAX_VALUE, SampleLog.START.plusMillis(4), "n"));
        assertThat(verifyWith("lines.jsonl", joined(lines)).firstBadPosition()).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines.jsonl", "leaves", "checkpoint", "key.vkey", "checkpoints/10", "protocols/1.0.yaml"})
    void aMissingFileIsNamed(String name) throws Exception {
        Map<String, byte[]> entries = unzip(bundle());
        entries.remove(name);
        assertThat(verify(zip(entries)).findings()).contains(new Finding.MissingEntry(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines.jsonl", "leaves", "checkpoint", "key.vkey", "checkpoints/10", "protocols/1.0.yaml"})
    void aChangedFileContradictsTheManifest(String name) throws Exception {
        byte[] content = entry(name);
        byte[] longer = Arrays.copyOf(content, content.length + 1);
        longer[content.length] = ' ';
        assertThat(verifyWith(name, longer).findings())
                .contains(new Finding.ManifestDisagrees(
                        "the length of " + name, String.valueOf(content.length), String.valueOf(content.length + 1)))
                .anyMatch(f -> f.evidence().contains("the SHA-256 of " + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README", "protocols/../x.yaml", "protocols/a/b.yaml", "checkpoints/x", "lines.jsonl.gz"})
    void aFileThatHasNoPlaceIsNamed(String name) throws Exception {
        assertThat(verifyWith(name, new byte[1]).findings()).containsExactly(new Finding.SuperfluousEntry(name));
    }

    @Test
    void aFileOfTheRightKindThatTheManifestDoesNotListIsNamed() throws Exception {
        assertThat(verifyWith("protocols/2.0.yaml", new byte[1]).findings())
                .containsExactly(new Finding.SuperfluousEntry("protocols/2.0.yaml"));
    }

    @Test
    void aManifestThatSaysSomethingElseIsContradicted() throws Exception {
        BundleManifest sound = BundleManifest.parse(entry("manifest.json"));
        List<BundleManifest.Entry> twice = new ArrayList<>(sound.entries());
        twice.add(twice.getFirst());
        BundleManifest forged = new BundleManifest("HOT-CRT", "other", 3, Sha256.empty(), null, CREATED, twice);
        assertThat(verifyWith("manifest.json", forged.format()).findings())
                .containsExactly(
                        new Finding.ManifestDisagrees("origin", "other", "example.org/log"),
                        new Finding.ManifestDisagrees("size", "3", "30"),
                        new Finding.ManifestDisagrees(
                                "root",
                                Sha256.empty().base64(),
                                log.tree.root(EVENTS).base64()),
                        new Finding.SuperfluousEntry("lines.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not json", "\u0000"})
    void aManifestThatIsNoneIsNamedAndTheRestStillChecked(String manifest) throws Exception {
        BundleReport report = verifyWith("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        assertThat(report.findings()).extracting(Finding::code).containsExactly("malformed-entry");
        assertThat(report.manifest()).isNull();
        assertThat(report.lines()).isEqualTo(EVENTS);
    }

    @Test
    void aManifestWrittenAnotherWayIsRefused() throws Exception {
        String manifest = new String(entry("manifest.json"), StandardCharsets.UTF_8);
        for (String other : List.of(
                manifest + "\n",
                manifest.replace("08:00:00.500000Z", "08:00:00.5Z"),
                manifest.replace("08:00:00.500000Z", "late"),
                manifest.replace("trialbook-bundle/1", "trialbook-bundle/2"))) {
            assertThat(other).isNotEqualTo(manifest);
            assertThatThrownBy(() -> BundleManifest.parse(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anotherKeyInTheBundleDoesNotReplaceThePinnedOne() throws Exception {
        NoteVerifier other = new SampleLog(0).key.verifier();
        BundleReport report = verifyWith("key.vkey", (other + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(report.findings()).contains(new Finding.ForeignKey(0, key.toString(), other.toString()));
        assertThat(report.key()).isEqualTo(key);
    }

    @Test
    void checkpointsOfAStrangerVouchForNothing() throws Exception {
        SignedNote forged = log.checkpoint(10).sign(new SampleLog(0).key);
        BundleReport report = verifyWith("checkpoints/10", forged.format());
        assertThat(report.findings())
                .contains(new Finding.UntrustedCheckpoint(0, "checkpoints/10", "none of the trusted keys has signed"));
        assertThat(report.earlierCheckpoints()).isEqualTo(1);

        report = verifyWith(
                "checkpoint", log.checkpoint(EVENTS).sign(new SampleLog(0).key).format());
        assertThat(report.findings())
                .contains(new Finding.UntrustedCheckpoint(0, "checkpoint", "none of the trusted keys has signed"));
        assertThat(report.checkpoint()).isEqualTo(log.checkpoint(EVENTS));
    }

    @Test
    void aBundleWithoutAnyKeyIsTrustedByNobody() throws Exception {
        Map<String, byte[]> entries = unzip(bundle());
        entries.remove("key.vkey");
        Path file = Files.write(directory.resolve("b.zip"), zip(entries));
        BundleReport report = BundleVerification.verify(file, null);
        assertThat(report.key()).isNull();
        assertThat(report.findings())
                .contains(new Finding.UntrustedCheckpoint(
                        0, "checkpoint", "there is no key to check its signature with"));
    }

    @Test
    void garbageInPlaceOfCheckpointAndKeyIsNamed() throws Exception {
        byte[] garbage = {1, 2, 3};
        assertThat(verifyWith("checkpoint", garbage).findings())
                .anyMatch(
                        f -> f instanceof Finding.MalformedEntry m && m.entry().equals("checkpoint"));
        assertThat(verifyWith("key.vkey", garbage).findings())
                .anyMatch(
                        f -> f instanceof Finding.MalformedEntry m && m.entry().equals("key.vkey"));
        assertThat(verifyWith("key.vkey", new byte[BundleVerification.MAX_SMALL_ENTRY + 1])
                        .findings())
                .contains(new Finding.MalformedEntry("key.vkey", "longer than 4194304 bytes"));
    }

    @Test
    void withoutAReadableCheckpointLinesAndLeavesAreStillComparedWithEachOther() throws Exception {
        Map<String, byte[]> entries = unzip(bundle());
        entries.put("checkpoint", new byte[1]);
        entries.put("lines.jsonl", joined(log.lines.subList(0, 28)));
        assertThat(verify(zip(entries)).findings())
                .contains(new Finding.MalformedEntry("leaves", "30 hashes stand beside 28 lines"));
    }

    @Test
    void compressedDataThatBreaksIsNamedFromWhereItCanNotBeRead() throws Exception {
        byte[] zip = bundle();
        // Behind the local header and the name of the first entry.
        int data = 30 + "lines.jsonl".length();
        Arrays.fill(zip, data + 100, data + 140, (byte) 0xFF);
        BundleReport report = verify(zip);
        assertThat(report.sound()).isFalse();
        assertThat(report.firstBadPosition()).isPresent();
        assertThat(report.complete()).isFalse();
        assertThat(report.findings()).extracting(Finding::code).contains("damaged-data");
    }

    @Test
    void whatIsNoZipOrNoBundleIsUnreadable() throws Exception {
        assertThatThrownBy(() -> BundleVerification.verify(directory.resolve("nothing.zip"), key))
                .isInstanceOf(UnreadableBundleException.class)
                .hasMessageStartingWith("there is no file");
        assertThatThrownBy(() -> verify("garbage".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableBundleException.class)
                .hasMessageEndingWith("bundle.zip is no bundle: it is shorter than an end record");
        assertThatThrownBy(() -> verify(zip(Map.of("a", new byte[1]))))
                .isInstanceOf(UnreadableBundleException.class)
                .hasMessageEndingWith("bundle.zip is no bundle: it has no manifest.json");
        byte[] bundle = bundle();
        assertThatThrownBy(() -> verify(Arrays.copyOf(bundle, bundle.length / 2)))
                .isInstanceOf(UnreadableBundleException.class);
    }

    @Test
    void aZipWithTooManyFilesIsUnreadable() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i <= BundleEntries.MOST; i++) {
            entries.put("protocols/" + i + ".yaml", new byte[0]);
        }
        assertThatThrownBy(() -> verify(zip(entries)))
                .isInstanceOf(UnreadableBundleException.class)
                .hasMessageEndingWith("bundle.zip is no bundle: it has 10001 files, and a bundle at most 10000");
    }
}
