package org.trialbook.verify.kit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;

/// Section 4, when the key changes: the rotation stands at 5.
final class RotationCases {

    private static final String TYPE = "trialbook.LogKeyRotated";
    private static final NoteSigner OLD = KitKeys.LOG;
    private static final NoteSigner NEW = KitKeys.SECOND;

    private final Kit kit;

    private RotationCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        RotationCases cases = new RotationCases(kit);
        cases.sound();
        cases.whoSigns();
        cases.untrusted();
        cases.spelledOtherwise();
    }

    private static String statement(String oldKey, String newKey) {
        return "trialbook-key-rotation/1\n" + KitKeys.ORIGIN + "\n" + oldKey + "\n" + newKey + "\n";
    }

    private static String payload(String origin, String oldKey, String newKey, String note) {
        return "{\"origin\":\"" + origin + "\",\"oldKey\":\"" + oldKey + "\",\"newKey\":\"" + newKey + "\",\"note\":\""
                + note.replace("\n", "\\n") + "\"}";
    }

    private static String good() {
        return KeyRotation.sign(OLD, NEW).payload();
    }

    /// The rotation at 5 counts.
    static Draft once() {
        Draft draft = Draft.plain();
        draft.event(5, TYPE, "HOT-CRT", good());
        draft.signers.clear();
        draft.signers.putAll(Map.of(5, OLD, Integer.MAX_VALUE, NEW));
        return draft;
    }

    static Draft twice() {
        Draft draft = once();
        draft.event(9, TYPE, "HOT-CRT", KeyRotation.sign(NEW, KitKeys.THIRD).payload());
        draft.signers.clear();
        draft.signers.putAll(new TreeMap<>(Map.of(5, OLD, 9, NEW, Integer.MAX_VALUE, KitKeys.THIRD)));
        return draft;
    }

    private void sound() {
        kit.bundle("rotation-once", "the key has changed at 5", once().close()).sound();
        kit.again("rotation-once-keyless", "nobody brought a key", "bundles/rotation-once.zip")
                .keyless()
                .sound();
        kit.again("rotation-once-later-key", "rotations lead to the key that was brought", "bundles/rotation-once.zip")
                .key("keys/second.vkey")
                .sound();
        kit.again("rotation-once-stranger", "nothing leads to the key that was brought", "bundles/rotation-once.zip")
                .key("keys/stranger.vkey")
                .finds(
                        "foreign-key",
                        "untrusted-rotation@5",
                        "untrusted-checkpoint",
                        "untrusted-checkpoint",
                        "untrusted-checkpoint");
        kit.bundle("rotation-twice", "the key has changed at 5 and 9", twice().close())
                .sound();
        kit.again("rotation-twice-second-key", "the key between was brought", "bundles/rotation-twice.zip")
                .key("keys/second.vkey")
                .sound();
        kit.again("rotation-twice-last-key", "the last key was brought", "bundles/rotation-twice.zip")
                .key("keys/third.vkey")
                .sound();
        Draft edges = once();
        edges.earlier.addAll(1, List.of(5, 6));
        kit.bundle("rotation-checkpoints-around-it", "5 by the old key, 6 by the new one", edges.close())
                .sound();
        Draft first = Draft.plain();
        first.event(1, TYPE, null, good());
        first.signers.clear();
        first.signers.putAll(Map.of(1, OLD, Integer.MAX_VALUE, NEW));
        kit.bundle("rotation-without-study", "which study a rotation bears does not matter", first.close())
                .sound();
        Draft last = Draft.plain();
        last.event(11, TYPE, "HOT-CRT", good());
        last.signers.clear();
        last.signers.putAll(Map.of(11, OLD, Integer.MAX_VALUE, NEW));
        kit.bundle("rotation-last", "the last event hands over", last.close()).sound();
        Draft redacted = once();
        redacted.manifest.redacted = true;
        redacted.withheld.addAll(List.of(2, 6, 7, 10));
        kit.bundle("rotation-redacted", "others are withheld, the rotation is not", redacted.close())
                .sound();
        String text = statement(OLD.verifier().toString(), NEW.verifier().toString());
        counts(
                "signatures-in-other-order",
                "the order of the signatures is free",
                text + "\n" + RawNote.line(NEW, text) + RawNote.line(OLD, text));
        counts(
                "third-signature",
                "signatures of others are ignored",
                text + "\n" + RawNote.line(OLD, text) + RawNote.line(KitKeys.STRANGER, text) + RawNote.line(NEW, text));
    }

    private void counts(String name, String why, String note) {
        Draft draft = once();
        draft.event(
                5,
                TYPE,
                "HOT-CRT",
                payload(
                        KitKeys.ORIGIN,
                        OLD.verifier().toString(),
                        NEW.verifier().toString(),
                        note));
        kit.bundle("rotation-" + name, why, draft.close()).sound();
    }

    private void whoSigns() {
        Draft late = once();
        late.earlier.add(1, 6);
        late.close();
        late.put(
                "checkpoints/6",
                RawNote.of(OLD, KitKeys.ORIGIN + "\n6\n" + late.root(6).base64() + "\n"));
        kit.bundle("rotation-old-key-behind-it", "the old key signs size 6", late)
                .finds("untrusted-checkpoint");
        Draft early = once();
        early.earlier.add(1, 5);
        early.close();
        early.put(
                "checkpoints/5",
                RawNote.of(NEW, KitKeys.ORIGIN + "\n5\n" + early.root(5).base64() + "\n"));
        kit.bundle("rotation-new-key-before-it", "the new key signs size 5", early)
                .finds("untrusted-checkpoint");
        Draft both = once().close();
        String text = KitKeys.ORIGIN + "\n12\n" + both.root(12).base64() + "\n";
        both.put(
                "checkpoint",
                text + "\n" + RawNote.line(OLD.name(), OLD.verifier().keyId(), new byte[64]) + RawNote.line(NEW, text));
        kit.bundle("rotation-wrong-signature-of-the-old-key", "at this size the old key is not known", both)
                .sound();
        Draft wrong = once().close();
        wrong.put(
                "checkpoint",
                text + "\n" + RawNote.line(OLD, text)
                        + RawNote.line(NEW.name(), NEW.verifier().keyId(), new byte[64]));
        kit.bundle("rotation-wrong-signature-of-the-new-key", "the old key's right one does not help", wrong)
                .finds("untrusted-checkpoint");
        Draft later = once().close();
        later.put("key.vkey", NEW.verifier() + "\n");
        kit.bundle("rotation-later-key-in-the-bundle", "the bundle begins with the second key", later)
                .finds("foreign-key");
    }

    /// The rotation does not count, and whoever keeps the log knows it: the old key goes on signing.
    private KitCase stays(String name, String why, String payload) {
        Draft draft = Draft.plain();
        draft.event(5, TYPE, "HOT-CRT", payload);
        return kit.bundle("rotation-" + name, why, draft.close()).finds("untrusted-rotation@5");
    }

    private void untrusted() {
        String oldKey = OLD.verifier().toString();
        String newKey = NEW.verifier().toString();
        String text = statement(oldKey, newKey);
        String byOld = RawNote.line(OLD, text);
        String byNew = RawNote.line(NEW, text);
        stays(
                "by-the-old-key-alone",
                "nobody shows that the new key is there",
                payload(KitKeys.ORIGIN, oldKey, newKey, text + "\n" + byOld));
        stays(
                "by-the-new-key-alone",
                "nobody hands over",
                payload(KitKeys.ORIGIN, oldKey, newKey, text + "\n" + byNew));
        stays(
                "wrong-new-signature",
                "the new key's signature is wrong",
                payload(
                        KitKeys.ORIGIN,
                        oldKey,
                        newKey,
                        text + "\n" + byOld
                                + RawNote.line(NEW.name(), NEW.verifier().keyId(), new byte[64])));
        stays(
                "wrong-old-signature",
                "the old key's signature is wrong",
                payload(
                        KitKeys.ORIGIN,
                        oldKey,
                        newKey,
                        text + "\n" + RawNote.line(OLD.name(), OLD.verifier().keyId(), new byte[64]) + byNew));
        stays(
                "not-in-force",
                "the old key was never in force",
                KeyRotation.sign(KitKeys.STRANGER, NEW).payload());
        String same = statement(oldKey, oldKey);
        stays(
                "to-itself",
                "the new key is the old one",
                payload(KitKeys.ORIGIN, oldKey, oldKey, RawNote.of(OLD, same)));
        stays("note-without-signature", "no signature", payload(KitKeys.ORIGIN, oldKey, newKey, text + "\n"));
        String other = statement(oldKey, KitKeys.THIRD.verifier().toString());
        stays(
                "note-of-other-keys",
                "the note names another new key",
                payload(
                        KitKeys.ORIGIN,
                        oldKey,
                        newKey,
                        other + "\n" + RawNote.line(OLD, other) + RawNote.line(NEW, other)));
        for (String changed : List.of(
                text.replace("/1", "/2"),
                text.replace("trialbook-key-rotation/1\n", ""),
                text + "more\n",
                text.replace(KitKeys.ORIGIN + "\n" + oldKey, "example.org/other\n" + oldKey))) {
            stays(
                    "note-" + Draft.sha256(Draft.utf8(changed)).substring(0, 6),
                    "the note says something else",
                    payload(
                            KitKeys.ORIGIN,
                            oldKey,
                            newKey,
                            changed + "\n" + RawNote.line(OLD, changed) + RawNote.line(NEW, changed)));
        }
        NoteSigner foreign = KitKeys.named("example.org/other", 2);
        String moved = statement(oldKey, foreign.verifier().toString());
        stays(
                "to-another-name",
                "the key of another log",
                payload(
                        KitKeys.ORIGIN,
                        oldKey,
                        foreign.verifier().toString(),
                        moved + "\n" + RawNote.line(OLD, moved) + RawNote.line(foreign, moved)));
        String identity = RawNote.vkey(KitKeys.ORIGIN, 1, "01" + "00".repeat(31));
        String weak = statement(oldKey, identity);
        stays(
                "to-a-key-of-small-order",
                "nobody may trust that key",
                payload(
                        KitKeys.ORIGIN,
                        oldKey,
                        identity,
                        weak + "\n" + RawNote.line(OLD, weak)
                                + RawNote.line(
                                        KitKeys.ORIGIN,
                                        (int) Long.parseLong(identity.split("\\+")[1], 16),
                                        java.util.HexFormat.of().parseHex("01" + "00".repeat(63)))));
        String witness = RawNote.vkey(KitKeys.ORIGIN, 4, "58" + "66".repeat(31));
        stays(
                "to-a-witness",
                "the key of a witness",
                payload(KitKeys.ORIGIN, oldKey, witness, RawNote.of(OLD, statement(oldKey, witness))));
        Draft version = Draft.plain();
        version.event(5, TYPE, "HOT-CRT", good());
        version.edit(5, "\"version\":\"1\"", "\"version\":\"2\"");
        kit.bundle("rotation-version-2", "another version is not known", version.close())
                .finds("untrusted-rotation@5");
        Draft back = once();
        back.event(9, TYPE, "HOT-CRT", KeyRotation.sign(NEW, OLD).payload());
        kit.bundle("rotation-back", "a key that was in force does not come back", back.close())
                .finds("untrusted-rotation@9");
        Draft repeated = once();
        repeated.event(9, TYPE, "HOT-CRT", good());
        kit.bundle("rotation-repeated", "the old key is not in force any more", repeated.close())
                .finds("untrusted-rotation@9");
        Draft believed = once();
        believed.event(5, TYPE, "HOT-CRT", payload(KitKeys.ORIGIN, oldKey, newKey, text + "\n" + byNew));
        kit.bundle("rotation-stolen", "the new key took over by itself", believed.close())
                .finds("untrusted-rotation@5", "untrusted-checkpoint", "untrusted-checkpoint");
    }

    private void spelledOtherwise() {
        String good = good();
        for (String[] it : new String[][] {
            {"null", "null"},
            {"array", "[]"},
            {"text", "\"rotation\""},
            {"empty-object", "{}"},
            {"other-origin", good.replace("\"origin\":\"example.org/hot-crt\"", "\"origin\":\"example.org/other\"")},
            {"slash-escaped", good.replace("\"origin\":\"example.org/", "\"origin\":\"example.org\\/")},
            {"letter-escaped", good.replace("\"origin\":\"example", "\"origin\":\"\\u0065xample")},
            {"newline-as-u", good.replaceFirst("\\\\n", "\\\\u000a")},
            {"more", good.substring(0, good.length() - 1) + ",\"more\":1}"},
            {"note-missing", good.substring(0, good.indexOf(",\"note\"")) + "}"},
            {"origin-number", good.replace("\"origin\":\"example.org/hot-crt\"", "\"origin\":1")}
        }) {
            stays("spelled-" + it[0], "a rotation is written one way", it[1]);
        }
    }
}
