package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// The examples of `docs/format.md` are what the code reads and writes, byte for byte.
class FormatPageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- bytes: (\\S+) -->\n```\\w*\n(.*?)\n```\n", Pattern.DOTALL);

    private final String page = Files.readString(page());
    private final Map<String, String> examples = new LinkedHashMap<>();

    FormatPageTest() throws IOException {
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            examples.put(matcher.group(1), matcher.group(2));
        }
    }

    private static Path page() {
        return Path.of(System.getProperty("basedir", ".")).resolve("../docs/format.md");
    }

    private String example(String id) {
        return Objects.requireNonNull(examples.get(id), id);
    }

    private byte[] line(int position) {
        return example("line-" + position).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void noExampleIsLeftUnchecked() {
        assertThat(examples.keySet())
                .containsExactly(
                        "line-0",
                        "line-1",
                        "leaf-0",
                        "leaf-1",
                        "root-2",
                        "root-0",
                        "checkpoint",
                        "key",
                        "rotation",
                        "rotation-note",
                        "manifest",
                        "withheld-1",
                        "redacted-manifest");
        assertThat(page.split("<!-- bytes:", -1)).hasSize(examples.size() + 1);
    }

    @Test
    void theLinesAreRead() {
        for (int position = 0; position < 2; position++) {
            EventLine line = EventLine.parse(line(position));
            assertThat(line.position()).isEqualTo(position);
            assertThat(line.format()).isEqualTo(line(position));
        }
        assertThat(EventLine.parse(line(1)).reason()).isEqualTo("line one\nline two");
    }

    @Test
    void theHashesAreTheirs() {
        MerkleFrontier tree = new MerkleFrontier();
        assertThat(tree.root().base64()).isEqualTo(example("root-0"));
        for (int position = 0; position < 2; position++) {
            tree.append(Sha256.leaf(line(position)));
            assertThat(Sha256.leaf(line(position)).hex()).isEqualTo(example("leaf-" + position));
        }
        assertThat(tree.root().base64()).isEqualTo(example("root-2"));
    }

    @Test
    void theKeyOpensTheCheckpointOfBothLines() throws UntrustedNoteException {
        Checkpoint checkpoint = Checkpoint.open(note(), NoteVerifier.parse(example("key")));
        assertThat(checkpoint)
                .isEqualTo(new Checkpoint("example.org/hot-crt", 2, TreeHash.fromBase64(example("root-2"))));
    }

    @Test
    void theRotationIsSignedByBothKeys() throws UntrustedNoteException {
        KeyRotation rotation = KeyRotation.parse(example("rotation"));
        rotation.verify();
        assertThat(rotation.payload()).isEqualTo(example("rotation"));
        assertThat(new String(rotation.note().format(), StandardCharsets.UTF_8))
                .isEqualTo(example("rotation-note") + "\n");
        assertThat(rotation.origin())
                .isEqualTo(NoteVerifier.parse(example("key")).name());
    }

    private BundleWriter.Contents contents(BundleManifest manifest) {
        return new BundleWriter.Contents(
                "HOT-CRT",
                manifest.created(),
                SignedNote.parse(note()),
                NoteVerifier.parse(example("key")),
                List.of(),
                new TreeMap<>());
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getTimeLocal()).isEqualTo("1980-02-01T00:00:00");
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void theRedactedManifestIsThatOfTheBundleWithoutTheSecondLine() throws IOException {
        BundleManifest manifest =
                BundleManifest.parse(example("redacted-manifest").getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.writeRedacted(
                out,
                contents(manifest),
                List.of(line(0), line(1)).iterator(),
                line -> EventLine.parse(line).position() == 1);
        Map<String, byte[]> files = files(out.toByteArray());
        assertThat(manifest.withheld()).isEqualTo(1);
        assertThat(manifest.created()).isEqualTo(EventLine.parse(line(0)).recordedAt());
        assertThat(new String(Objects.requireNonNull(files.get("manifest.json")), StandardCharsets.UTF_8))
                .isEqualTo(example("redacted-manifest"));
        assertThat(files.get("lines.jsonl"))
                .isEqualTo((example("line-0") + "\n" + example("withheld-1") + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(files.get("leaves")).isEqualTo(HexFormat.of().parseHex(example("leaf-0") + example("leaf-1")));
    }

    @Test
    void theManifestIsThatOfTheBundleMadeOfThem() throws IOException {
        BundleManifest manifest = BundleManifest.parse(example("manifest").getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.write(out, contents(manifest), List.of(line(0), line(1)).iterator());
        Map<String, byte[]> files = files(out.toByteArray());
        assertThat(new String(Objects.requireNonNull(files.get("manifest.json")), StandardCharsets.UTF_8))
                .isEqualTo(example("manifest"));
        assertThat(files.get("lines.jsonl"))
                .isEqualTo((example("line-0") + "\n" + example("line-1") + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(files.get("leaves")).isEqualTo(HexFormat.of().parseHex(example("leaf-0") + example("leaf-1")));
        MessageDigest digest = Sha256.digest();
        assertThat(HexFormat.of().formatHex(digest.digest(Objects.requireNonNull(files.get("leaves")))))
                .isEqualTo(manifest.entries().get(1).sha256());
    }

    @Test
    void everyCodeOfAFindingIsOnThePage() {
        for (Finding finding : FindingTest.ALL) {
            assertThat(page).contains("`" + finding.code() + "`");
        }
    }

    private byte[] note() {
        return (example("checkpoint") + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
