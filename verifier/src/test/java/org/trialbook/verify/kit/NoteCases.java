package org.trialbook.verify.kit;

import java.util.Base64;
import org.trialbook.ledger.NoteSigner;

/// Section 4: notes, checkpoints and keys. What is changed is the earlier checkpoint of size 4, on which nothing else
/// depends.
final class NoteCases {

    private static final NoteSigner LOG = KitKeys.LOG;

    private final Kit kit;
    private final String root = Draft.plain().root(4).base64();
    private final String text = KitKeys.ORIGIN + "\n4\n" + root + "\n";
    private final String line = RawNote.line(LOG, text);

    private NoteCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        NoteCases cases = new NoteCases(kit);
        cases.texts();
        cases.signatureLines();
        cases.signatures();
        cases.keys();
    }

    private KitCase note(String name, String why, String latin1) {
        Draft draft = Draft.plain().close();
        draft.files.put("checkpoints/4", Draft.bytes(latin1));
        return kit.bundle("note-" + name, why, draft);
    }

    private KitCase utf8(String name, String why, String note) {
        return note(name, why, Draft.latin1(note));
    }

    private void malformed(String name, String why, String signed) {
        utf8(name, why, RawNote.of(LOG, signed)).finds("malformed-entry");
    }

    private void texts() {
        String head = KitKeys.ORIGIN + "\n";
        for (String size : new String[] {
            "04", "+4", "-4", "4.0", " 4", "4 ", "", "\u0664", "0x4", "4e0", "9223372036854775808", "four"
        }) {
            malformed(
                    "size-" + Draft.sha256(Draft.utf8(size)).substring(0, 6),
                    "a size spelled '" + size + "'",
                    head + size + "\n" + root + "\n");
        }
        malformed("root-unpadded", "Base64 without padding", head + "4\n" + root.replace("=", "") + "\n");
        malformed(
                "root-of-31-bytes",
                "a hash has 32 bytes",
                head + "4\n" + Base64.getEncoder().encodeToString(new byte[31]) + "\n");
        malformed(
                "root-of-33-bytes",
                "a hash has 32 bytes",
                head + "4\n" + Base64.getEncoder().encodeToString(new byte[33]) + "\n");
        malformed("root-empty", "a hash has 32 bytes", head + "4\n\n");
        char unused = root.charAt(42);
        malformed(
                "root-with-unused-bits",
                "unused bits are zero",
                head + "4\n" + root.substring(0, 42) + (char) (unused + 1) + "=\n");
        malformed("extension-line", "a checkpoint without extension lines", text + "extension\n");
        malformed("extension-line-empty", "a checkpoint without extension lines", text + "\n");
        malformed("no-root", "three lines", head + "4\n");
        malformed("carriage-returns", "lines end in a newline", text.replace("\n", "\r\n"));
        malformed("tab-in-text", "no control character but the newline", head.strip() + "\t\n4\n" + root + "\n");
        malformed("zero-in-text", "no control character but the newline", head.strip() + "\u0000\n4\n" + root + "\n");
        for (String origin : new String[] {
            "",
            "example.org/hot+crt",
            "example.org/hot crt",
            "example.org/hot\u0085crt",
            "example.org/hot\u00a0crt",
            "example.org/hot\u2028crt",
            "example.org/hot\u3000crt",
            "example.org/hot\u1680crt",
            " example.org/hot-crt"
        }) {
            malformed(
                    "origin-" + Draft.sha256(Draft.utf8(origin)).substring(0, 6),
                    "an origin that names no key",
                    origin + "\n4\n" + root + "\n");
        }
        for (String origin : new String[] {
            "example.org/hot\u007fcrt",
            "example.org/hot\u200bcrt",
            "example.org/other",
            "EXAMPLE.org/hot-crt",
            "\ufeffexample.org/hot-crt"
        }) {
            utf8(
                            "other-origin-" + Draft.sha256(Draft.utf8(origin)).substring(0, 6),
                            "an origin that is not the key's name",
                            RawNote.of(LOG, origin + "\n4\n" + root + "\n"))
                    .finds("untrusted-checkpoint");
        }
        note(
                        "not-utf-8",
                        "a byte that is no UTF-8",
                        Draft.latin1(text + "\n" + line)
                                + Draft.latin1("\u2014 a ").substring(0, 2) + "\n")
                .finds("malformed-entry");
        utf8("text-alone", "no signature", text).finds("malformed-entry");
        utf8("no-signature", "no signature below the empty line", text + "\n").finds("malformed-entry");
        utf8("empty", "an empty file", "").finds("malformed-entry");
        utf8("newline-missing-at-the-end", "each line ends in a newline", text + "\n" + line.strip())
                .finds("malformed-entry");
        utf8("empty-line-missing", "an empty line stands before the signatures", text + line)
                .finds("malformed-entry");
        utf8("text-behind", "something stands behind the signatures", text + "\n" + line + "hello\n")
                .finds("malformed-entry");
    }

    private void signatureLines() {
        String base64 = RawNote.base64(LOG.verifier().keyId(), RawNote.signature(LOG, Draft.utf8(text)));
        String name = LOG.name();
        String[][] lines = {
            {"hyphen", "- " + name + " " + base64},
            {"en-dash", "\u2013 " + name + " " + base64},
            {"no-space", "\u2014" + name + " " + base64},
            {"two-spaces", "\u2014  " + name + " " + base64},
            {"two-spaces-inside", "\u2014 " + name + "  " + base64},
            {"space-behind", "\u2014 " + name + " " + base64 + " "},
            {"no-name", "\u2014 " + base64},
            {"unpadded", "\u2014 " + name + " " + base64.replace("=", "")},
            {"not-base64", "\u2014 " + name + " !" + base64.substring(1)},
            {"key-id-alone", "\u2014 " + name + " AAAAAA=="},
            {"nothing-signed", "\u2014 " + name + " "},
            {"name-with-plus", "\u2014 a+b " + base64},
            {"name-with-nel", "\u2014 a\u0085b " + base64},
            {"name-with-nbsp", "\u2014 a\u00a0b " + base64},
            {"carriage-return", "\u2014 " + name + " " + base64 + "\r"},
            {"url-alphabet", "\u2014 " + name + " __" + base64.substring(2)}
        };
        for (String[] it : lines) {
            utf8("line-" + it[0], "a signature line that is none, beside a good one", text + "\n" + line + it[1] + "\n")
                    .finds("malformed-entry");
        }
        utf8(
                        "line-unused-bits",
                        "unused bits are zero, beside a good one",
                        text + "\n" + line + "\u2014 somebody AAAAAAB=\n")
                .finds("malformed-entry");
        utf8("100-signatures", "as many as there may be", text + "\n" + line + "\u2014 somebody AAAAAAA=\n".repeat(99))
                .sound();
        utf8(
                        "101-signatures",
                        "one more than there may be",
                        text + "\n" + line + "\u2014 somebody AAAAAAA=\n".repeat(100))
                .finds("malformed-entry");
        utf8(
                        "of-more-than-1000000-bytes",
                        "a note that is too long",
                        text + "\n" + line + "\u2014 somebody " + "A".repeat(1_000_000) + "\n")
                .finds("malformed-entry");
    }

    private void signatures() {
        byte[] good = RawNote.signature(LOG, Draft.utf8(text));
        int id = LOG.verifier().keyId();
        String wrong = RawNote.line(LOG.name(), id, RawNote.signature(LOG, Draft.utf8("another text\n")));
        utf8(
                        "unknown-key-beside",
                        "signatures of keys one does not know are ignored",
                        text + "\n" + RawNote.line("somebody", 7, good) + line)
                .sound();
        utf8(
                        "same-name-other-id",
                        "another key of the same name is not known",
                        text + "\n" + RawNote.line(LOG.name(), id + 1, good) + line)
                .sound();
        utf8("same-id-other-name", "the name belongs to the key", text + "\n" + RawNote.line("somebody", id, good))
                .finds("untrusted-checkpoint");
        utf8("twice", "two right signatures of one key", text + "\n" + line + line)
                .sound();
        utf8("wrong-behind-right", "both must be right", text + "\n" + line + wrong)
                .finds("untrusted-checkpoint");
        utf8("wrong-before-right", "both must be right", text + "\n" + wrong + line)
                .finds("untrusted-checkpoint");
        utf8("wrong", "a signature of another text", text + "\n" + wrong).finds("untrusted-checkpoint");
        utf8("by-a-stranger", "another key of the same name", RawNote.of(KitKeys.STRANGER, text))
                .finds("untrusted-checkpoint");
        utf8("cut", "63 bytes", text + "\n" + RawNote.line(LOG.name(), id, java.util.Arrays.copyOf(good, 63)))
                .finds("untrusted-checkpoint");
        utf8("longer", "65 bytes", text + "\n" + RawNote.line(LOG.name(), id, java.util.Arrays.copyOf(good, 65)))
                .finds("untrusted-checkpoint");
        utf8("of-zeroes", "64 zeroes", text + "\n" + RawNote.line(LOG.name(), id, new byte[64]))
                .finds("untrusted-checkpoint");
        utf8("s-plus-l", "S is not below L", text + "\n" + RawNote.line(LOG.name(), id, RawNote.malleable(good)))
                .finds("untrusted-checkpoint");
        utf8(
                        "wrong-root-signed",
                        "the operator signed another root",
                        RawNote.of(
                                LOG,
                                KitKeys.ORIGIN + "\n4\n" + Draft.plain().root(5).base64() + "\n"))
                .finds("wrong-root@0");
        Draft main = Draft.plain().close();
        main.put(
                "checkpoint",
                RawNote.of(
                        KitKeys.STRANGER,
                        KitKeys.ORIGIN + "\n12\n" + main.root(12).base64() + "\n"));
        kit.bundle("note-main-by-a-stranger", "the newest checkpoint is a stranger's", main)
                .finds("untrusted-checkpoint");
        Draft garbage = Draft.plain().close();
        garbage.put("checkpoint", "hello\n");
        kit.bundle("note-main-garbage", "the newest checkpoint is none", garbage)
                .finds("malformed-entry");
        Draft other = Draft.plain().close();
        other.put(
                "checkpoint",
                RawNote.of(LOG, KitKeys.ORIGIN + "\n12\n" + other.root(11).base64() + "\n"));
        kit.bundle("note-main-wrong-root", "the operator signed another root", other)
                .finds("wrong-root@8", "manifest-disagrees");
        Draft larger = Draft.plain().close();
        larger.put(
                "checkpoint",
                RawNote.of(LOG, KitKeys.ORIGIN + "\n13\n" + larger.root(12).base64() + "\n"));
        kit.bundle("note-main-larger", "the operator signed a larger size", larger)
                .finds("missing-tail@12", "manifest-disagrees");
    }

    private void keys() {
        String[][] points = {
            {"identity", "0100000000000000000000000000000000000000000000000000000000000000"},
            {"order-2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
            {"order-4", "0000000000000000000000000000000000000000000000000000000000000000"},
            {"order-4-sign", "0000000000000000000000000000000000000000000000000000000000000080"},
            {"order-8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"},
            {"order-8-sign", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"},
            {"order-8-other", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"},
            {"y-is-p", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
            {"y-is-p-plus-1", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
            {"y-is-p-plus-3", "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
            {"y-is-all-ones", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
            {"no-point", "0200000000000000000000000000000000000000000000000000000000000000"}
        };
        for (String[] point : points) {
            kit.again("key-" + point[0], "a public key that nobody may trust", SoundCases.PLAIN)
                    .key(RawNote.vkey(KitKeys.ORIGIN, 1, point[1]))
                    .unreadable();
        }
        String identity = RawNote.vkey(KitKeys.ORIGIN, 1, points[0][1]);
        Draft forged = Draft.plain().close();
        byte[] signature = java.util.HexFormat.of().parseHex(points[0][1] + "00".repeat(32));
        int id = (int) Long.parseLong(identity.split("\\+")[1], 16);
        forged.put("key.vkey", identity + "\n");
        for (int size : new int[] {4, 8, 12}) {
            forged.put(
                    size == 12 ? "checkpoint" : "checkpoints/" + size,
                    KitKeys.ORIGIN + "\n" + size + "\n" + forged.root(size).base64() + "\n\n"
                            + RawNote.line(KitKeys.ORIGIN, id, signature));
        }
        kit.bundle("key-identity-in-the-bundle", "a key under which one signature fits every text", forged)
                .keyless()
                .finds("malformed-entry", "untrusted-checkpoint", "untrusted-checkpoint", "untrusted-checkpoint");
        String good = LOG.verifier().toString();
        String[][] spelled = {
            {"nonsense", "hello"},
            {"other-id", good.replace("+4cbf4e0f+", "+4cbf4e0e+")},
            {"upper-case-id", good.replace("+4cbf4e0f+", "+4CBF4E0F+")},
            {"unpadded-or-longer", good + "AA"},
            {"space", good + " x"},
            {"witness", KitKeys.WITNESS_A.verifier().toString()},
            {"of-31-bytes", RawNote.vkey(KitKeys.ORIGIN, 1, "00".repeat(31))},
            {"type-2", RawNote.vkey(KitKeys.ORIGIN, 2, "58".repeat(32))},
            {"nameless", RawNote.vkey("", 1, "58" + "66".repeat(31))},
            {"name-with-space", RawNote.vkey("a b", 1, "58" + "66".repeat(31))},
            {"name-with-nel", RawNote.vkey("a\u0085b", 1, "58" + "66".repeat(31))}
        };
        for (String[] it : spelled) {
            kit.again("key-" + it[0], "what is no key was brought", SoundCases.PLAIN)
                    .key(it[1])
                    .unreadable();
        }
    }
}
