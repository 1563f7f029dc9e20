package org.trialbook.verify.kit;

import java.util.List;

/// Section 1. The operator has written a line otherwise; leaf hashes, roots, signatures and manifest all fit it. And
/// somebody else has changed a line, and nothing fits it.
final class LineCases {

    private static final String PAYLOAD = "{\"form\":\"consent 3.1\"}";
    private static final String TAGS = "[[\"command\",\"command-5\"],[\"subject\",\"01-0001\"]]";
    private static final String ACTOR =
            "{\"id\":\"nurse\",\"name\":\"A Nurse\",\"role\":\"coordinator\",\"site\":\"01\"}";

    private final Kit kit;

    private LineCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        LineCases cases = new LineCases(kit);
        cases.members();
        cases.whiteSpaceAndEnds();
        cases.strings();
        cases.orders();
        cases.times();
        cases.payloads();
        cases.placesAndTimes();
        cases.bySomebodyElse();
    }

    private void bad(String name, String part, String other) {
        badRaw(name, Draft.latin1(part), Draft.latin1(other));
    }

    private void badRaw(String name, String part, String other) {
        kit.bundle(
                        "line-" + name,
                        "no line of section 1: " + name,
                        Draft.plain().editRaw(5, part, other).close())
                .finds("unreadable-line@5");
    }

    private void members() {
        bad("position-text", "\"position\":5", "\"position\":\"5\"");
        bad("position-zero-in-front", "\"position\":5", "\"position\":05");
        bad("position-minus", "\"position\":5", "\"position\":-5");
        bad("position-plus", "\"position\":5", "\"position\":+5");
        bad("position-fraction", "\"position\":5", "\"position\":5.0");
        bad("position-exponent", "\"position\":5", "\"position\":5e0");
        bad("position-null", "\"position\":5", "\"position\":null");
        bad("position-2-63", "\"position\":5", "\"position\":9223372036854775808");
        bad("position-2-64-and-5", "\"position\":5", "\"position\":18446744073709551621");
        bad("id-empty", "\"event-5\"", "\"\"");
        bad("id-null", "\"event-5\"", "null");
        bad("type-empty", "\"trialbook.ConsentSigned\"", "\"\"");
        bad("version-empty", "\"version\":\"1\"", "\"version\":\"\"");
        bad("version-number", "\"version\":\"1\"", "\"version\":1");
        bad("study-missing", "\"study\":\"HOT-CRT\",", "");
        bad("study-number", "\"study\":\"HOT-CRT\"", "\"study\":1");
        bad(
                "members-swapped",
                "\"id\":\"event-5\",\"type\":\"trialbook.ConsentSigned\"",
                "\"type\":\"trialbook.ConsentSigned\",\"id\":\"event-5\"");
        bad("member-unknown", "\"reason\":null", "\"reason\":null,\"more\":null");
        bad("member-twice", "\"reason\":null", "\"reason\":null,\"reason\":null");
        bad("member-name-escaped", "\"reason\":null", "\"reaso\\u006e\":null");
        bad("member-name-upper-case", "\"reason\":null", "\"Reason\":null");
        bad("actor-empty", ACTOR, "{}");
        bad("actor-text", ACTOR, "\"nurse\"");
        bad("actor-without-site", ",\"site\":\"01\"", "");
        bad("actor-name-null", "\"A Nurse\"", "null");
        bad(
                "actor-members-swapped",
                "\"role\":\"coordinator\",\"site\":\"01\"",
                "\"site\":\"01\",\"role\":\"coordinator\"");
        bad("actor-more", "\"site\":\"01\"", "\"site\":\"01\",\"ward\":\"2\"");
        bad("reason-false", "\"reason\":null", "\"reason\":false");
        bad("command-number", "\"command\":\"command-5\",", "\"command\":5,");
        bad("occurred-at-number", "\"occurredAt\":null", "\"occurredAt\":0");
        bad("metadata-null", "\"metadata\":{}", "\"metadata\":null");
        bad("metadata-array", "\"metadata\":{}", "\"metadata\":[]");
        bad("metadata-number", "\"metadata\":{}", "\"metadata\":{\"a\":1}");
        bad("tags-null", TAGS, "null");
        bad("tags-object", TAGS, "{}");
        bad("tag-of-one", TAGS, "[[\"a\"]]");
        bad("tag-of-three", TAGS, "[[\"a\",\"b\",\"c\"]]");
        bad("tag-with-null", TAGS, "[[\"a\",null]]");
        bad("payload-missing", ",\"payload\":" + PAYLOAD, "");
    }

    private void whiteSpaceAndEnds() {
        bad("space-in-front", "{\"position\"", " {\"position\"");
        bad("space-between", "\"reason\":null", "\"reason\": null");
        bad("tab-between", ",\"reason\"", ",\t\"reason\"");
        bad("carriage-return-behind", PAYLOAD + "}", PAYLOAD + "}\r");
        bad("space-behind", PAYLOAD + "}", PAYLOAD + "} ");
        bad("text-behind", PAYLOAD + "}", PAYLOAD + "}{}");
        bad("byte-order-mark", "{\"position\"", "\ufeff{\"position\"");
        bad("brace-missing", PAYLOAD + "}", PAYLOAD);
        bad("comma-at-the-end", PAYLOAD + "}", PAYLOAD + ",}");
        bad("comment", "\"reason\":null", "\"reason\":/**/null");
        bad("zero-byte-behind", PAYLOAD + "}", PAYLOAD + "}\u0000");
        Draft longest = Draft.plain();
        longest.edit(
                5,
                "consent 3.1",
                "consent 3.1" + "x".repeat(65_536 - longest.lines.get(5).length()));
        kit.bundle("line-of-65536-bytes", "a byte more than a line may have", longest.close())
                .finds("unreadable-line@5");
        Draft empty = Draft.plain();
        empty.lines.set(5, "");
        kit.bundle("line-empty", "an empty line is none", empty.close()).finds("unreadable-line@5");
    }

    private void strings() {
        String[][] reasons = {
            {"unneeded-escape", "\\u0041"},
            {"slash-escaped", "\\/"},
            {"newline-as-u", "\\u000a"},
            {"upper-case-hex", "\\u001F"},
            {"backspace-as-u", "\\u0008"},
            {"quote-as-u", "\\u0022"},
            {"del-escaped", "\\u007f"},
            {"non-ascii-escaped", "\\u00e4"},
            {"pair-escaped", "\\ud83d\\ude00"},
            {"half-pair-escaped", "\\ud83d"},
            {"tab-raw", "\t"},
            {"zero-raw", "\u0000"},
            {"unit-separator-raw", "\u001f"},
            {"unknown-escape", "\\x41"},
            {"escape-cut", "\\u12"},
            {"quote-raw", "\""},
            {"single-quote-escaped", "\\'"}
        };
        for (String[] reason : reasons) {
            bad("reason-" + reason[0], "\"reason\":null", "\"reason\":\"a" + reason[1] + "b\"");
        }
        String[][] bytes = {
            {"utf8-lone-continuation", "\u0080"},
            {"utf8-cut", "\u00e2\u0082"},
            {"utf8-overlong-slash", "\u00c0\u00af"},
            {"utf8-overlong-3", "\u00e0\u0080\u00af"},
            {"utf8-surrogate", "\u00ed\u00a0\u0080"},
            {"utf8-above-10ffff", "\u00f4\u0090\u0080\u0080"},
            {"utf8-ff", "\u00ff"},
            {"utf8-cesu-8", "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080"}
        };
        for (String[] it : bytes) {
            badRaw(it[0], "\"reason\":null", "\"reason\":\"" + it[1] + "\"");
            badRaw("payload-" + it[0], "consent 3.1", it[1]);
        }
    }

    private void orders() {
        bad("tags-descending", TAGS, "[[\"b\",\"1\"],[\"a\",\"1\"]]");
        bad("tags-twice", TAGS, "[[\"a\",\"1\"],[\"a\",\"1\"]]");
        bad("tag-values-descending", TAGS, "[[\"a\",\"2\"],[\"a\",\"1\"]]");
        bad("tags-in-utf-16-order", TAGS, "[[\"\ud800\udc00\",\"1\"],[\"\uffee\",\"1\"]]");
        bad("metadata-descending", "\"metadata\":{}", "\"metadata\":{\"b\":\"\",\"a\":\"\"}");
        bad("metadata-twice", "\"metadata\":{}", "\"metadata\":{\"a\":\"\",\"a\":\"\"}");
        bad("metadata-in-utf-16-order", "\"metadata\":{}", "\"metadata\":{\"\ud800\udc00\":\"\",\"\uffee\":\"\"}");
    }

    private void times() {
        for (String time : List.of(
                "2026-11-21T10:00:05Z",
                "2026-11-21T10:00:05.000Z",
                "2026-11-21T10:00:05.000000000Z",
                "2026-11-21T10:00:05.000000z",
                "2026-11-21t10:00:05.000000Z",
                "2026-11-21 10:00:05.000000Z",
                "2026-11-21T10:00:05.000000+00:00",
                "2026-11-21T10:00:60.000000Z",
                "2026-11-21T24:00:00.000000Z",
                "2026-11-21T10:60:05.000000Z",
                "2026-13-21T10:00:05.000000Z",
                "2026-00-21T10:00:05.000000Z",
                "2026-02-29T10:00:05.000000Z",
                "2026-11-31T10:00:05.000000Z",
                "2026-11-00T10:00:05.000000Z",
                "+2026-11-21T10:00:05.000000Z",
                "-026-11-21T10:00:05.000000Z",
                "12026-11-21T10:00:05.00000Z",
                "2026-11-21T10:00:05,000000Z",
                "1900-02-29T10:00:05.000000Z",
                "")) {
            bad("time-" + Draft.sha256(Draft.utf8(time)).substring(0, 6), "2026-11-21T10:00:05.000000Z", time);
        }
        bad("time-null", "\"2026-11-21T10:00:05.000000Z\"", "null");
        bad("time-number", "\"2026-11-21T10:00:05.000000Z\"", "1795255205");
    }

    private void payloads() {
        String[][] payloads = {
            {"space", "{\"a\": 1}"},
            {"two-of-one-name", "{\"a\":1,\"a\":2}"},
            {"two-of-one-name-escaped", "{\"a\":1,\"\\u0061\":2}"},
            {"two-of-one-name-deep", "[{\"b\":{\"a\":1,\"a\":1}}]"},
            {"lone-surrogate", "\"\\ud800\""},
            {"lone-low-surrogate", "\"\\udc00\""},
            {"surrogates-swapped", "\"\\ude00\\ud83d\""},
            {"66-deep", "[".repeat(66) + "]".repeat(66)},
            {"number-in-65", "[".repeat(65) + "1" + "]".repeat(65)},
            {"65-deep-objects", "{\"a\":".repeat(65) + "1" + "}".repeat(65)},
            {"number-plus", "+1"},
            {"number-01", "01"},
            {"number-dot", "1."},
            {"number-dot-in-front", ".5"},
            {"number-e", "1e"},
            {"number-hex", "0x1"},
            {"nan", "NaN"},
            {"infinity", "-Infinity"},
            {"minus", "-"},
            {"true-upper-case", "True"},
            {"word", "nul"},
            {"empty", ""},
            {"single-quotes", "'a'"},
            {"trailing-comma", "[1,]"},
            {"member-without-name", "{1:2}"},
            {"two-values", "1,2"},
            {"bracket-open", "[1"},
            {"bracket-other", "[1}"},
            {"control-character", "\"\u0001\""},
            {"colon-missing", "{\"a\"1}"}
        };
        for (String[] payload : payloads) {
            bad("payload-" + payload[0], PAYLOAD, payload[1]);
        }
    }

    private void placesAndTimes() {
        kit.bundle(
                        "line-time-back",
                        "earlier than the line before",
                        Draft.plain().edit(5, "10:00:05", "10:00:03").close())
                .finds("time-went-back@5");
        kit.bundle(
                        "line-time-back-by-a-microsecond",
                        "earlier than the line before",
                        Draft.plain()
                                .edit(5, "10:00:05.000000", "10:00:03.999999")
                                .close())
                .finds("time-went-back@5");
        kit.bundle(
                        "line-time-far-ahead",
                        "the next line is earlier",
                        Draft.plain().edit(5, "2026", "2027").close())
                .finds("time-went-back@6");
        Draft gap = Draft.plain();
        for (int i = 5; i < 12; i++) {
            gap.edit(i, "\"position\":" + i + ",", "\"position\":" + (i + 1) + ",");
        }
        // A reader goes on from the line's own position, and compares each line with the leaf hash of that.
        kit.bundle("line-gap-that-is-signed", "position 5 is left out, and everything fits", gap.close())
                .finds(
                        "wrong-position@5",
                        "changed-line@7",
                        "changed-line@8",
                        "changed-line@9",
                        "changed-line@10",
                        "changed-line@11",
                        "beyond-checkpoint@12");
        kit.bundle(
                        "line-position-twice",
                        "5 stands twice, and everything fits",
                        Draft.plain()
                                .edit(6, "\"position\":6,", "\"position\":5,")
                                .close())
                .finds("wrong-position@5", "wrong-position@6");
    }

    private void bySomebodyElse() {
        other("value", "consent 3.1", "consent 3.0").finds("changed-line@5");
        other("syntax", "\"payload\":{", "\"payload\":[").finds("unreadable-line@5", "changed-line@5");
        other("space", "\"reason\":null", "\"reason\": null").finds("unreadable-line@5", "changed-line@5");
        other("time-back", "10:00:05", "10:00:03").finds("time-went-back@5", "changed-line@5");
        other("position", "\"position\":5", "\"position\":7").finds("wrong-position@5", "wrong-position@6");
        other("line-break-inside", "\"reason\":null", "\n\"reason\":null")
                .finds(
                        "unreadable-line@5",
                        "changed-line@5",
                        "unreadable-line@6",
                        "changed-line@6",
                        "wrong-position@6");
        other("position-far-ahead", "\"position\":5", "\"position\":4611686018427387904")
                .finds("wrong-position@5", "wrong-position@6");
        Draft twice = Draft.plain().close();
        String all = twice.text("lines.jsonl");
        String fifth = all.substring(all.indexOf("{\"position\":5,"), all.indexOf("{\"position\":6,"));
        twice.files.put("lines.jsonl", Draft.bytes(all.replace(fifth, fifth + fifth + fifth)));
        kit.bundle("changed-line-three-times", "each after the first is out of place", twice)
                .finds("wrong-position@5");
        Draft last = Draft.plain().close();
        last.files.put("lines.jsonl", Draft.bytes(all + fifth));
        kit.bundle("changed-line-again-at-the-end", "lines reach as far as the last one says", last)
                .finds("wrong-position@5", "time-went-back@5", "missing-tail@6");
        other(
                        "two-newlines",
                        "\"payload\":" + PAYLOAD + "}\n{\"position\":6",
                        "\"payload\":" + PAYLOAD + "}\n\n{\"position\":6")
                .finds("unreadable-line@6", "changed-line@6", "wrong-position@6");
        Draft noEnd = Draft.plain().close();
        String text = noEnd.text("lines.jsonl");
        noEnd.files.put("lines.jsonl", Draft.bytes(text.substring(0, text.length() - 1)));
        kit.bundle("changed-last-newline-cut", "every line is followed by a newline", noEnd)
                .finds("unreadable-line@11", "changed-line@11");
        Draft more = Draft.plain().close();
        more.files.put("lines.jsonl", Draft.bytes(more.text("lines.jsonl") + "\n"));
        kit.bundle("changed-newline-more", "an empty line at the end", more)
                .finds("unreadable-line@12", "beyond-checkpoint@12");
    }

    /// Only line 5 is looked at.
    private KitCase other(String name, String part, String other) {
        Draft draft = Draft.plain().close();
        String text = draft.text("lines.jsonl");
        int from = text.indexOf("{\"position\":5,");
        int at = text.indexOf(part, from);
        draft.files.put("lines.jsonl", Draft.bytes(text.substring(0, at) + other + text.substring(at + part.length())));
        return kit.bundle("changed-" + name, "somebody without the key has changed line 5", draft);
    }
}
