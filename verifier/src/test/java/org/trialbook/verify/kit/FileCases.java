package org.trialbook.verify.kit;

import java.util.LinkedHashMap;
import java.util.Map;

/// Sections 5 and 6, the files: each there once, well-formed, as the manifest says, and nothing else.
final class FileCases {

    private final Kit kit;

    private FileCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        FileCases cases = new FileCases(kit);
        cases.missing();
        cases.superfluous();
        cases.malformed();
        cases.manifestMembers();
        cases.manifestEntries();
        cases.manifestSpelledOtherwise();
    }

    private static Draft plain() {
        return Draft.plain().close();
    }

    private KitCase without(String file) {
        Draft draft = plain();
        draft.files.remove(file);
        return kit.bundle("files-no-" + file.replace('/', '-'), file + " is missing", draft);
    }

    private void missing() {
        without("checkpoint").finds("missing-entry");
        without("key.vkey").finds("missing-entry");
        without("checkpoints/4").sound();
        without("protocols/1.yaml").finds("missing-entry");
        // Nothing is shown that could have published the protocol.
        without("lines.jsonl").finds("missing-entry", "missing-tail@0", "superfluous-entry");
        // As every signed size says: 4, 8 and 12.
        without("leaves").finds("missing-entry", "missing-tail@0", "missing-tail@0", "missing-tail@0");
    }

    private void superfluous() {
        for (String name : new String[] {
            "invoice.pdf.exe",
            "checkpoints/04",
            "checkpoints/+4",
            "checkpoints/",
            "checkpoints/12345678901234567890",
            "checkpoints/4x",
            "checkpoints/4/4",
            "checkpoint/4",
            "CHECKPOINT",
            "protocols/.yaml",
            "protocols/-1.yaml",
            "protocols/1.yml",
            "protocols/a b.yaml",
            "protocols/a/b.yaml",
            "./leaves",
            "../leaves",
            "/leaves",
            "leaves ",
            "Leaves",
            "meta/manifest.json",
            "protocols/\u00fc.yaml",
            "key.vkey\u0000"
        }) {
            Draft draft = plain();
            String file = "files-superfluous-" + Draft.sha256(Draft.utf8(name)).substring(0, 8);
            byte[] content = name.startsWith("checkpoints") ? draft.checkpoint(4) : Draft.utf8("x");
            Map<String, byte[]> all = new LinkedHashMap<>(draft.withManifest());
            all.put(name, content);
            kit.bundle(
                            file,
                            "a file named " + name.replace("\u0000", "(zero)"),
                            RawZip.of(all).write())
                    .finds("superfluous-entry");
        }
        Draft unpublished = plain();
        unpublished.put("protocols/2.yaml", "study: HOT-CRT\n");
        kit.bundle("files-protocol-that-was-not-published", "no event has published it", unpublished)
                .finds("superfluous-entry");
    }

    private void malformed() {
        Draft keyless = plain().put("key.vkey", KitKeys.LOG.verifier().toString());
        kit.bundle("files-key-without-newline", "the key ends in one newline", keyless)
                .finds("malformed-entry");
        kit.bundle(
                        "files-key-with-two-newlines",
                        "the key ends in one newline",
                        plain().put("key.vkey", KitKeys.LOG.verifier() + "\n\n"))
                .finds("malformed-entry");
        kit.bundle(
                        "files-key-with-crlf",
                        "the key ends in one newline",
                        plain().put("key.vkey", KitKeys.LOG.verifier() + "\r\n"))
                .finds("malformed-entry");
        kit.bundle(
                        "files-key-of-a-witness",
                        "a witness's key is not that of a log",
                        plain().put("key.vkey", KitKeys.WITNESS_A.verifier() + "\n"))
                .finds("malformed-entry");
        kit.bundle("files-no-key-at-all", "nobody has a key", plain().put("key.vkey", "no key\n"))
                .keyless()
                .finds("malformed-entry", "untrusted-checkpoint", "untrusted-checkpoint", "untrusted-checkpoint");
        Draft named = plain();
        named.files.put("checkpoints/5", named.files.remove("checkpoints/4"));
        kit.bundle("files-checkpoint-under-another-size", "its name is not its size", named)
                .finds("malformed-entry");
        Draft again = plain();
        again.files.put("checkpoints/12", again.checkpoint(12));
        kit.bundle("files-earlier-checkpoint-of-the-whole-size", "it is not earlier", again)
                .finds("malformed-entry");
        kit.bundle("files-leaves-with-stray-bytes", "no whole hash at the end", append("leaves", "abc"))
                .finds("malformed-entry");
        Draft bomb = plain();
        bomb.files.put("protocols/1.yaml", new byte[(4 << 20) + 1]);
        kit.bundle("files-protocol-of-more-than-4-MiB", "a small file that is not small", bomb)
                .finds("malformed-entry");
        Draft note = plain();
        note.files.put("checkpoints/4", new byte[(4 << 20) + 1]);
        kit.bundle("files-checkpoint-of-more-than-4-MiB", "a small file that is not small", note)
                .finds("malformed-entry");
    }

    private static Draft append(String file, String more) {
        Draft draft = plain();
        draft.files.put(file, Draft.bytes(draft.text(file) + more));
        return draft;
    }

    private KitCase manifest(String name, String why, String part, String other) {
        Draft draft = plain();
        String text = draft.manifest();
        if (!text.contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + text);
        }
        return kit.bundle(
                "manifest-" + name,
                why,
                RawZip.of(draft.withManifest(text.replace(part, other))).write());
    }

    private void manifestMembers() {
        manifest("other-study", "no event bears this study", "\"study\":\"HOT-CRT\"", "\"study\":\"OTHER\"")
                .finds("manifest-disagrees");
        manifest(
                        "other-origin",
                        "not that of the checkpoint",
                        "\"origin\":\"example.org/hot-crt\"",
                        "\"origin\":\"example.org/other\"")
                .finds("manifest-disagrees");
        manifest("other-size", "not that of the checkpoint", "\"size\":12", "\"size\":13")
                .finds("manifest-disagrees");
        manifest(
                        "other-root",
                        "not that of the checkpoint",
                        Draft.plain().root(12).base64(),
                        Draft.plain().root(8).base64())
                .finds("manifest-disagrees");
        manifest(
                        "as-redacted",
                        "one that says that none is withheld, and does not mend created",
                        "trialbook-bundle/1",
                        "trialbook-redacted-bundle/1")
                .finds("malformed-entry");
    }

    private void manifestEntries() {
        Draft draft = plain();
        String leaves = Draft.listed("leaves", draft.files.getOrDefault("leaves", new byte[0]));
        manifest("other-length", "not that of the file", "\"bytes\":384", "\"bytes\":385")
                .finds("manifest-disagrees");
        manifest("other-sha256", "not that of the file", "\"bytes\":384,\"sha256\":\"", "\"bytes\":384,\"sha256\":\"0")
                .finds("manifest-disagrees");
        manifest("file-not-listed", "a file that is not listed", leaves + ",", "")
                .finds("superfluous-entry");
        manifest("file-listed-twice", "a file that is listed twice", leaves, leaves + "," + leaves)
                .finds("superfluous-entry");
        manifest(
                        "file-listed-that-is-not-there",
                        "a file that is listed only",
                        leaves,
                        leaves + "," + Draft.listed("checkpoints/3", new byte[0]))
                .finds("missing-entry");
    }

    private void manifestSpelledOtherwise() {
        String[][] spellings = {
            {"study-null", "\"study\":\"HOT-CRT\"", "\"study\":null"},
            {"study-empty", "\"study\":\"HOT-CRT\"", "\"study\":\"\""},
            {"study-escaped", "\"study\":\"HOT-CRT\"", "\"study\":\"\\u0048OT-CRT\""},
            {"format-2", "trialbook-bundle/1", "trialbook-bundle/2"},
            {"format-other", "trialbook-bundle/1", "bundle"},
            {"space", "\"size\":12", "\"size\": 12"},
            {"newline-behind", "]}", "]}\n"},
            {"text-behind", "]}", "]}x"},
            {"leading-zero", "\"size\":12", "\"size\":012"},
            {"fraction", "\"size\":12", "\"size\":12.0"},
            {"size-as-text", "\"size\":12", "\"size\":\"12\""},
            {"size-negative", "\"size\":12", "\"size\":-12"},
            {"size-2-63", "\"size\":12", "\"size\":9223372036854775808"},
            {"unknown-member", "\"size\":12", "\"size\":12,\"more\":1"},
            {"member-twice", "\"size\":12", "\"size\":12,\"size\":12"},
            {"member-missing", ",\"size\":12", ""},
            {
                "members-swapped",
                "\"study\":\"HOT-CRT\",\"origin\":\"example.org/hot-crt\"",
                "\"origin\":\"example.org/hot-crt\",\"study\":\"HOT-CRT\""
            },
            {"withheld-in-a-complete-one", ",\"created\"", ",\"withheld\":0,\"created\""},
            {"created-without-fraction", "11:00:00.000000Z", "11:00:00Z"},
            {"created-with-offset", "11:00:00.000000Z", "11:00:00.000000+00:00"},
            {"created-leap-second", "11:00:00.000000Z", "23:59:60.000000Z"},
            {"created-nonsense", "2026-11-21T11:00:00.000000Z", "2026-02-30T11:00:00.000000Z"},
            {"root-short", Draft.plain().root(12).base64(), "AAAA"},
            {
                "root-unpadded",
                Draft.plain().root(12).base64(),
                Draft.plain().root(12).base64().replace("=", "")
            },
            {"slash-escaped", "example.org/hot-crt", "example.org\\/hot-crt"},
            {"entry-member-missing", "\"bytes\":384,", ""},
            {"entry-unknown-member", "\"bytes\":384,", "\"bytes\":384,\"x\":1,"},
            {"entries-trailing-comma", "\"}]}", "\"},]}"},
        };
        for (String[] it : spellings) {
            manifest("spelled-" + it[0], "the manifest is written one way", it[1], it[2])
                    .finds("malformed-entry");
        }
        Draft draft = plain();
        String text = draft.manifest();
        kit.bundle(
                        "manifest-bom",
                        "a byte order mark",
                        RawZip.of(draft.withManifest("\ufeff" + text)).write())
                .finds("malformed-entry");
        kit.bundle(
                        "manifest-empty",
                        "an empty manifest",
                        RawZip.of(draft.withManifest("")).write())
                .finds("malformed-entry");
        kit.bundle(
                        "manifest-null",
                        "null is no object",
                        RawZip.of(draft.withManifest("null")).write())
                .finds("malformed-entry");
        kit.bundle(
                        "manifest-no-entries",
                        "a list of no files",
                        RawZip.of(draft.withManifest(text.substring(0, text.indexOf("[")) + "[]}"))
                                .write())
                .finds("malformed-entry");
        kit.bundle(
                        "manifest-deep",
                        "a million brackets",
                        RawZip.of(draft.withManifest("[".repeat(1_000_000))).write())
                .finds("malformed-entry");
    }
}
