package org.trialbook.verify.kit;

import java.util.List;

/// Section 5, the redacted bundle.
final class RedactionCases {

    private final Kit kit;

    private RedactionCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        RedactionCases cases = new RedactionCases(kit);
        cases.whatIsWithheld();
        cases.placeholders();
        cases.manifests();
    }

    private KitCase redacted(String name, String why, Draft closed) {
        return kit.bundle("redacted-" + name, why, closed);
    }

    private void whatIsWithheld() {
        for (int only : new int[] {1, 5, 11}) {
            Draft draft = Draft.plain();
            draft.manifest.redacted = true;
            draft.withheld.add(only);
            redacted("only-" + only, "one event is withheld", draft.close()).sound();
        }
        Draft neighbours = Draft.plain();
        neighbours.manifest.redacted = true;
        neighbours.withheld.addAll(List.of(3, 4, 5, 6, 7, 8, 9, 10, 11));
        redacted("tail", "the tail is withheld", neighbours.close()).sound();
        Draft protocol = Draft.redacted();
        protocol.withheld.add(0);
        redacted("protocol-event", "a protocol whose publication is not shown has no file", protocol.close())
                .finds("superfluous-entry");
        protocol.protocols.clear();
        redacted("protocol-with-its-event", "both are withheld", protocol.close())
                .sound();
        Draft undeclared = Draft.redacted();
        undeclared.manifest.redacted = false;
        redacted("undeclared", "it says that it is complete", undeclared.close())
                .finds(
                        "undeclared-redaction@2",
                        "undeclared-redaction@6",
                        "undeclared-redaction@7",
                        "undeclared-redaction@10");
        Draft gone = Draft.redacted().close();
        gone.change("lines.jsonl", Draft.withheldLine(6) + "\n", "");
        gone.manifest.withheld = "3";
        redacted("placeholder-gone", "nothing stands for the event at 6", gone).finds("wrong-position@6");
        Draft time = Draft.redacted();
        time.edit(8, "10:00:08", "10:00:04");
        redacted("time-back-across", "earlier than the last one that is shown", time.close())
                .finds("time-went-back@8");
        Draft hidden = Draft.redacted();
        hidden.edit(7, "10:00:07", "10:00:01");
        redacted("time-back-hidden", "the times of withheld events can't be seen", hidden.close())
                .sound();
        Draft unreadable = Draft.redacted();
        unreadable.lines.set(7, "garbage");
        redacted("garbage-hidden", "what is withheld can't be read", unreadable.close())
                .sound();
        Draft swapped = Draft.redacted().close();
        swapped.change(
                "lines.jsonl",
                Draft.withheldLine(6) + "\n" + Draft.withheldLine(7),
                Draft.withheldLine(7) + "\n" + Draft.withheldLine(6));
        redacted("placeholders-swapped", "7 stands before 6", swapped)
                .finds("wrong-position@6", "wrong-position@6", "wrong-position@7");
        Draft twice = Draft.redacted().close();
        twice.change(
                "lines.jsonl",
                Draft.withheldLine(6) + "\n",
                Draft.withheldLine(6) + "\n" + Draft.withheldLine(6) + "\n");
        twice.manifest.withheld = "5";
        redacted("placeholder-twice", "6 is withheld twice", twice).finds("wrong-position@6");
        Draft filled = Draft.redacted().close();
        filled.change("lines.jsonl", Draft.withheldLine(6), Draft.plain().lines.get(6));
        filled.manifest.withheld = "3";
        redacted("filled-in", "somebody else shows the true line", filled).sound();
        Draft other = Draft.redacted().close();
        other.change(
                "lines.jsonl", Draft.withheldLine(6), Draft.plain().lines.get(6).replace("A Nurse", "B Nurse"));
        other.manifest.withheld = "3";
        redacted("filled-in-otherwise", "somebody shows another line", other).finds("changed-line@6");
    }

    private void placeholders() {
        for (String[] it : new String[][] {
            {"space", "{\"withheld\": 6}"},
            {"space-behind", "{\"withheld\":6} "},
            {"zero-in-front", "{\"withheld\":06}"},
            {"fraction", "{\"withheld\":6.0}"},
            {"text", "{\"withheld\":\"6\"}"},
            {"null", "{\"withheld\":null}"},
            {"minus", "{\"withheld\":-6}"},
            {"more", "{\"withheld\":6,\"type\":\"x\"}"},
            {"empty-object", "{}"},
            {"upper-case", "{\"Withheld\":6}"},
            {"escaped", "{\"withhel\\u0064\":6}"},
            {"2-63", "{\"withheld\":9223372036854775808}"},
            {"number", "6"},
            {"cut", "{\"withheld\":6"},
            {"carriage-return", "{\"withheld\":6}\r"}
        }) {
            Draft draft = Draft.redacted().close();
            draft.change("lines.jsonl", Draft.withheldLine(6), it[1]);
            draft.manifest.withheld = "3";
            redacted("placeholder-" + it[0], "what stands for a withheld event is written one way", draft)
                    .finds("unreadable-line@6", "changed-line@6");
        }
    }

    private void manifests() {
        for (String withheld : List.of("3", "5", "0", "12")) {
            Draft draft = Draft.redacted();
            draft.manifest.withheld = withheld;
            redacted("says-" + withheld, "four are withheld", draft.close()).finds("manifest-disagrees");
        }
        for (String withheld : List.of("04", "4.0", "\"4\"", "null", "-4", "9223372036854775808")) {
            Draft draft = Draft.redacted();
            draft.manifest.withheld = withheld;
            redacted(
                            "says-" + Draft.sha256(Draft.utf8(withheld)).substring(0, 6),
                            "a count spelled " + withheld,
                            draft.close())
                    .finds("malformed-entry");
        }
        for (String created :
                List.of("2026-11-21T10:00:11.000001Z", "2026-11-21T10:00:10.000000Z", "1970-01-01T00:00:00.000000Z")) {
            Draft draft = Draft.redacted();
            draft.manifest.created = "\"" + created + "\"";
            redacted(
                            "created-" + Draft.sha256(Draft.utf8(created)).substring(0, 6),
                            "created is the time of the last event that is shown",
                            draft.close())
                    .finds("manifest-disagrees");
        }
        Draft none = Draft.plain();
        none.manifest.redacted = true;
        none.manifest.created = "\"2026-11-21T11:00:00.000000Z\"";
        redacted("of-nothing-created-otherwise", "also if nothing is withheld", none.close())
                .finds("manifest-disagrees");
    }
}
