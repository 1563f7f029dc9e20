package org.trialbook.verify.kit;

/// Section 6: what files say is compared with what events say.
final class ClaimCases {

    private static final String UNBLINDED = "{\"study\":\"HOT-CRT\",\"approvedBy\":[\"a\",\"b\"],\"subjects\":0}";
    private static final String DISCLOSED = "{\"study\":\"HOT-CRT\",\"arms\":{}}";
    private static final String REVEALED = "{\"study\":\"HOT-CRT\",\"sponsorShare\":\"" + "11".repeat(32)
            + "\",\"statisticianShare\":\"" + "22".repeat(32) + "\"}";
    private static final String RANDOMIZED =
            "{\"study\":\"HOT-CRT\",\"subject\":\"01-0001\",\"site\":\"01\",\"randomizedOn\":\"2026-03-02\",\"stratum\":\"\",\"randomizationNumber\":1,\"arm\":{\"key\":\"k\",\"box\":\"AAAA\"}}";

    private final Kit kit;

    private ClaimCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        ClaimCases cases = new ClaimCases(kit);
        cases.protocols();
        cases.publications();
        cases.versionsOfPublications();
        cases.practice();
        cases.besideTheLog();
        cases.studies();
        cases.early();
    }

    private KitCase claim(String name, String why, Draft closed) {
        return kit.bundle("claim-" + name, why, closed);
    }

    private void protocols() {
        claim(
                        "protocol-forged",
                        "the file is not what was published, and the manifest fits it",
                        Draft.plain().close().put("protocols/1.yaml", "study: HOT-CRT\nversion: \"1\"\narms: []\n"))
                .finds("protocol-disagrees");
        claim(
                        "protocol-newline-more",
                        "byte for byte",
                        Draft.plain().close().put("protocols/1.yaml", Draft.YAML + "\n"))
                .finds("protocol-disagrees");
        claim(
                        "protocol-crlf",
                        "byte for byte",
                        Draft.plain().close().put("protocols/1.yaml", Draft.YAML.replace("\n", "\r\n")))
                .finds("protocol-disagrees");
        claim("protocol-empty", "byte for byte", Draft.plain().close().put("protocols/1.yaml", ""))
                .finds("protocol-disagrees");
        Draft twice = Draft.plain();
        String amended = Draft.YAML + "title: amended\n";
        String second = publication(twice, "1", amended);
        twice.event(6, "trialbook.ProtocolPublished", "HOT-CRT", second);
        claim("protocol-published-twice-first", "the last one that is shown counts", twice.close())
                .finds("protocol-disagrees");
        twice.protocols.put("1", Draft.utf8(amended));
        claim("protocol-published-twice-last", "the last one that is shown counts", twice.close())
                .sound();
        twice.manifest.redacted = true;
        twice.withheld.add(6);
        twice.protocols.put("1", Draft.utf8(Draft.YAML));
        claim("protocol-published-twice-last-withheld", "the last one that is shown counts", twice.close())
                .sound();
        Draft two = Draft.plain();
        two.event(6, "trialbook.ProtocolPublished", "HOT-CRT", publication(two, "2", amended));
        claim("protocol-second-version-without-file", "a version that was published has a file", two.close())
                .finds("missing-entry");
        two.protocols.put("2", Draft.utf8(amended));
        claim("protocol-two-versions", "each has its file", two.close()).sound();
        two.protocols.put("1", Draft.utf8(amended));
        two.protocols.put("2", Draft.utf8(Draft.YAML));
        claim("protocols-exchanged", "each file is the other version", two.close())
                .finds("protocol-disagrees", "protocol-disagrees");
        for (String version : new String[] {
            "2 beta", "\u00e4", "", ".1", "-", "../x", "sha256-", "a/b", "x".repeat(65), "x".repeat(64), "1.0_rc-2"
        }) {
            Draft named = Draft.plain();
            named.event(6, "trialbook.ProtocolPublished", "HOT-CRT", publication(named, version, amended));
            String name = version.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
                    ? version
                    : "sha256-" + Draft.sha256(Draft.utf8(version));
            named.protocols.put(name, Draft.utf8(amended));
            claim(
                            "protocol-version-"
                                    + Draft.sha256(Draft.utf8(version)).substring(0, 6),
                            "the file of the version '" + version + "'",
                            named.close())
                    .sound();
        }
        Draft escaped = Draft.plain();
        escaped.edit(0, "study: HOT", "\\u0073tudy: HOT");
        claim("protocol-content-escaped", "what the string says counts, not how it is spelled", escaped.close())
                .sound();
    }

    private static String publication(Draft from, String version, String content) {
        Draft draft = new Draft();
        draft.publish(version, content);
        String line = new String(Draft.bytes(draft.lines.getFirst()), java.nio.charset.StandardCharsets.UTF_8);
        return line.substring(line.indexOf("\"payload\":") + 10, line.length() - 1);
    }

    private void publications() {
        String hash = Draft.sha256(Draft.utf8(Draft.YAML));
        for (String[] it : new String[][] {
            {"other", "0".repeat(64)},
            {"upper-case", hash.toUpperCase(java.util.Locale.ROOT)},
            {"cut", hash.substring(1)},
            {"empty", ""}
        }) {
            claim(
                            "content-hash-" + it[0],
                            "the SHA-256 of content, in lower-case hexadecimal",
                            Draft.plain().edit(0, hash, it[1]).close())
                    .finds("wrong-content-hash@0");
        }
        String payload = publication(Draft.plain(), "1", Draft.YAML);
        for (String[] it : new String[][] {
            {"null", "null"},
            {"array", "[]"},
            {"text", "\"\""},
            {"number", "1"},
            {"empty-object", "{}"},
            {"content-missing", payload.replaceFirst(",\"content\":\"[^}]*?\",\"seed", ",\"seed")},
            {"content-null", payload.replaceFirst("\"content\":\".*?\",\"seed", "\"content\":null,\"seed")},
            {"content-number", payload.replaceFirst("\"content\":\".*?\",\"seed", "\"content\":1,\"seed")},
            {"hash-null", payload.replace("\"" + hash + "\"", "null")},
            {"version-null", payload.replace("\"protocolVersion\":\"1\"", "\"protocolVersion\":null")},
            {"version-number", payload.replace("\"protocolVersion\":\"1\"", "\"protocolVersion\":1")},
            {"unknown-member", payload.replace("\"seedCommitment\"", "\"more\":1,\"seedCommitment\"")}
        }) {
            Draft draft = Draft.plain();
            draft.event(0, "trialbook.ProtocolPublished", "HOT-CRT", it[1]);
            draft.protocols.clear();
            claim("publication-" + it[0], "a payload that is not as the page says", draft.close())
                    .finds("unreadable-event@0");
        }
        Draft version = Draft.plain();
        version.edit(6, "trialbook.ConsentSigned", "trialbook.SeedRevealedX");
        claim("type-that-begins-alike", "another type", version.close()).sound();
    }

    private void versionsOfPublications() {
        String first = publication(Draft.plain(), "1", Draft.YAML);
        String second = Draft.withoutCommitment(first);
        claim(
                        "publication-2",
                        "version 2 has no seedCommitment",
                        Draft.plain().publishAs(0, "2", second).close())
                .sound();
        claim(
                        "publication-2-forged",
                        "what version 2 published has its file as well",
                        Draft.plain().publishAs(0, "2", second).close().put("protocols/1.yaml", Draft.YAML + "\n"))
                .finds("protocol-disagrees");
        claim(
                        "publication-2-content-hash",
                        "of version 2 as well",
                        Draft.plain()
                                .publishAs(0, "2", second)
                                .edit(0, Draft.sha256(Draft.utf8(Draft.YAML)), "0".repeat(64))
                                .close())
                .finds("wrong-content-hash@0");
        Draft amended = Draft.plain();
        String yaml = Draft.YAML + "title: amended\n";
        amended.publishAs(6, "2", Draft.withoutCommitment(publication(amended, "2", yaml)));
        amended.protocols.put("2", Draft.utf8(yaml));
        claim("publication-1-and-2", "both versions stand in one record", amended.close())
                .sound();
        for (String[] it : new String[][] {
            {"publication-2-with-a-commitment", "2", first},
            {"publication-1-without-a-commitment", "1", second},
            {"publication-4", "4", second},
            {"publication-5", "5", second}
        }) {
            Draft draft = Draft.plain().publishAs(0, it[1], it[2]);
            draft.protocols.clear();
            claim(it[0], "the version says which members there are, and of another nothing is known", draft.close())
                    .finds("unreadable-event@0");
        }
    }

    /// From version 3 on a protocol may stand beside the log.
    private void besideTheLog() {
        String inside = Draft.withoutCommitment(publication(Draft.plain(), "1", Draft.YAML));
        String hash = Draft.sha256(Draft.utf8(Draft.YAML));
        String beside =
                "{\"study\":\"HOT-CRT\",\"protocolVersion\":\"1\",\"contentHash\":\"" + hash + "\",\"content\":null}";
        claim(
                        "publication-3",
                        "version 3 may hold its protocol",
                        Draft.plain().publishAs(0, "3", inside).close())
                .sound();
        claim(
                        "publication-3-beside",
                        "the file is what the hash names",
                        Draft.plain().publishAs(0, "3", beside).close())
                .sound();
        String awaiting = beside.replace("}", ",\"awaitsSites\":true}");
        claim(
                        "publication-4-beside",
                        "version 4 says whether it awaits sites",
                        Draft.plain().publishAs(0, "4", awaiting).close())
                .sound();
        claim(
                        "publication-4-in-line",
                        "version 4 may hold its protocol",
                        Draft.plain()
                                .publishAs(0, "4", inside.substring(0, inside.length() - 1) + ",\"awaitsSites\":false}")
                                .close())
                .sound();
        claim(
                        "publication-3-beside-forged",
                        "the file is not what the hash names",
                        Draft.plain().publishAs(0, "3", beside).close().put("protocols/1.yaml", Draft.YAML + "\n"))
                .finds("protocol-disagrees");
        Draft without = Draft.plain().publishAs(0, "3", beside);
        without.protocols.clear();
        claim("publication-3-beside-without-file", "what the record names has to be there", without.close())
                .finds("missing-entry");
        for (String[] it : new String[][] {
            {"publication-2-beside", "2", beside},
            {"publication-3-beside-unnamed", "3", beside.replace(hash, hash.substring(1))},
            {"publication-3-beside-upper-case", "3", beside.replace(hash, hash.toUpperCase(java.util.Locale.ROOT))},
            {"publication-3-without-content", "3", beside.replace(",\"content\":null", "")},
            {"publication-3-awaits-sites", "3", awaiting},
            {"publication-4-awaits-in-words", "4", awaiting.replace("true", "\"true\"")}
        }) {
            Draft draft = Draft.plain().publishAs(0, it[1], it[2]);
            draft.protocols.clear();
            claim(
                            it[0],
                            "a publication has the members of its version, and names what stands beside the log by its hash",
                            draft.close())
                    .finds("unreadable-event@0");
        }
        String practice = Draft.YAML + "practice: true\n";
        Draft made = Draft.plain().publishAs(0, "3", beside.replace(hash, Draft.sha256(Draft.utf8(practice))));
        String real = Draft.YAML + "title: amended\n";
        made.event(6, "trialbook.ProtocolPublished", "HOT-CRT", publication(made, "2", real));
        made.protocols.put("1", Draft.utf8(practice));
        made.protocols.put("2", Draft.utf8(real));
        claim("practice-beside-made-real", "what stands beside the log is read as well", made.close())
                .finds("changed-practice@6");
    }

    private void practice() {
        String real = Draft.YAML + "title: amended\n";
        String practice = Draft.YAML + "practice: true\n";
        claim("practice", "a study may be one for practice", versions(practice, practice + "title: amended\n"))
                .sound();
        claim(
                        "practice-said-otherwise",
                        "what says nothing else is false",
                        versions(Draft.YAML + "practice: yes\n", real))
                .sound();
        claim("practice-made-real", "the first version decides", versions(practice, real))
                .finds("changed-practice@6");
        claim("real-made-practice", "the first version decides", versions(Draft.YAML, practice))
                .finds("changed-practice@6");
    }

    private static Draft versions(String first, String second) {
        Draft two = Draft.plain();
        two.event(0, "trialbook.ProtocolPublished", "HOT-CRT", publication(two, "1", first));
        two.event(6, "trialbook.ProtocolPublished", "HOT-CRT", publication(two, "2", second));
        two.protocols.put("1", Draft.utf8(first));
        two.protocols.put("2", Draft.utf8(second));
        return two.close();
    }

    private void studies() {
        Draft two = Draft.plain();
        for (int i = 6; i < 12; i++) {
            two.event(i, "trialbook.ConsentSigned", "OTHER", "null");
        }
        claim("two-studies-first", "one log can hold several", two.close()).sound();
        two.manifest.study = "\"OTHER\"";
        claim("two-studies-second", "one log can hold several", two.close()).sound();
        two.manifest.study = "\"THIRD\"";
        claim("two-studies-neither", "no line bears it", two.close()).finds("manifest-disagrees");
        Draft none = Draft.plain();
        none.protocols.clear();
        for (int i = 0; i < 12; i++) {
            none.event(i, "trialbook.Noted", null, "null");
        }
        none.manifest.study = "\"ANY\"";
        claim("no-line-with-a-study", "nothing contradicts the manifest", none.close())
                .sound();
        Draft withheld = Draft.plain();
        withheld.event(5, "trialbook.ConsentSigned", "OTHER", "null");
        withheld.manifest.redacted = true;
        withheld.withheld.add(5);
        withheld.manifest.study = "\"OTHER\"";
        claim("study-that-is-withheld", "only a line that is shown counts", withheld.close())
                .finds("manifest-disagrees");
    }

    private static Draft story(String... types) {
        Draft draft = Draft.plain();
        int position = 3;
        for (String type : types) {
            String payload = switch (type) {
                case "StudyUnblinded" -> UNBLINDED;
                case "AllocationDisclosed" -> DISCLOSED;
                case "SeedRevealed" -> REVEALED;
                default -> RANDOMIZED;
            };
            draft.event(position++, "trialbook." + type, "HOT-CRT", payload);
        }
        return draft.close();
    }

    private void early() {
        claim(
                        "in-order",
                        "randomized, unblinded, disclosed, revealed",
                        story("SubjectRandomized", "StudyUnblinded", "AllocationDisclosed", "SeedRevealed"))
                .sound();
        claim(
                        "early-disclosure",
                        "disclosed before it was unblinded",
                        story("SubjectRandomized", "AllocationDisclosed", "StudyUnblinded", "SeedRevealed"))
                .finds("early-disclosure@4");
        claim(
                        "early-reveal",
                        "revealed before it was unblinded",
                        story("SubjectRandomized", "SeedRevealed", "StudyUnblinded", "AllocationDisclosed"))
                .finds("early-reveal@4");
        claim(
                        "both-early",
                        "both before it was unblinded",
                        story("SubjectRandomized", "SeedRevealed", "AllocationDisclosed", "StudyUnblinded"))
                .finds("early-reveal@4", "early-disclosure@5");
        claim(
                        "never-unblinded",
                        "both, and never unblinded",
                        story("SubjectRandomized", "AllocationDisclosed", "SeedRevealed"))
                .finds("early-disclosure@4", "early-reveal@5");
        claim(
                        "randomized-behind",
                        "a subject is randomized behind both",
                        story("StudyUnblinded", "AllocationDisclosed", "SeedRevealed", "SubjectRandomized"))
                .finds("early-disclosure@4", "early-reveal@5");
        claim(
                        "randomized-between",
                        "a subject is randomized between",
                        story("StudyUnblinded", "AllocationDisclosed", "SubjectRandomized", "SeedRevealed"))
                .finds("early-disclosure@4");
        claim(
                        "early-twice",
                        "the first of each is told",
                        story(
                                "AllocationDisclosed",
                                "AllocationDisclosed",
                                "SeedRevealed",
                                "SeedRevealed",
                                "StudyUnblinded"))
                .finds("early-disclosure@3", "early-reveal@5");
        claim(
                        "disclosed-in-parts",
                        "one early, one not",
                        story("AllocationDisclosed", "StudyUnblinded", "AllocationDisclosed"))
                .finds("early-disclosure@3");
        Draft perhaps = story("SubjectRandomized", "StudyUnblinded", "AllocationDisclosed", "SeedRevealed");
        perhaps.manifest.redacted = true;
        perhaps.withheld.add(4);
        claim("unblinding-withheld", "what is withheld before may be the unblinding", perhaps.close())
                .sound();
        Draft behind = story("AllocationDisclosed", "SeedRevealed", "StudyUnblinded");
        behind.manifest.redacted = true;
        behind.withheld.add(5);
        claim("unblinding-withheld-behind", "what is withheld behind does not matter", behind.close())
                .finds("early-disclosure@3", "early-reveal@4");
        Draft shown = story("AllocationDisclosed", "StudyUnblinded");
        shown.manifest.redacted = true;
        shown.withheld.add(2);
        claim("unblinding-shown-behind", "the unblinding is shown, behind it", shown.close())
                .finds("early-disclosure@3");
        Draft goesOn = story("StudyUnblinded", "SeedRevealed", "SubjectRandomized");
        goesOn.manifest.redacted = true;
        goesOn.withheld.add(3);
        claim("unblinding-withheld-randomized-behind", "a subject is shown behind", goesOn.close())
                .finds("early-reveal@4");
        Draft other = story("AllocationDisclosed", "SeedRevealed");
        other.event(2, "trialbook.StudyUnblinded", "OTHER", UNBLINDED);
        claim("unblinded-elsewhere", "another study was unblinded", other.close())
                .finds("early-disclosure@3", "early-reveal@4");
        Draft apart = story("StudyUnblinded", "AllocationDisclosed", "SeedRevealed");
        apart.event(6, "trialbook.SubjectRandomized", "OTHER", RANDOMIZED);
        claim("randomized-elsewhere", "another study goes on", apart.close()).sound();
    }
}
