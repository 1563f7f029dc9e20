package org.trialbook.verify.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;

/// A record in the hands of whoever keeps the log, and has its key: whatever the lines say, leaf hashes, roots,
/// signatures and manifest fit them. What is done to the files afterwards is somebody else's.
final class Draft {

    static final String YAML = "study: HOT-CRT\nversion: \"1\"\n";

    /// The lines that are hashed, a character a byte.
    final List<String> lines = new ArrayList<>();

    /// Which of them are withheld.
    final Set<Integer> withheld = new TreeSet<>();

    /// Who signs checkpoints up to which size; the last one signs all that are larger.
    final TreeMap<Integer, NoteSigner> signers = new TreeMap<>(Map.of(Integer.MAX_VALUE, KitKeys.LOG));

    final List<Integer> earlier = new ArrayList<>(List.of(4, 8));
    final Map<String, byte[]> protocols = new LinkedHashMap<>();
    final Manifest manifest = new Manifest();

    /// The files without the manifest, once [#close] was called.
    final Map<String, byte[]> files = new LinkedHashMap<>();

    /// What the manifest says, each member as it is written there; null to say what is so.
    static final class Manifest {
        boolean redacted;

        @Nullable
        String study = "\"HOT-CRT\"";

        @Nullable
        String origin;

        @Nullable
        String size;

        @Nullable
        String root;

        @Nullable
        String withheld;

        @Nullable
        String created;
    }

    /// Twelve events, the first of which publishes the protocol; checkpoints at 4, 8 and 12.
    static Draft plain() {
        Draft draft = new Draft();
        draft.publish("1", YAML);
        while (draft.lines.size() < 12) {
            draft.event("trialbook.ConsentSigned", "HOT-CRT", "{\"form\":\"consent 3.1\"}");
        }
        draft.protocols.put("1", utf8(YAML));
        return draft;
    }

    /// The same, with the events at 2, 6, 7 and 10 withheld.
    static Draft redacted() {
        Draft draft = plain();
        draft.manifest.redacted = true;
        draft.withheld.addAll(List.of(2, 6, 7, 10));
        return draft;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A text as a string of its bytes.
    static String latin1(String text) {
        return new String(utf8(text), StandardCharsets.ISO_8859_1);
    }

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Sha256.digest().digest(content));
    }

    void publish(String version, String content) {
        event(
                "trialbook.ProtocolPublished",
                "HOT-CRT",
                "{\"study\":\"HOT-CRT\",\"protocolVersion\":\"" + version + "\",\"contentHash\":\""
                        + sha256(utf8(content)) + "\",\"content\":\""
                        + content.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"")
                        + "\",\"seedCommitment\":\"\"}");
    }

    /// Puts a publication of another version in the place of an event.
    ///
    /// @param publication that of version 1
    Draft publishAs(int position, String version, String publication) {
        event(position, "trialbook.ProtocolPublished", "HOT-CRT", publication);
        return edit(position, "\"version\":\"1\"", "\"version\":\"" + version + "\"");
    }

    /// A publication of version 1 as one of version 2.
    static String withoutCommitment(String publication) {
        return publication.replace(",\"seedCommitment\":\"\"", "");
    }

    void event(String type, @Nullable String study, String payload) {
        lines.add(latin1(line(lines.size(), type, study, payload)));
    }

    /// Puts another event in the place of one.
    void event(int position, String type, @Nullable String study, String payload) {
        lines.set(position, latin1(line(position, type, study, payload)));
    }

    static String line(int position, String type, @Nullable String study, String payload) {
        return "{\"position\":%d,\"id\":\"event-%d\",\"type\":\"%s\",\"version\":\"1\",\"study\":%s,\"tags\":[[\"command\",\"command-%d\"],[\"subject\",\"01-0001\"]],\"recordedAt\":\"%s\",\"occurredAt\":null,\"actor\":{\"id\":\"nurse\",\"name\":\"A Nurse\",\"role\":\"coordinator\",\"site\":\"01\"},\"command\":\"command-%d\",\"reason\":null,\"metadata\":{},\"payload\":%s}"
                .formatted(
                        position,
                        position,
                        type,
                        study == null ? "null" : "\"" + study + "\"",
                        position,
                        recordedAt(position),
                        position,
                        payload);
    }

    static String recordedAt(int position) {
        return "2026-11-21T10:%02d:%02d.000000Z".formatted(position / 60, position % 60);
    }

    Draft edit(int position, String part, String other) {
        return editRaw(position, latin1(part), latin1(other));
    }

    Draft editRaw(int position, String part, String other) {
        String line = lines.get(position);
        if (!line.contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + line);
        }
        lines.set(position, line.replace(part, other));
        return this;
    }

    NoteSigner signer(int size) {
        return signers.ceilingEntry(size).getValue();
    }

    static String withheldLine(int position) {
        return "{\"withheld\":" + position + "}";
    }

    TreeHash root(int size) {
        MerkleTree tree = new MerkleTree();
        lines.subList(0, size).forEach(line -> tree.append(Sha256.leaf(bytes(line))));
        return tree.root(size);
    }

    /// Closes the record: all files are there and fit.
    Draft close() {
        files.clear();
        StringBuilder shown = new StringBuilder();
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            shown.append(withheld.contains(i) ? withheldLine(i) : lines.get(i)).append('\n');
            leaves.writeBytes(Sha256.leaf(bytes(lines.get(i))).bytes());
        }
        files.put("lines.jsonl", bytes(shown.toString()));
        files.put("leaves", leaves.toByteArray());
        files.put("checkpoint", checkpoint(lines.size()));
        files.put("key.vkey", utf8(signer(0).verifier() + "\n"));
        for (int size : earlier) {
            files.put("checkpoints/" + size, checkpoint(size));
        }
        protocols.forEach((name, yaml) -> files.put("protocols/" + name + ".yaml", yaml));
        return this;
    }

    byte[] checkpoint(int size) {
        return new Checkpoint(KitKeys.ORIGIN, size, root(size))
                .sign(signer(size))
                .format();
    }

    String text(String file) {
        return new String(Objects.requireNonNull(files.get(file), file), StandardCharsets.ISO_8859_1);
    }

    /// Replaces a part of a file, a character a byte.
    Draft change(String file, String part, String other) {
        String text = text(file);
        if (!text.contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + file + ": " + text);
        }
        files.put(file, bytes(text.replace(part, other)));
        return this;
    }

    Draft put(String file, String content) {
        files.put(file, utf8(content));
        return this;
    }

    String manifest() {
        Checkpoint signed = new Checkpoint(KitKeys.ORIGIN, lines.size(), root(lines.size()));
        StringBuilder out = new StringBuilder("{\"format\":\"");
        out.append(manifest.redacted ? "trialbook-redacted-bundle/1" : "trialbook-bundle/1");
        out.append("\",\"study\":").append(manifest.study);
        out.append(",\"origin\":").append(or(manifest.origin, "\"" + KitKeys.ORIGIN + "\""));
        out.append(",\"size\":").append(or(manifest.size, String.valueOf(lines.size())));
        out.append(",\"root\":").append(or(manifest.root, "\"" + signed.root().base64() + "\""));
        if (manifest.redacted) {
            out.append(",\"withheld\":").append(or(manifest.withheld, String.valueOf(withheld.size())));
        }
        out.append(",\"created\":").append(or(manifest.created, "\"" + created() + "\""));
        out.append(",\"entries\":[");
        String separator = "";
        for (var file : files.entrySet()) {
            out.append(separator).append(listed(file.getKey(), file.getValue()));
            separator = ",";
        }
        return out.append("]}").toString();
    }

    static String listed(String name, byte[] content) {
        return "{\"name\":\"" + name + "\",\"bytes\":" + content.length + ",\"sha256\":\"" + sha256(content) + "\"}";
    }

    private static String or(@Nullable String said, String so) {
        return said == null ? so : said;
    }

    private String created() {
        if (!manifest.redacted) {
            return "2026-11-21T11:00:00.000000Z";
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (!withheld.contains(i)) {
                return recordedAt(i);
            }
        }
        return "1970-01-01T00:00:00.000000Z";
    }

    /// All files, with a manifest that lists those that are there now.
    Map<String, byte[]> withManifest() {
        return withManifest(manifest());
    }

    Map<String, byte[]> withManifest(String text) {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.put("manifest.json", utf8(text));
        return all;
    }

    RawZip raw() {
        return RawZip.of(withManifest());
    }

    byte[] zip() {
        return raw().write();
    }
}
