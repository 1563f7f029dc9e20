package org.trialbook.verify.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Section 10: who was allocated to what.
final class RandomizationCases {

    private static final Map<String, String> METHODS = new TreeMap<>(Map.of(
            "blocks", KitTrial.BLOCKS,
            "coin", "method: biased-coin\n  probability: 0.75",
            "stick", "method: big-stick\n  imbalance: 3",
            "range", "method: minimization\n  probability: 0.8",
            "variance", "method: minimization\n  probability: 0.90\n  measure: variance"));

    private final Kit kit;

    private RandomizationCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        RandomizationCases cases = new RandomizationCases(kit);
        cases.everyMethod();
        cases.arms();
        cases.shares();
        cases.protocolsAndNumbers();
        cases.strata();
        cases.answers();
        cases.disclosures();
        cases.unreadable();
        cases.outside();
    }

    private KitCase trial(String name, String why, KitTrial told) {
        return kit.bundle("allocation-" + name, why, told.draft.close()).with("--randomization");
    }

    private void everyMethod() {
        METHODS.forEach((name, method) -> {
            trial(name, "every arm follows", new KitTrial(method, 1, 1, 1).told())
                    .randomization();
            trial(name + "-2-to-1", "in unequal shares", new KitTrial(method, 2, 2, 1).told())
                    .randomization();
            KitTrial swapped = new KitTrial(method, 3, 1, 1);
            int first = 0;
            while (swapped.partner(first) < 0) {
                first++;
            }
            java.util.Collections.swap(swapped.arms, first, swapped.partner(first));
            trial(name + "-swapped", "two subjects have each other's arm", swapped.told())
                    .randomization("swapped-allocation@" + KitTrial.randomizedAt(first));
        });
        trial(
                        "shares-not-in-lowest-terms",
                        "4 to 2 is 2 to 1 but for blocks",
                        new KitTrial(METHODS.getOrDefault("coin", ""), 4, 4, 2).told())
                .randomization();
    }

    private void arms() {
        KitTrial other = KitTrial.byBlocks();
        other.arms.set(0, other.arms.get(0).equals("A") ? "B" : "A");
        trial("other-arm", "one subject has another arm", other.told())
                .randomization("other-arm@" + KitTrial.randomizedAt(0));
        KitTrial three = KitTrial.byBlocks();
        for (int i : new int[] {2, 3, 4}) {
            three.arms.set(i, three.arms.get(i).equals("A") ? "B" : "A");
        }
        trial("three-other-arms", "the first of them is named", three.told())
                .randomization("other-arm@" + KitTrial.randomizedAt(2));
        skipped();
        lastOfItsStratum();
    }

    /// Whoever leaves out a slot gets the same; shares are sought with which that is so.
    private void lastOfItsStratum() {
        for (int number = 1; ; number++) {
            KitTrial trial = new KitTrial(KitTrial.BLOCKS, number, 1, 1);
            NaiveAllocation allocation = trial.allocation();
            trial.strata.subList(0, 11).forEach(allocation::next);
            allocation.skip(trial.strata.get(11));
            String after = allocation.next(trial.strata.get(11));
            if (!after.equals(trial.arms.get(11))) {
                trial.arms.set(11, after);
                trial("other-arm-at-the-end", "one subject alone is never a skipped slot", trial.told())
                        .randomization("other-arm@" + KitTrial.randomizedAt(11));
                return;
            }
        }
    }

    /// The first slot of the first stratum went to nobody; shares are sought with which that shows.
    private void skipped() {
        for (int number = 1; ; number++) {
            KitTrial trial = new KitTrial(KitTrial.BLOCKS, number, 1, 1);
            String stratum = trial.strata.get(1);
            NaiveAllocation allocation = trial.allocation();
            allocation.skip(stratum);
            List<String> arms = new ArrayList<>();
            int differences = 0;
            for (int i = 0; i < KitTrial.SUBJECTS; i++) {
                arms.add(allocation.next(trial.strata.get(i)));
                differences += arms.get(i).equals(trial.arms.get(i)) ? 0 : 1;
            }
            if (differences >= 3 && !arms.get(1).equals(trial.arms.get(1))) {
                trial.arms.clear();
                trial.arms.addAll(arms);
                trial("skipped-slot", "a slot of the stratum went to nobody", trial.told())
                        .randomization("skipped-slot@" + KitTrial.randomizedAt(1));
                return;
            }
        }
    }

    private void shares() {
        byte[] others = new byte[32];
        trial("sponsor-share-changed", "not what was committed to", revealing(others, KitTrial.byBlocks().statistician))
                .randomization("changed-seed-share@29");
        trial("statistician-share-changed", "not what was committed to", revealing(KitTrial.byBlocks().sponsor, others))
                .randomization("changed-seed-share@29");
        trial("both-shares-changed", "not what was committed to", revealing(others, others))
                .randomization("changed-seed-share@29", "changed-seed-share@29");
        trial(
                        "shares-exchanged",
                        "each is the other's",
                        revealing(KitTrial.byBlocks().statistician, KitTrial.byBlocks().sponsor))
                .randomization("changed-seed-share@29", "changed-seed-share@29");
        KitTrial upper = new KitTrial(KitTrial.BLOCKS, 10, 1, 1).told();
        upper.draft.edit(KitTrial.REVEALED, "0a0a", "0A0A");
        trial("share-in-upper-case", "shares are written in lower case", upper).randomization("changed-seed-share@29");
        KitTrial shouted = KitTrial.byBlocks().told();
        shouted.replace(
                1,
                "SeedShareCommitted",
                KitTrial.committed("sponsor", shouted.sponsor)
                        .replaceFirst(
                                NaiveAllocation.commitment("sponsor", shouted.sponsor),
                                NaiveAllocation.commitment("sponsor", shouted.sponsor)
                                        .toUpperCase(java.util.Locale.ROOT)));
        trial("commitment-in-upper-case", "so are commitments", shouted).randomization("changed-seed-share@29");
        KitTrial stranger = KitTrial.byBlocks().told();
        stranger.insert(3, "SeedShareCommitted", "HOT-CRT", KitTrial.committed("operator", others));
        trial("commitment-of-a-third-party", "there are two parties", stranger).randomization("repeated-commitment@3");
        KitTrial lateAgain = KitTrial.byBlocks().told();
        lateAgain.insert(9, "SeedShareCommitted", "HOT-CRT", KitTrial.committed("sponsor", others));
        trial("repeated-commitment-late", "it is repeated, and not late as well", lateAgain)
                .randomization("repeated-commitment@9");
        KitTrial missing = KitTrial.byBlocks().told();
        trial("no-commitment-of-the-sponsor", "each party has committed", missing.replace(1, "ConsentSigned", "null"))
                .randomization("missing-commitment");
        KitTrial neither = KitTrial.byBlocks().told();
        neither.replace(1, "ConsentSigned", "null").replace(2, "ConsentSigned", "null");
        trial("no-commitments", "each party has committed", neither)
                .randomization("missing-commitment", "missing-commitment");
        KitTrial late = KitTrial.byBlocks().told();
        late.replace(1, "ConsentSigned", "null")
                .insert(5, "SeedShareCommitted", "HOT-CRT", KitTrial.committed("sponsor", late.sponsor));
        trial("late-commitment", "before the first subject is randomized", late).randomization("late-commitment@5");
        KitTrial again = KitTrial.byBlocks().told();
        again.insert(3, "SeedShareCommitted", "HOT-CRT", KitTrial.committed("sponsor", again.sponsor));
        trial("repeated-commitment", "once", again).randomization("repeated-commitment@3");
        KitTrial otherAgain = KitTrial.byBlocks().told();
        otherAgain.insert(3, "SeedShareCommitted", "HOT-CRT", KitTrial.committed("sponsor", others));
        trial("repeated-commitment-to-another-share", "the first one counts", otherAgain)
                .randomization("repeated-commitment@3");
        KitTrial twice = KitTrial.byBlocks().told();
        twice.draft.event("trialbook.SeedRevealed", "HOT-CRT", twice.revealed());
        trial("repeated-reveal", "once", twice).randomization("repeated-reveal@30");
        KitTrial unrevealed = KitTrial.byBlocks().told();
        unrevealed.draft.lines.removeLast();
        trial("before-the-reveal", "nobody can recompute it yet", unrevealed).unreadable();
        kit.again(
                        "allocation-before-the-reveal-plain",
                        "the record is sound all the same",
                        "bundles/allocation-before-the-reveal.zip")
                .sound();
        kit.again(
                        "allocation-of-an-unsound-record",
                        "of a record that is not sound nothing is recomputed",
                        "bundles/allocation-blocks.zip")
                .key("keys/stranger.vkey")
                .with("--randomization")
                .finds("foreign-key", "untrusted-checkpoint", "untrusted-checkpoint", "untrusted-checkpoint");
    }

    private static KitTrial revealing(byte[] sponsor, byte[] statistician) {
        KitTrial trial = KitTrial.byBlocks().told();
        String hex = java.util.HexFormat.of().formatHex(sponsor);
        return trial.replace(
                KitTrial.REVEALED,
                "SeedRevealed",
                "{\"study\":\"HOT-CRT\",\"sponsorShare\":\"" + hex + "\",\"statisticianShare\":\""
                        + java.util.HexFormat.of().formatHex(statistician) + "\"}");
    }

    private static KitTrial amended(int position, String yaml) {
        KitTrial trial = KitTrial.byBlocks().told();
        trial.insert(position, "ProtocolPublished", "HOT-CRT", KitTrial.publication("2", yaml));
        trial.draft.protocols.put("2", Draft.utf8(yaml));
        return trial;
    }

    private void protocolsAndNumbers() {
        String yaml = KitTrial.byBlocks().yaml.replace("version: \"1\"", "version: \"2\"");
        KitTrial second = KitTrial.byBlocks().told();
        second.draft.publishAs(0, "2", Draft.withoutCommitment(KitTrial.publication("1", second.yaml)));
        trial("publication-2", "the event's version 2 publishes as version 1 does", second)
                .randomization();
        KitTrial amended = amended(10, yaml.replace("[6, 12]", "[6]"));
        amended.draft.publishAs(
                10, "2", Draft.withoutCommitment(KitTrial.publication("2", yaml.replace("[6, 12]", "[6]"))));
        trial("publication-2-amends-the-method", "likewise", amended).randomization("changed-method@10");
        trial(
                        "amended-title",
                        "a later version may change what does not decide",
                        amended(10, yaml.replace("A small trial", "A trial")))
                .randomization();
        trial(
                        "amended-method",
                        "a later version must not change the method",
                        amended(10, yaml.replace("[6, 12]", "[6]")))
                .randomization("changed-method@10");
        trial(
                        "amended-ratio",
                        "a later version must not change the ratio",
                        amended(10, yaml.replace("label: Arm A, ratio: 1", "label: Arm A, ratio: 2")))
                .randomization("changed-method@10");
        trial(
                        "amended-site",
                        "a later version must not change the factors",
                        amended(10, yaml.replace("stratify-by-site: true", "stratify-by-site: false")))
                .randomization("changed-method@10");
        trial("amended-before", "what was published last before the first subject counts", amended(1, yaml))
                .randomization();
        KitTrial number = KitTrial.byBlocks().told();
        number.replace(
                KitTrial.randomizedAt(11), "SubjectRandomized", number.randomized(11, number.strata.get(11), 13));
        trial("number-left-out", "numbers count without a gap", number).randomization("wrong-number@26");
        KitTrial same = KitTrial.byBlocks().told();
        same.replace(KitTrial.randomizedAt(11), "SubjectRandomized", same.randomized(11, same.strata.get(11), 11));
        trial("number-twice", "numbers count without a gap", same).randomization("wrong-number@26");
        KitTrial gap = KitTrial.byBlocks().told();
        for (int i = 4; i < KitTrial.SUBJECTS; i++) {
            gap.replace(KitTrial.randomizedAt(i), "SubjectRandomized", gap.randomized(i, gap.strata.get(i), i + 3));
        }
        trial("number-gap", "numbers count from the one before", gap)
                .randomization("wrong-number@" + KitTrial.randomizedAt(4));
        KitTrial unpublished = KitTrial.byBlocks().told();
        unpublished.replace(0, "ConsentSigned", "null");
        unpublished.draft.protocols.clear();
        String[] everyone = new String[2 * KitTrial.SUBJECTS];
        for (int i = 0; i < KitTrial.SUBJECTS; i++) {
            everyone[2 * i] = "no-protocol@" + KitTrial.randomizedAt(i);
            everyone[2 * i + 1] = "wrong-stratum@" + KitTrial.randomizedAt(i);
        }
        trial("no-protocol", "each subject is told, and nobody has a stratum", unpublished)
                .randomization(everyone);
        KitTrial count = KitTrial.byBlocks().told();
        count.draft.edit(KitTrial.UNBLINDED, "\"subjects\":12", "\"subjects\":11");
        trial("wrong-count", "StudyUnblinded counts whoever was randomized", count)
                .randomization("wrong-count@27");
    }

    /// The last subject is put in another stratum, in which it would have got the same arm.
    private void strata() {
        for (int number = 1; ; number++) {
            KitTrial trial = new KitTrial(KitTrial.BLOCKS, number, 1, 1);
            String wrong = "cause=one;site=02";
            NaiveAllocation there = trial.allocation();
            for (int i = 0; i < 11; i++) {
                there.next(trial.strata.get(i));
            }
            if (!there.next(wrong).equals(trial.arms.get(11))) {
                continue;
            }
            trial.told().replace(26, "SubjectRandomized", trial.randomized(11, wrong, 12));
            trial("wrong-stratum", "the stratum is that of the answers", trial).randomization("wrong-stratum@26");
            return;
        }
    }

    private void answers() {
        KitTrial levels = KitTrial.byBlocks().told();
        String other = levels.causes.get(7).equals("one") ? "two" : "one";
        levels.replace(
                KitTrial.confirmedAt(7), "EligibilityConfirmed", levels.confirmed(7, levels.causes.get(7), other));
        trial("levels-beside-the-answers", "the levels are those of the answers", levels)
                .randomization("wrong-stratum@" + KitTrial.randomizedAt(7));
        KitTrial answers = KitTrial.byBlocks().told();
        answers.replace(
                KitTrial.confirmedAt(7), "EligibilityConfirmed", answers.confirmed(7, other, answers.causes.get(7)));
        trial("answers-beside-the-stratum", "the answers decide", answers)
                .randomization("wrong-stratum@" + KitTrial.randomizedAt(7));
        KitTrial both = KitTrial.byBlocks().told();
        both.replace(KitTrial.confirmedAt(7), "EligibilityConfirmed", both.confirmed(7, other, other));
        trial("stratum-of-nobody", "the answers and their levels are others", both)
                .randomization("wrong-stratum@" + KitTrial.randomizedAt(7));
        KitTrial none = KitTrial.byBlocks().told();
        none.replace(KitTrial.confirmedAt(7), "EligibilityConfirmed", none.confirmed(7, "three", "three"));
        trial("answer-that-is-no-choice", "it gives no level", none)
                .randomization("wrong-stratum@" + KitTrial.randomizedAt(7));
        KitTrial unconfirmed = KitTrial.byBlocks().told();
        unconfirmed.replace(KitTrial.confirmedAt(7), "ConsentSigned", "null");
        trial("unconfirmed", "without answers there are no levels", unconfirmed)
                .randomization("wrong-stratum@" + KitTrial.randomizedAt(7));
        KitTrial anew = KitTrial.byBlocks().told();
        anew.insert(KitTrial.confirmedAt(7), "EligibilityConfirmed", "HOT-CRT", anew.confirmed(7, other, other));
        trial("answered-anew", "the last answers count", anew).randomization();
        KitTrial after = KitTrial.byBlocks().told();
        after.insert(KitTrial.randomizedAt(7) + 1, "EligibilityConfirmed", "HOT-CRT", after.confirmed(7, other, other));
        trial("answered-afterwards", "before the randomization", after).randomization();
        KitTrial unordered = KitTrial.byBlocks().told();
        unordered.arms.set(0, unordered.arms.get(0).equals("A") ? "B" : "A");
        unordered.replace(KitTrial.DISCLOSED, "AllocationDisclosed", unordered.disclosed(KitTrial.SUBJECTS));
        unordered.replace(
                KitTrial.randomizedAt(7), "SubjectRandomized", unordered.randomized(7, "site=02;cause=two", 8));
        trial("stratum-that-is-none", "no arm is recomputed: the other arm of the first subject is not seen", unordered)
                .randomization("wrong-stratum@" + KitTrial.randomizedAt(7));
    }

    /// What has a part and is not as section 10 says is told alone.
    private void unreadable() {
        for (int position : new int[] {1, 3, 4, KitTrial.UNBLINDED, KitTrial.DISCLOSED, KitTrial.REVEALED}) {
            KitTrial trial = KitTrial.byBlocks().told();
            String type =
                    trial.draft.lines.get(position).replaceAll("(?s).*?\"type\":\"trialbook\\.([^\"]*)\".*", "$1");
            trial("unreadable-" + type, "the payload is nothing", trial.replace(position, type, "null"))
                    .randomization("unreadable-event@" + position);
        }
        for (String[] it : new String[][] {
            {"number-as-text", "\"randomizationNumber\":1,", "\"randomizationNumber\":\"1\","},
            {"number-with-a-point", "\"randomizationNumber\":1,", "\"randomizationNumber\":1.0,"},
            {"number-too-large", "\"randomizationNumber\":1,", "\"randomizationNumber\":2147483648,"},
            {"member-missing", "\"randomizationNumber\":1,", ""},
            {"member-more", "\"randomizationNumber\":1,", "\"randomizationNumber\":1,\"more\":null,"},
            {"subject", "\"subject\":\"01-0001\"", "\"subject\":\"1-0001\""},
            {"site-of-another", "\"site\":\"01\",\"randomizedOn", "\"site\":\"02\",\"randomizedOn"},
            {"day", "2026-03-02", "2026-02-30"},
            {"box", "AAAA", "AAB="},
            {"arm-in-clear", "{\"key\":\"kit\",\"box\":\"AAAA\"}", "\"A\""},
            {"version", "\"version\":\"1\"", "\"version\":\"2\""},
            {"study-of-another", "{\"study\":\"HOT-CRT\"", "{\"study\":\"OTHER\""}
        }) {
            KitTrial trial = KitTrial.byBlocks().told();
            trial.draft.edit(4, it[1], it[2]);
            trial("unreadable-" + it[0], "a member is not of its form", trial).randomization("unreadable-event@4");
        }
        KitTrial unrevealed = KitTrial.byBlocks().told();
        unrevealed.draft.lines.removeLast();
        unrevealed.replace(4, "SubjectRandomized", "null");
        trial("unreadable-before-the-reveal", "it never becomes readable", unrevealed)
                .randomization("unreadable-event@4");
        KitTrial elsewhere = KitTrial.byBlocks().told();
        elsewhere.insert(5, "SubjectRandomized", "OTHER", "null");
        trial("unreadable-elsewhere", "events of other studies have no part", elsewhere)
                .randomization();
        for (String[] it : new String[][] {
            {"ratio-0", "label: Arm A, ratio: 1", "label: Arm A, ratio: 0"},
            {"ratio-as-decimal", "label: Arm A, ratio: 1", "label: Arm A, ratio: 1.0"},
            {"other-study", "study: HOT-CRT", "study: OTHER"},
            {"block-of-the-ratio", "[6, 12]", "[2]"},
            {"block-of-five", "[6, 12]", "[6, 5]"},
            {"parameter-of-another-method", "[6, 12]", "[6, 12]\n  probability: 0.7"},
            {"method", "permuted-blocks", "blocks"},
            {"site-as-yes", "stratify-by-site: true", "stratify-by-site: yes"},
            {"site-not-said", "  stratify-by-site: true\n", ""},
            {"factor-of-no-choice", "item: cause}\n", "item: age}\n"},
            {"member-twice", "study: HOT-CRT", "study: HOT-CRT\nstudy: HOT-CRT"},
            {"alias", "study: HOT-CRT", "study: &s HOT-CRT\nx: *s"},
            {"tag", "study: HOT-CRT", "study: !!str HOT-CRT"}
        }) {
            KitTrial trial = KitTrial.byBlocks();
            String yaml = trial.yaml.replace(it[1], it[2]);
            trial(
                            "protocol-" + it[0],
                            "the protocol is not as section 10 says",
                            trial.told().publishing(yaml))
                    .randomization("unreadable-event@0");
        }
        KitTrial quoted = KitTrial.byBlocks();
        String yaml = quoted.yaml
                .replace("[6, 12]", "['6', \"12\"]\n  probability: ~\n  measure: null")
                .replace("stratify-by-site: true", "stratify-by-site: 'TRUE'")
                .replace("title: A small trial", "title: {whatever: [it, is]}");
        trial(
                        "protocol-quoted",
                        "a scalar is its text, and nothing else is looked at",
                        quoted.told().publishing(yaml))
                .randomization();
    }

    private void disclosures() {
        KitTrial none = KitTrial.byBlocks().told();
        none.replace(KitTrial.DISCLOSED, "AllocationDisclosed", none.disclosed(0));
        trial("undisclosed-all", "the first of them is told", none).randomization("undisclosed-allocation@4");
        KitTrial one = KitTrial.byBlocks().told();
        one.replace(KitTrial.DISCLOSED, "AllocationDisclosed", one.disclosed(11));
        trial("undisclosed", "whoever was randomized is disclosed", one).randomization("undisclosed-allocation@26");
        KitTrial stranger = KitTrial.byBlocks().told();
        Map<String, String> more = new TreeMap<>(Map.of("03-0001", "A"));
        for (int i = 0; i < 12; i++) {
            more.put(stranger.subjects.get(i), stranger.arms.get(i));
        }
        stranger.replace(KitTrial.DISCLOSED, "AllocationDisclosed", KitTrial.disclosed(more));
        trial("disclosed-stranger", "nobody else is disclosed", stranger).randomization("disclosed-stranger@28");
        KitTrial twice = KitTrial.byBlocks().told();
        twice.insert(29, "AllocationDisclosed", "HOT-CRT", KitTrial.disclosed(Map.of("01-0001", twice.arms.get(0))));
        trial("disclosed-twice", "once", twice).randomization("disclosed-stranger@29");
        KitTrial parts = KitTrial.byBlocks().told();
        parts.replace(KitTrial.DISCLOSED, "AllocationDisclosed", parts.disclosed(5));
        Map<String, String> rest = new TreeMap<>();
        for (int i = 5; i < 12; i++) {
            rest.put(parts.subjects.get(i), parts.arms.get(i));
        }
        parts.insert(29, "AllocationDisclosed", "HOT-CRT", KitTrial.disclosed(rest));
        trial("disclosed-in-parts", "in two events", parts).randomization();
    }

    private void outside() {
        KitTrial other = KitTrial.byBlocks().told();
        other.insert(
                5,
                "SubjectRandomized",
                "OTHER",
                other.randomized(3, other.strata.get(3), 9).replace("HOT-CRT", "OTHER"));
        trial("another-study-beside", "events of other studies have no part", other)
                .randomization();
        KitTrial later = KitTrial.byBlocks().told();
        later.insert(5, "SubjectDiscontinued", "HOT-CRT", "null");
        trial("event-of-a-later-release-beside", "what this page does not name has no part", later)
                .randomization();
        KitTrial seen = KitTrial.byBlocks().told();
        seen.insert(5, "SubjectWithdrawn", "HOT-CRT", "null");
        trial("unknown-events-beside", "what this page does not name has no part", seen)
                .randomization();
        kit.command(
                        "allocation-of-a-server",
                        "a bundle is needed",
                        "verify",
                        "http://127.0.0.1:1/",
                        "--json",
                        "--key",
                        "keys/log.vkey",
                        "--randomization")
                .unreadable();
    }
}
