package org.trialbook.verify.attack;

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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.BundleManifest;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Json;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.TreeHash;

/// A bundle in the hands of somebody who can change anything in it, but does not have the log's private
/// key.
public final class OpenedBundle {

    public static final int EVENTS = 12;
    public static final String ORIGIN = "example.org/hot-crt";
    /// What the first event publishes, as version 1.0.
    public static final String PROTOCOL = "study: HOT-CRT\n";

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    /// The lines, without newlines.
    public final List<String> lines = new ArrayList<>();

    /// The leaf hashes.
    public final List<TreeHash> leaves = new ArrayList<>();

    /// The other files by name, without the manifest.
    public final Map<String, byte[]> files = new LinkedHashMap<>();

    /// What the manifest will say, apart from its list of files; null to take it from the checkpoint.
    public @Nullable BundleManifest manifest;

    /// Whether the manifest will say that events may be withheld.
    public boolean redacted;

    /// How many events the manifest of a redacted bundle will say are withheld; null to count them.
    public @Nullable Long claimed;

    private int otherKeys;

    /// The lines before anything was withheld.
    private final List<String> originals;

    private OpenedBundle(byte[] zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        files.remove("manifest.json");
        lines.addAll(text("lines.jsonl").lines().toList());
        lines.forEach(line -> leaves.add(leaf(line)));
        originals = List.copyOf(lines);
    }

    /// A sound bundle of [#EVENTS] events, with earlier checkpoints at 4 and 8.
    public static OpenedBundle sound(NoteSigner key) throws IOException {
        return sound(key, EVENTS);
    }

    /// A sound bundle of that many events, at least 9, with earlier checkpoints at 4 and 8.
    public static OpenedBundle sound(NoteSigner key, int events) throws IOException {
        MerkleTree tree = new MerkleTree();
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            lines.add(line(i));
            tree.append(Sha256.leaf(lines.getLast()));
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        BundleWriter.write(
                zip,
                new BundleWriter.Contents(
                        "HOT-CRT",
                        START.plusSeconds(3600),
                        checkpoint(key, tree, events),
                        key.verifier(),
                        List.of(checkpoint(key, tree, 4), checkpoint(key, tree, 8)),
                        new TreeMap<>(Map.of("1.0", PROTOCOL.getBytes(StandardCharsets.UTF_8)))),
                lines.iterator());
        return new OpenedBundle(zip.toByteArray());
    }

    /// A sound bundle of [#EVENTS] events, with the same earlier checkpoints, from which the events at 2, 6, 7 and
    /// 10 are withheld.
    public static OpenedBundle redacted(NoteSigner key) throws IOException {
        return redacted(key, EVENTS);
    }

    /// Like [#redacted(NoteSigner)], of that many events, at least 11.
    public static OpenedBundle redacted(NoteSigner key, int events) throws IOException {
        OpenedBundle bundle = sound(key, events);
        bundle.redacted = true;
        bundle.withhold(2, 6, 7, 10);
        return bundle;
    }

    public static NoteSigner newKey() {
        return NoteSigner.generate(ORIGIN, new SecureRandom());
    }

    /// A key that is not the log's; of one bundle each is another one, of the next bundle they are the same again.
    public NoteSigner anotherKey() {
        otherKeys++;
        return NoteSigner.generate(ORIGIN, new Numbered(otherKeys));
    }

    /// Not random at all, so that the same attack gives the same bytes.
    private static final class Numbered extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) (100 + number));
        }
    }

    private static SignedNote checkpoint(NoteSigner key, MerkleTree tree, long size) {
        return new Checkpoint(ORIGIN, size, tree.root(size)).sign(key);
    }

    private static byte[] line(int position) {
        return new EventLine(
                        position,
                        "event-" + position,
                        position == 0 ? "trialbook.ProtocolPublished" : "trialbook.ConsentSigned",
                        "1",
                        "HOT-CRT",
                        List.of(new EventLine.Tag("subject", "01-00" + position)),
                        recordedAt(position),
                        null,
                        new EventLine.Actor("nurse", "A Nurse", "coordinator", "01"),
                        "command-" + position,
                        null,
                        new TreeMap<>(),
                        position == 0 ? published("1.0", PROTOCOL) : "{\"form\":\"consent 3.1\"}")
                .format();
    }

    /// The payload with which a protocol is published.
    public static String published(String version, String content) {
        String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8)));
        return "{\"study\":\"HOT-CRT\",\"protocolVersion\":" + Json.quote(version) + ",\"contentHash\":\"" + sha256
                + "\",\"content\":" + Json.quote(content) + ",\"seedCommitment\":\"\"}";
    }

    /// When the event at a position of a sound bundle was recorded.
    public static Instant recordedAt(int position) {
        return START.plusSeconds(position);
    }

    public static TreeHash leaf(String line) {
        return Sha256.leaf(line.getBytes(StandardCharsets.UTF_8));
    }

    public String text(String file) {
        return new String(Objects.requireNonNull(files.get(file), file), StandardCharsets.UTF_8);
    }

    public void put(String file, String content) {
        files.put(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Rewrites one line and leaves everything else as it is.
    public void rewrite(int index, String part, String other) {
        if (!lines.get(index).contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + lines.get(index));
        }
        lines.set(index, lines.get(index).replace(part, other));
    }

    /// Puts a rotation of the log's key in place of an event.
    public void rotate(int index, String payload) {
        say(index, KeyRotation.TYPE, KeyRotation.VERSION, "HOT-CRT", payload);
    }

    /// Puts another event in place of one; its leaf hash stays.
    public void say(int index, String type, String version, @Nullable String study, String payload) {
        EventLine before = EventLine.parse(lines.get(index).getBytes(StandardCharsets.UTF_8));
        byte[] line = new EventLine(
                        index,
                        before.id(),
                        type,
                        version,
                        study,
                        List.of(),
                        before.recordedAt(),
                        null,
                        before.actor(),
                        before.command(),
                        null,
                        new TreeMap<>(),
                        payload)
                .format();
        lines.set(index, new String(line, StandardCharsets.UTF_8));
    }

    /// Puts what stands for a withheld event in place of a line, and leaves its leaf hash.
    public void withhold(int... positions) {
        for (int position : positions) {
            lines.set(position, withheld(position));
        }
    }

    /// A line as it was before it was withheld.
    public String original(int position) {
        return originals.get(position);
    }

    private static boolean isWithheld(String line) {
        return line.startsWith("{\"withheld\":");
    }

    /// What stands in a redacted bundle for a withheld event.
    public static String withheld(int position) {
        return "{\"withheld\":" + position + "}";
    }

    /// Makes every line say the position at which it now stands.
    public void renumber() {
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, lines.get(i).replaceFirst("\\{\"(position|withheld)\":[0-9]+", "{\"$1\":" + i));
        }
    }

    /// Makes every leaf hash fit its line; those of withheld events stay.
    public void hashAgain() {
        List<TreeHash> before = List.copyOf(leaves);
        leaves.clear();
        for (int i = 0; i < lines.size(); i++) {
            leaves.add(isWithheld(lines.get(i)) ? before.get(i) : leaf(lines.get(i)));
        }
    }

    /// The root that the leaf hashes give up to a size.
    public TreeHash root(int size) {
        MerkleTree tree = new MerkleTree();
        leaves.subList(0, size).forEach(tree::append);
        return tree.root(size);
    }

    /// Signs a checkpoint of the leaf hashes as they are now, in place of the newest one if the size is
    /// that of all.
    public void sign(int size, NoteSigner key) {
        SignedNote note = new Checkpoint(ORIGIN, size, root(size)).sign(key);
        files.put(size == leaves.size() ? "checkpoint" : "checkpoints/" + size, note.format());
    }

    /// Closes it again, with a manifest that fits.
    public Path writeTo(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var entry : closed().entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return Files.write(file, out.toByteArray());
    }

    /// All its files, with a manifest that fits.
    public Map<String, byte[]> closed() {
        put(
                "lines.jsonl",
                String.join("", lines.stream().map(line -> line + "\n").toList()));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        leaves.forEach(leaf -> packed.writeBytes(leaf.bytes()));
        files.put("leaves", packed.toByteArray());
        List<BundleManifest.Entry> listed = files.entrySet().stream()
                .map(e -> new BundleManifest.Entry(
                        e.getKey(),
                        e.getValue().length,
                        HexFormat.of().formatHex(Sha256.digest().digest(e.getValue()))))
                .toList();
        BundleManifest base = manifest != null ? manifest : fromCheckpoint();
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.put(
                "manifest.json",
                new BundleManifest(
                                base.study(),
                                base.origin(),
                                base.size(),
                                base.root(),
                                base.withheld(),
                                base.created(),
                                listed)
                        .format());
        return all;
    }

    private BundleManifest fromCheckpoint() {
        byte[] note = files.get("checkpoint");
        Checkpoint c = note == null
                ? new Checkpoint(ORIGIN, EVENTS, root(EVENTS))
                : Checkpoint.parseBody(SignedNote.parse(note).text());
        return new BundleManifest("HOT-CRT", c.origin(), c.size(), c.root(), claim(), created(), List.of());
    }

    /// When it was made, or when the last event of a redacted bundle was recorded.
    private Instant created() {
        List<String> shown = lines.stream().filter(line -> !isWithheld(line)).toList();
        if (!redacted) {
            return START.plusSeconds(3600);
        }
        return shown.isEmpty()
                ? Instant.EPOCH
                : EventLine.parse(shown.getLast().getBytes(StandardCharsets.UTF_8))
                        .recordedAt();
    }

    private @Nullable Long claim() {
        if (!redacted) {
            return null;
        }
        return claimed != null
                ? claimed
                : Long.valueOf(lines.stream().filter(OpenedBundle::isWithheld).count());
    }
}
