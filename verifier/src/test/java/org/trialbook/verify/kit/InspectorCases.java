package org.trialbook.verify.kit;

import java.time.Instant;
import java.util.List;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.SignedNote;

/// Sections 6, 8 and 9: what an inspector brings along, and the proof of one event.
final class InspectorCases {

    private final Kit kit;

    private InspectorCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        InspectorCases cases = new InspectorCases(kit);
        cases.since();
        cases.witnesses();
        cases.consistency();
        cases.inclusionOfABundle();
        cases.proofs();
    }

    private KitCase since(String name, String why, String bundle, String note) {
        return kit.again("since-" + name, why, bundle)
                .with("--since", kit.file("files/since-" + name, Draft.utf8(note)));
    }

    private static String signed(NoteSigner key, int size, String root) {
        return RawNote.of(key, KitKeys.ORIGIN + "\n" + size + "\n" + root + "\n");
    }

    private void since() {
        Draft plain = Draft.plain();
        NoteSigner log = KitKeys.LOG;
        for (int size : new int[] {0, 1, 7, 12}) {
            since(
                            "size-" + size,
                            "the log has grown from it",
                            SoundCases.PLAIN,
                            signed(log, size, plain.root(size).base64()))
                    .sound();
        }
        since(
                        "larger",
                        "the log was larger",
                        SoundCases.PLAIN,
                        signed(log, 13, plain.root(12).base64()))
                .finds("rollback@12");
        since(
                        "other-root",
                        "another root at that size",
                        SoundCases.PLAIN,
                        signed(log, 7, plain.root(6).base64()))
                .finds("fork@0");
        since(
                        "other-root-of-size-0",
                        "the empty log has one root",
                        SoundCases.PLAIN,
                        signed(log, 0, plain.root(6).base64()))
                .finds("fork@0");
        since(
                        "same-size-other-root",
                        "another root at the same size",
                        SoundCases.PLAIN,
                        signed(log, 12, plain.root(6).base64()))
                .finds("fork@0");
        since(
                        "stranger",
                        "a stranger has signed it",
                        SoundCases.PLAIN,
                        signed(KitKeys.STRANGER, 7, plain.root(6).base64()))
                .finds("untrusted-checkpoint");
        since("garbage", "it is no checkpoint", SoundCases.PLAIN, "hello\n").unreadable();
        since(
                        "unsigned",
                        "it bears no signature",
                        SoundCases.PLAIN,
                        KitKeys.ORIGIN + "\n7\n" + plain.root(7).base64() + "\n\n")
                .unreadable();
        since(
                        "extension-line",
                        "it has an extension line",
                        SoundCases.PLAIN,
                        RawNote.of(log, KitKeys.ORIGIN + "\n7\n" + plain.root(7).base64() + "\nmore\n"))
                .unreadable();
        kit.again("since-nothing", "there is no such file", SoundCases.PLAIN)
                .with("--since", "files/nothing")
                .unreadable();
        Draft once = RotationCases.once();
        since(
                        "before-a-rotation",
                        "the old key has signed it",
                        "bundles/rotation-once.zip",
                        signed(log, 4, once.root(4).base64()))
                .sound();
        since(
                        "before-a-rotation-by-the-new-key",
                        "the new key was not in force",
                        "bundles/rotation-once.zip",
                        signed(KitKeys.SECOND, 4, once.root(4).base64()))
                .finds("untrusted-checkpoint");
        since(
                        "behind-a-rotation",
                        "the new key has signed it",
                        "bundles/rotation-once.zip",
                        signed(KitKeys.SECOND, 7, once.root(7).base64()))
                .sound();
        since(
                        "redacted",
                        "of a redacted bundle",
                        "bundles/sound-redacted.zip",
                        signed(log, 7, plain.root(7).base64()))
                .sound();
        since(
                        "redacted-fork",
                        "of a redacted bundle",
                        "bundles/sound-redacted.zip",
                        signed(log, 7, plain.root(6).base64()))
                .finds("fork@0");
    }

    private static SignedNote cosigned(NoteSigner... witnesses) {
        Draft plain = Draft.plain();
        Checkpoint checkpoint = new Checkpoint(KitKeys.ORIGIN, 12, plain.root(12));
        List<SignedNote.Signature> more = java.util.Arrays.stream(witnesses)
                .map(witness -> Cosignature.sign(checkpoint, witness, Instant.parse("2026-11-21T10:01:00Z"))
                        .signature())
                .toList();
        return checkpoint.sign(KitKeys.LOG).with(more);
    }

    private String bundle(String name, String note) {
        Draft draft = Draft.plain().close().put("checkpoint", note);
        return kit.file("bundles/" + name + ".zip", draft.zip());
    }

    private KitCase witnessed(String name, String why, String bundle, String... arguments) {
        return kit.again("witness-" + name, why, bundle).with(arguments);
    }

    private void witnesses() {
        String a = "keys/witness-a.vkey";
        String b = "keys/witness-b.vkey";
        String c = "keys/witness-c.vkey";
        SignedNote two = cosigned(KitKeys.WITNESS_A, KitKeys.WITNESS_B);
        String bundle = bundle("witnessed", new String(two.format(), java.nio.charset.StandardCharsets.UTF_8));
        witnessed("nobody-asked", "cosignatures of unknown witnesses are ignored", bundle)
                .sound();
        witnessed("one", "one is asked for", bundle, "--witness", a).sound();
        witnessed("both", "two are asked for", bundle, "--witness", a, "--witness", b)
                .sound();
        witnessed(
                        "third-missing",
                        "all that are named are asked for",
                        bundle,
                        "--witness",
                        a,
                        "--witness",
                        b,
                        "--witness",
                        c)
                .finds("too-few-witnesses");
        witnessed(
                        "two-of-three",
                        "a quorum of two",
                        bundle,
                        "--witness",
                        a,
                        "--witness",
                        b,
                        "--witness",
                        c,
                        "--quorum",
                        "2")
                .sound();
        witnessed("quorum-of-none", "a quorum of none", bundle, "--witness", c, "--quorum", "0")
                .sound();
        witnessed("only-the-missing-one", "it has not cosigned", bundle, "--witness", c)
                .finds("too-few-witnesses");
        witnessed("quorum-out-of-reach", "more than there are", bundle, "--witness", a, "--quorum", "2")
                .unreadable();
        witnessed("quorum-negative", "less than none", bundle, "--witness", a, "--quorum", "-1")
                .unreadable();
        witnessed("named-twice", "one key is one witness", bundle, "--witness", a, "--witness", a)
                .unreadable();
        witnessed("key-of-the-log", "a log is no witness", bundle, "--witness", "keys/log.vkey")
                .unreadable();
        witnessed("plain", "nobody has cosigned", SoundCases.PLAIN, "--witness", a)
                .finds("too-few-witnesses");
        String text = two.text();
        String log = RawNote.line(KitKeys.LOG, text);
        String good = two.signatures().get(1).format() + "\n";
        byte[] stamped =
                java.util.Base64.getDecoder().decode(two.signatures().get(1).base64());
        cosignature("wrong", "the signature is wrong", text + "\n" + log + changed(stamped, 30), a)
                .finds("too-few-witnesses");
        cosignature("other-time", "the time is signed too", text + "\n" + log + changed(stamped, 11), a)
                .finds("too-few-witnesses");
        cosignature("wrong-beside-right", "both must be right", text + "\n" + log + good + changed(stamped, 30), a)
                .finds("too-few-witnesses");
        cosignature("twice", "one witness counts once", text + "\n" + log + good + good, a)
                .sound();
        kit.again("witness-twice-is-not-two", "one witness counts once", "bundles/witness-twice.zip")
                .with("--witness", a, "--witness", b)
                .finds("too-few-witnesses");
        cosignature(
                        "without-time",
                        "a cosignature without its time",
                        text + "\n" + log
                                + RawNote.line(
                                        KitKeys.WITNESS_A.name(),
                                        KitKeys.WITNESS_A.verifier().keyId(),
                                        RawNote.signature(KitKeys.WITNESS_A, Draft.utf8(text))),
                        a)
                .finds("too-few-witnesses");
        byte[] zero = new byte[72];
        System.arraycopy(
                RawNote.signature(KitKeys.WITNESS_A, Draft.utf8("cosignature/v1\ntime 0\n" + text)), 0, zero, 8, 64);
        cosignature(
                        "time-0",
                        "the time is above 0",
                        text + "\n" + log
                                + RawNote.line(
                                        KitKeys.WITNESS_A.name(),
                                        KitKeys.WITNESS_A.verifier().keyId(),
                                        zero),
                        a)
                .finds("too-few-witnesses");
        witnessed("wrong-one-that-nobody-asked-about", "ignored", "bundles/witness-wrong.zip")
                .sound();
    }

    private static String changed(byte[] stamped, int at) {
        byte[] other = stamped.clone();
        other[at] ^= 1;
        return "\u2014 " + KitKeys.WITNESS_A.name() + " "
                + java.util.Base64.getEncoder().encodeToString(other) + "\n";
    }

    private KitCase cosignature(String name, String why, String note, String witness) {
        return witnessed(name, why, bundle("witness-" + name, note), "--witness", witness);
    }

    private KitCase consistency(String name, String why, String older, String newer) {
        return kit.command("consistency-" + name, why, "consistency", older, newer, "--json", "--key", "keys/log.vkey");
    }

    private void consistency() {
        Draft grown = Draft.plain();
        while (grown.lines.size() < 20) {
            grown.event("trialbook.ConsentSigned", "HOT-CRT", "{\"form\":\"consent 3.1\"}");
        }
        String newer = kit.file("bundles/consistency-grown.zip", grown.close().zip());
        consistency("grown", "the log has only grown", SoundCases.PLAIN, newer).sound();
        consistency("shrunk", "the log has become shorter", newer, SoundCases.PLAIN)
                .finds("rollback@12");
        consistency("redacted", "one withholds what the other shows", "bundles/sound-redacted.zip", SoundCases.PLAIN)
                .sound();
        consistency("other-history", "another first event", "bundles/rotation-once.zip", SoundCases.PLAIN)
                .finds("fork@5");
        consistency("unsound-older", "what is wrong with the older one is told", "bundles/changed-value.zip", newer)
                .finds("changed-line@5");
        consistency(
                        "unsound-newer",
                        "what is wrong with the newer one is told",
                        SoundCases.PLAIN,
                        "bundles/changed-value.zip")
                .finds("changed-line@5");
        consistency("empty", "everything continues the empty log", "bundles/sound-empty-log.zip", SoundCases.PLAIN)
                .sound();
        consistency("no-bundle", "the newer one is no bundle", SoundCases.PLAIN, "bundles/zip-text.zip")
                .unreadable();
        consistency(
                        "no-older-bundle",
                        "the older one is neither bundle nor checkpoint",
                        "bundles/zip-text.zip",
                        SoundCases.PLAIN)
                .unreadable();
        kit.command(
                        "consistency-keyless",
                        "nobody brought a key: both must be of the same",
                        "consistency",
                        SoundCases.PLAIN,
                        newer,
                        "--json")
                .sound();
        Draft stranger = Draft.plain();
        stranger.signers.put(Integer.MAX_VALUE, KitKeys.STRANGER);
        String other =
                kit.file("bundles/consistency-stranger.zip", stranger.close().zip());
        kit.command(
                        "consistency-keyless-of-two-keys",
                        "nobody brought a key: both must be of the same",
                        "consistency",
                        SoundCases.PLAIN,
                        other,
                        "--json")
                .finds("foreign-key", "untrusted-checkpoint", "untrusted-checkpoint", "untrusted-checkpoint");
    }

    private KitCase inclusion(String name, String why, String... command) {
        List<String> all = new java.util.ArrayList<>(List.of("inclusion"));
        all.addAll(List.of(command));
        all.addAll(List.of("--json", "--key", "keys/log.vkey"));
        return kit.command("inclusion-" + name, why, all.toArray(String[]::new));
    }

    private void inclusionOfABundle() {
        for (String position : new String[] {"0", "7", "11"}) {
            inclusion("of-" + position, "the event stands there", SoundCases.PLAIN, "--position", position)
                    .sound();
        }
        inclusion("of-12", "there is no such event", SoundCases.PLAIN, "--position", "12")
                .unreadable();
        inclusion("of-minus-1", "there is no such event", SoundCases.PLAIN, "--position=-1")
                .unreadable();
        inclusion("of-a-withheld-one", "its leaf hash stands there", "bundles/sound-redacted.zip", "--position", "6")
                .sound();
        inclusion("of-a-rotated-log", "the newest key vouches for it", "bundles/rotation-once.zip", "--position", "3")
                .sound();
        inclusion(
                        "of-an-unsound-bundle",
                        "the bundle is verified first",
                        "bundles/changed-value.zip",
                        "--position",
                        "3")
                .finds("changed-line@5");
        inclusion("of-nothing", "neither line nor position", SoundCases.PLAIN).unreadable();
        kit.command(
                        "inclusion-stranger",
                        "another key was brought",
                        "inclusion",
                        SoundCases.PLAIN,
                        "--position",
                        "3",
                        "--json",
                        "--key",
                        "keys/stranger.vkey")
                .finds("foreign-key", "untrusted-checkpoint", "untrusted-checkpoint", "untrusted-checkpoint");
    }

    /// The path of the first of two leaves is the second, and so on: the tree of the record's first four events.
    private void proofs() {
        Draft plain = Draft.plain();
        String line = kit.file("files/line-2", Draft.bytes(plain.lines.get(2)));
        String withNewline = kit.file("files/line-2-with-newline", Draft.bytes(plain.lines.get(2) + "\n"));
        String changed =
                kit.file("files/line-2-changed", Draft.bytes(plain.lines.get(2).replace("A Nurse", "B Nurse")));
        String other = kit.file("files/line-3", Draft.bytes(plain.lines.get(3)));
        String broken = kit.file("files/line-2-broken", Draft.bytes(plain.lines.get(2) + "}"));
        String third = leaf(plain, 3);
        String left = plain.root(2).base64();
        String note = signed(KitKeys.LOG, 4, plain.root(4).base64());
        String head = "c2sp.org/tlog-proof@v1\n";
        String path = third + "\n" + left + "\n";
        proof("good", "it leads to the signed root", head + "index 2\n" + path + "\n" + note, line)
                .sound();
        proof("good-with-newline", "a newline behind the line", head + "index 2\n" + path + "\n" + note, withNewline)
                .sound();
        proof("extra", "extra data that nothing vouches for", head + "extra AAAA\nindex 2\n" + path + "\n" + note, line)
                .sound();
        proof("changed-line", "another line", head + "index 2\n" + path + "\n" + note, changed)
                .finds("not-included@2");
        proof("other-line", "the line of another position", head + "index 2\n" + path + "\n" + note, other)
                .finds("wrong-position@2", "not-included@2");
        proof(
                        "broken-line",
                        "what is no line, and not what was hashed",
                        head + "index 2\n" + path + "\n" + note,
                        broken)
                .finds("unreadable-line@2", "not-included@2");
        proof("other-index", "another index", head + "index 3\n" + path + "\n" + note, line)
                .finds("wrong-position@2", "not-included@3");
        proof(
                        "path-swapped",
                        "the hashes in another order",
                        head + "index 2\n" + left + "\n" + third + "\n\n" + note,
                        line)
                .finds("not-included@2");
        proof("path-short", "a hash is missing", head + "index 2\n" + third + "\n\n" + note, line)
                .finds("not-included@2");
        proof("path-long", "a hash too many", head + "index 2\n" + path + left + "\n\n" + note, line)
                .finds("not-included@2");
        proof(
                        "index-beyond",
                        "an index that the checkpoint does not cover",
                        head + "index 4\n" + path + "\n" + note,
                        line)
                .finds("wrong-position@2", "not-included@4");
        proof(
                        "stranger",
                        "a stranger has signed the checkpoint",
                        head + "index 2\n" + path + "\n"
                                + signed(KitKeys.STRANGER, 4, plain.root(4).base64()),
                        line)
                .finds("untrusted-checkpoint");
        proof(
                        "other-log",
                        "the checkpoint of another log",
                        head + "index 2\n" + path + "\n"
                                + RawNote.of(
                                        KitKeys.LOG,
                                        "example.org/other\n4\n" + plain.root(4).base64() + "\n"),
                        line)
                .finds("untrusted-checkpoint");
        for (String[] it : new String[][] {
            {"head", "c2sp.org/tlog-proof@v2\nindex 2\n" + path + "\n" + note},
            {"no-index", head + path + "\n" + note},
            {"index-02", head + "index 02\n" + path + "\n" + note},
            {"index-minus", head + "index -2\n" + path + "\n" + note},
            {"index-plus", head + "index +2\n" + path + "\n" + note},
            {"hash-short", head + "index 2\nAAAA\n" + left + "\n\n" + note},
            {"hash-unpadded", head + "index 2\n" + path.replace("=", "") + "\n" + note},
            {"no-empty-line", head + "index 2\n" + path + note},
            {"two-empty-lines", head + "index 2\n" + path + "\n\n" + note},
            {"no-note", head + "index 2\n" + path + "\n"},
            {"extra-empty", head + "extra \nindex 2\n" + path + "\n" + note},
            {"extra-no-base64", head + "extra !\nindex 2\n" + path + "\n" + note},
            {"extra-behind", head + "index 2\nextra AAAA\n" + path + "\n" + note},
            {"crlf", (head + "index 2\n" + path + "\n" + note).replace("\n", "\r\n")},
            {"text-behind", head + "index 2\n" + path + "\n" + note + "more\n"},
            {"empty", ""}
        }) {
            proof("malformed-" + it[0], "a proof is written one way", it[1], line)
                    .unreadable();
        }
        kit.command(
                        "inclusion-proof-keyless",
                        "a proof holds no key",
                        "inclusion",
                        "files/proof-good.tlog-proof",
                        "--line",
                        line,
                        "--json")
                .unreadable();
        inclusion("proof-without-line", "a proof needs its line", "files/proof-good.tlog-proof")
                .unreadable();
        inclusion(
                        "proof-line-that-is-not-there",
                        "no such file",
                        "files/proof-good.tlog-proof",
                        "--line",
                        "files/nothing")
                .unreadable();
        inclusion(
                        "proof-too-few-witnesses",
                        "a witness is asked for",
                        "files/proof-good.tlog-proof",
                        "--line",
                        line,
                        "--witness",
                        "keys/witness-a.vkey")
                .finds("too-few-witnesses");
    }

    private static String leaf(Draft draft, int position) {
        return org.trialbook.ledger.Sha256.leaf(Draft.bytes(draft.lines.get(position)))
                .base64();
    }

    private KitCase proof(String name, String why, String proof, String line) {
        String file = kit.file("files/proof-" + name + ".tlog-proof", Draft.utf8(proof));
        return inclusion("proof-" + name, why, file, "--line", line);
    }
}
