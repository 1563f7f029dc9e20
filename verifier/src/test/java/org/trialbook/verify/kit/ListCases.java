package org.trialbook.verify.kit;

import java.util.List;

/// Lists that were prepared elsewhere.
final class ListCases {

    private static final String SALT = "5a".repeat(32);

    private final Kit kit;

    private ListCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        ListCases cases = new ListCases(kit);
        cases.followed();
        cases.notFollowed();
        cases.changed();
        cases.amended();
        cases.unreadable();
    }

    private KitCase trial(String name, String why, KitTrial told) {
        return kit.bundle("allocation-list-" + name, why, told.draft.close()).with("--randomization");
    }

    /// The list that gives these subjects their arms, each in its stratum, and one more of each arm.
    private static String list(KitTrial trial, int from) {
        StringBuilder list = new StringBuilder("trialbook allocation list v1\nHOT-CRT\n" + SALT + "\n");
        for (int i = from; i < KitTrial.SUBJECTS; i++) {
            list.append(trial.strata.get(i))
                    .append(' ')
                    .append(trial.arms.get(i))
                    .append('\n');
        }
        return list + "cause=one;site=01 A\ncause=two;site=02 B\n";
    }

    private static String by(String list) {
        return "method: prepared-list\n  list: " + Draft.sha256(Draft.utf8(list));
    }

    private static String revealed(String list, int part, int parts, String text) {
        return "{\"study\":\"HOT-CRT\",\"list\":\"" + Draft.sha256(Draft.utf8(list)) + "\",\"part\":" + part
                + ",\"parts\":" + parts + ",\"text\":\"" + text.replace("\n", "\\n") + "\"}";
    }

    /// Without a seed, and not yet revealed.
    private static KitTrial unrevealed(String list) {
        KitTrial trial = KitTrial.byBlocks().told();
        trial.publishing(KitTrial.protocol(by(list), 1, 1));
        trial.replace(1, "ConsentSigned", "null").replace(2, "ConsentSigned", "null");
        return trial.replace(KitTrial.REVEALED, "ConsentSigned", "null");
    }

    private static KitTrial told(String list, String text) {
        return unrevealed(list).replace(KitTrial.REVEALED, "PreparedListRevealed", revealed(list, 1, 1, text));
    }

    private void followed() {
        String list = list(KitTrial.byBlocks(), 0);
        trial("used", "each stratum in its order; no seed is needed", told(list, list))
                .randomization();
        trial("not-revealed", "nobody can recompute it yet", unrevealed(list)).unreadable();
        KitTrial parts = told(list, list);
        parts.replace(KitTrial.REVEALED, "PreparedListRevealed", revealed(list, 1, 2, list.substring(0, 150)));
        parts.draft.event("trialbook.PreparedListRevealed", "HOT-CRT", revealed(list, 2, 2, list.substring(150)));
        trial("in-parts", "one behind the other", parts).randomization();
        KitTrial seed = KitTrial.byBlocks().told();
        seed.publishing(KitTrial.protocol(by(list), 1, 1));
        seed.draft.event("trialbook.PreparedListRevealed", "HOT-CRT", revealed(list, 1, 1, list));
        trial("beside-a-seed", "a seed that is committed to is compared", seed).randomization();
        KitTrial twice = told(list, list);
        twice.draft.event("trialbook.PreparedListRevealed", "HOT-CRT", revealed(list, 1, 1, list));
        trial("revealed-twice", "once", twice).randomization("repeated-reveal@30");
    }

    private void notFollowed() {
        KitTrial swapped = KitTrial.byBlocks();
        String list = list(swapped, 0);
        int first = 0;
        while (swapped.partner(first) < 0) {
            first++;
        }
        java.util.Collections.swap(swapped.arms, first, swapped.partner(first));
        swapped.told().publishing(KitTrial.protocol(by(list), 1, 1));
        swapped.replace(KitTrial.REVEALED, "PreparedListRevealed", revealed(list, 1, 1, list));
        trial("swapped", "two subjects have each other's arm", swapped)
                .randomization("swapped-allocation@" + KitTrial.randomizedAt(first));
        KitTrial whole = KitTrial.byBlocks();
        String last = whole.strata.getLast() + " ";
        String all = list(whole, 0);
        String less = all.substring(0, all.lastIndexOf(last, all.length() - 41)) + "cause=one;site=01 A\n";
        trial("exhausted", "nobody is allocated beyond its end", told(less, less))
                .randomization("beyond-the-list@" + KitTrial.randomizedAt(11));
    }

    private void changed() {
        String list = list(KitTrial.byBlocks(), 0);
        String other = list.replace(SALT, "5b" + SALT.substring(2));
        trial("changed", "it is not of the hash", told(list, other)).randomization("changed-list@29");
        KitTrial half = told(list, list);
        half.replace(KitTrial.REVEALED, "PreparedListRevealed", revealed(list, 1, 2, list.substring(0, 150)));
        trial("in-part", "a part is missing", half).randomization("changed-list@29");
        KitTrial turned = told(list, list);
        turned.replace(KitTrial.REVEALED, "PreparedListRevealed", revealed(list, 2, 2, list.substring(150)));
        turned.draft.event("trialbook.PreparedListRevealed", "HOT-CRT", revealed(list, 1, 2, list.substring(0, 150)));
        trial("in-another-order", "parts count from 1", turned).randomization("changed-list@29");
        for (String[] it : new String[][] {
            {"without-salt", SALT + "\n", ""},
            {"of-another-study", "\nHOT-CRT\n", "\nOTHER\n"},
            {"with-a-stranger", "cause=two;site=02 B\n", "cause=two;site=02 C\n"},
            {"with-two-blanks", "cause=one;site=01 A", "cause=one;site=01  A"},
            {"without-its-last-newline", "cause=one;site=01 A\ncause=two;site=02 B\n", "cause=one;site=01 A"}
        }) {
            String wrong = list.replace(it[1], it[2]);
            trial(it[0], "it is not as section 10 says", told(wrong, wrong)).randomization("changed-list@29");
        }
    }

    /// Another list from the sixth subject on.
    private void amended() {
        KitTrial trial = KitTrial.byBlocks();
        String first = list(trial, 0);
        for (int i = 5; i < KitTrial.SUBJECTS; i++) {
            trial.arms.set(i, i % 3 == 0 ? "B" : "A");
        }
        String second = list(trial, 5);
        trial.told().publishing(KitTrial.protocol(by(first), 1, 1));
        trial.replace(KitTrial.REVEALED, "PreparedListRevealed", revealed(first, 1, 1, first));
        String yaml = KitTrial.protocol(by(second), 1, 1).replace("version: \"1\"", "version: \"2\"");
        trial.insert(KitTrial.confirmedAt(5), "ProtocolPublished", "HOT-CRT", KitTrial.publication("2", yaml));
        trial.draft.protocols.put("2", Draft.utf8(yaml));
        trial.draft.event("trialbook.PreparedListRevealed", "HOT-CRT", revealed(second, 1, 1, second));
        trial("goes-on-with-another", "each is used from its beginning", trial).randomization();
        KitTrial one = KitTrial.byBlocks();
        one.told().publishing(KitTrial.protocol(by(first), 1, 1));
        one.replace(KitTrial.REVEALED, "PreparedListRevealed", revealed(first, 1, 1, first));
        one.insert(KitTrial.confirmedAt(5), "ProtocolPublished", "HOT-CRT", KitTrial.publication("2", yaml));
        one.draft.protocols.put("2", Draft.utf8(yaml));
        trial("one-of-two-revealed", "nobody can recompute it yet", one).unreadable();
        KitTrial drawn = KitTrial.byBlocks().told();
        drawn.insert(KitTrial.confirmedAt(5), "ProtocolPublished", "HOT-CRT", KitTrial.publication("2", yaml));
        drawn.draft.protocols.put("2", Draft.utf8(yaml));
        trial("after-draws", "the method stays", drawn).randomization("changed-method@" + KitTrial.confirmedAt(5));
    }

    private void unreadable() {
        for (List<String> it : List.of(
                List.of("commitment-missing", "method: prepared-list"),
                List.of("commitment-in-upper-case", "method: prepared-list\n  list: " + "AB".repeat(32)),
                List.of("with-blocks", "method: prepared-list\n  block-sizes: [4]\n  list: " + "ab".repeat(32)),
                List.of("of-a-coin", "method: biased-coin\n  probability: 0.7\n  list: " + "ab".repeat(32)))) {
            KitTrial trial = KitTrial.byBlocks().told();
            trial.publishing(KitTrial.protocol(it.getLast(), 1, 1));
            trial("protocol-" + it.getFirst(), "the protocol is not as section 10 says", trial)
                    .randomization("unreadable-event@0");
        }
    }
}
