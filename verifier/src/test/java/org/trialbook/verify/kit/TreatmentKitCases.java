package org.trialbook.verify.kit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Treatment kits: which one a subject is given.
final class TreatmentKitCases {

    private static final String SALT = "3c".repeat(32);
    /// Where the first kit is given, behind two shipments.
    private static final int GIVEN = 32;

    private final Kit kit;

    private TreatmentKitCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        TreatmentKitCases cases = new TreatmentKitCases(kit);
        cases.drawn();
        cases.otherwise();
        cases.lists();
    }

    private KitCase trial(String name, String why, Story story, String list) {
        return kit.bundle("kits-" + name, why, story.told(list).draft.close()).with("--randomization");
    }

    /// A trial after its end, in which six subjects are given kits: nobody asks when.
    private static final class Story {
        final KitTrial trial = KitTrial.byBlocks();
        final TreeMap<String, String> kits = new TreeMap<>();
        final List<String[]> events = new ArrayList<>();
        private final Set<String> gone = new HashSet<>();

        Story() {
            for (int i = 0; i < 24; i++) {
                kits.put("K-%03d".formatted((i * 37 + 11) % 97), (i / 2) % 2 == 0 ? "A" : "B");
            }
            ship("01", 0);
            ship("02", 1);
        }

        private List<String> at(int parity) {
            List<String> all = List.copyOf(kits.keySet());
            return all.stream().filter(kit -> all.indexOf(kit) % 2 == parity).toList();
        }

        private void ship(String site, int parity) {
            events.add(new String[] {
                "KitsShipped",
                "{\"study\":\"HOT-CRT\",\"site\":\"" + site
                        + "\",\"shipment\":1,\"product\":\"tablets\",\"upTo\":6,\"kits\":[\""
                        + String.join("\",\"", at(parity))
                        + "\"],\"arms\":{\"key\":\"kit\",\"box\":\"AAAA\"}}"
            });
        }

        /// The kit that section 10 draws for the subject.
        String drawn(int subject, int earlier, String arm) {
            List<String> atHand = at(subject % 2).stream()
                    .filter(each -> arm.equals(kits.get(each)) && !gone.contains(each))
                    .toList();
            String label = "trialbook kit v1|HOT-CRT|" + trial.subjects.get(subject) + "|" + earlier;
            return atHand.get((int) trial.allocation().draw(label, atHand.size()));
        }

        String arm(int subject) {
            return trial.arms.get(subject);
        }

        void give(int subject, String number, int dispensing) {
            give(subject, number, dispensing, "tablets");
        }

        void give(int subject, String number, int dispensing, String product) {
            gone.add(number);
            String who = trial.subjects.get(subject);
            events.add(new String[] {
                "KitDispensed",
                "{\"study\":\"HOT-CRT\",\"subject\":\"" + who + "\",\"site\":\"" + who.substring(0, 2)
                        + "\",\"visit\":\"end\",\"product\":\"" + product + "\",\"kit\":\"" + number
                        + "\",\"dispensing\":" + dispensing + ",\"dispensedOn\":\"2026-04-02\"}"
            });
        }

        void account(String site, String number, String outcome) {
            gone.add(number);
            events.add(new String[] {
                "KitAccounted",
                "{\"study\":\"HOT-CRT\",\"site\":\"" + site + "\",\"kit\":\"" + number + "\",\"outcome\":\"" + outcome
                        + "\"}"
            });
        }

        /// Six subjects are given what is drawn for them, and the first of them another one.
        Story six() {
            for (int subject = 0; subject < 6; subject++) {
                give(subject, drawn(subject, 0, arm(subject)), 1);
            }
            give(0, drawn(0, 1, arm(0)), 2);
            return this;
        }

        String list() {
            StringBuilder list = new StringBuilder("trialbook kit list v1\nHOT-CRT\n" + SALT + "\n");
            kits.forEach((number, arm) -> list.append(number + " tablets " + arm + "\n"));
            return list.toString();
        }

        String hash() {
            return Draft.sha256(Draft.utf8(list()));
        }

        /// @param revealed the list that is shown at the end; nothing where it is empty
        KitTrial told(String revealed) {
            trial.told()
                    .publishing(
                            trial.yaml.replace(
                                    "\neligibility:\n",
                                    "\nkits:\n  list: " + hash()
                                            + "\n  low: 2\n  products:\n    - {code: tablets, label: Tablets}\neligibility:\n"));
            events.forEach(event -> trial.draft.event("trialbook." + event[0], "HOT-CRT", event[1]));
            if (!revealed.isEmpty()) {
                trial.draft.event(
                        "trialbook.PreparedListRevealed",
                        "HOT-CRT",
                        "{\"study\":\"HOT-CRT\",\"list\":\"" + hash() + "\",\"part\":1,\"parts\":1,\"text\":\""
                                + revealed.replace("\n", "\\n") + "\"}");
            }
            return trial;
        }
    }

    private void drawn() {
        Story six = new Story().six();
        trial("given", "each is the one that is drawn", six, six.list()).randomization();
        Story sealed = new Story().six();
        trial("list-not-revealed", "nobody can recompute it yet", sealed, "").unreadable();
        Story unused = new Story();
        trial("sent-and-not-given", "there is nothing to recompute", unused, "").randomization();
        Story damaged = new Story();
        damaged.account("01", damaged.drawn(0, 0, damaged.arm(0)), "damaged");
        damaged.give(0, damaged.drawn(0, 0, damaged.arm(0)), 1);
        trial("damaged", "what is damaged is in stock no more", damaged, damaged.list())
                .randomization();
    }

    private void otherwise() {
        Story arm = new Story();
        arm.give(0, arm.drawn(0, 0, arm.arm(0).equals("A") ? "B" : "A"), 1);
        trial("of-another-arm", "a kit is of the subject's arm", arm, arm.list())
                .randomization("kit-of-another-arm@" + GIVEN);
        Story other = new Story();
        String drawn = other.drawn(0, 0, other.arm(0));
        String next = other.at(0).stream()
                .filter(each -> other.arm(0).equals(other.kits.get(each)) && !each.equals(drawn))
                .findFirst()
                .orElseThrow();
        other.give(0, next, 1);
        trial("another-of-the-arm", "nobody chooses among them", other, other.list())
                .randomization("other-kit@" + GIVEN);
        Story twice = new Story().six();
        String first = twice.events.get(2)[1].replaceAll(".*\"kit\":\"([^\"]*)\".*", "$1");
        twice.give(2, first, 2);
        trial("given-twice", "a kit is given once", twice, twice.list())
                .randomization("kit-not-in-stock@" + (GIVEN + 7));
        Story elsewhere = new Story();
        elsewhere.give(0, elsewhere.at(1).getFirst(), 1);
        trial("of-another-site", "it was sent to another", elsewhere, elsewhere.list())
                .randomization("kit-not-in-stock@" + GIVEN);
        Story product = new Story();
        product.give(0, product.drawn(0, 0, product.arm(0)), 1, "syringes");
        trial("of-another-product", "it is of another", product, product.list())
                .randomization("kit-not-in-stock@" + GIVEN);
        Story number = new Story();
        number.give(0, number.drawn(0, 0, number.arm(0)), 2);
        trial("number-left-out", "a subject's kits count without a gap", number, number.list())
                .randomization("wrong-dispensing@" + GIVEN);
    }

    private void lists() {
        Story changed = new Story();
        changed.give(0, changed.drawn(0, 0, changed.arm(0)), 1);
        trial("list-changed", "it is not of the hash", changed, changed.list().replace(SALT, "3d" + SALT.substring(2)))
                .randomization("changed-list@" + (GIVEN + 1), "kit-of-another-arm@" + GIVEN);
        KitTrial upper = KitTrial.byBlocks().told();
        upper.publishing(
                upper.yaml.replace("\neligibility:\n", "\nkits:\n  list: " + "AB".repeat(32) + "\neligibility:\n"));
        kit.bundle("kits-commitment-in-upper-case", "hashes are written in lower case", upper.draft.close())
                .with("--randomization")
                .randomization("unreadable-event@0");
    }
}
