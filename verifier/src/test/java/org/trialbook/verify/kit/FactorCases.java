package org.trialbook.verify.kit;

/// Trials with a factor whose level follows from a number, and answers that say more than a value and a unit.
final class FactorCases {

    private static final String CHOSEN = "item: cause}";
    private static final String COMPUTED =
            "item: age, levels: [{code: one, label: Younger, below: 70}, {code: two, label: Older}]}";
    private static final String FIFTY = "\"age\":{\"value\":\"50\",\"unit\":\"a\"}";

    private final Kit kit;

    private FactorCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        FactorCases cases = new FactorCases(kit);
        cases.levels();
        cases.amended();
        cases.unreadable();
        cases.answers();
    }

    private KitCase trial(String name, String why, KitTrial told) {
        return kit.bundle("allocation-" + name, why, told.draft.close()).with("--randomization");
    }

    /// Whoever has the cause one is 69 years old, and the others are 70.
    private static KitTrial told() {
        KitTrial trial = KitTrial.byBlocks();
        trial.told().publishing(trial.yaml.replace(CHOSEN, COMPUTED));
        for (int i = 0; i < KitTrial.SUBJECTS; i++) {
            aged(trial, i, trial.causes.get(i).equals("one") ? "69" : "70");
        }
        return trial;
    }

    private static void aged(KitTrial trial, int subject, String age) {
        String level = trial.causes.get(subject);
        trial.replace(
                KitTrial.confirmedAt(subject),
                "EligibilityConfirmed",
                trial.confirmed(subject, level, level).replace(FIFTY, FIFTY.replace("50", age)));
    }

    private void levels() {
        trial("levels-of-a-number", "each level ends below its bound", told()).randomization();
        for (String[] it : new String[][] {
            {"number-below-the-bound", "69.999", "two"},
            {"number-at-the-bound", "70.0", "one"},
            {"number-that-is-none", "seventy", "two"},
            {"number-with-an-exponent", "7e1", "two"},
            {"number-not-answered", "", "two"}
        }) {
            KitTrial trial = told();
            int subject = trial.causes.indexOf(it[2]);
            aged(trial, subject, it[1]);
            trial(it[0], "the stratum is another one than the number's", trial)
                    .randomization("wrong-stratum@" + KitTrial.randomizedAt(subject));
        }
    }

    private void amended() {
        for (String[] it : new String[][] {
            {"amended-bound", "below: 70", "below: 65", "changed-method@10"},
            {"amended-level", "code: one, label: Younger", "code: young, label: Younger", "changed-method@10"},
            {"amended-bound-spelled-otherwise", "below: 70", "below: 70.00", ""},
            {"amended-words-of-a-level", "Younger", "Young", ""}
        }) {
            KitTrial trial = told();
            String yaml = trial.yaml
                    .replace(CHOSEN, COMPUTED)
                    .replace("version: \"1\"", "version: \"2\"")
                    .replace(it[1], it[2]);
            trial.insert(10, "ProtocolPublished", "HOT-CRT", KitTrial.publication("2", yaml));
            trial.draft.protocols.put("2", Draft.utf8(yaml));
            trial(it[0], "levels and bounds are part of the method, words are not", trial)
                    .randomization(it[3].isEmpty() ? new String[0] : new String[] {it[3]});
        }
    }

    private void unreadable() {
        for (String[] it : new String[][] {
            {"levels-of-a-choice", "item: age", "item: cause"},
            {"one-level-alone", "{code: one, label: Younger, below: 70}, ", ""},
            {"levels-of-one-code", "code: one", "code: two"},
            {"level-without-bound", ", below: 70", ""},
            {"last-level-with-bound", "label: Older", "label: Older, below: 90"},
            {"bounds-that-descend", "{code: two", "{code: oldest, label: Oldest, below: 70}, {code: two"},
            {"bound-with-an-exponent", "below: 70", "below: 7e1"}
        }) {
            KitTrial trial = told();
            trial.publishing(trial.yaml.replace(CHOSEN, COMPUTED.replace(it[1], it[2])));
            trial("protocol-" + it[0], "the protocol is not as section 10 says", trial)
                    .randomization("unreadable-event@0");
        }
    }

    private void answers() {
        String excluded = "\"excluded\":{\"value\":\"false\",\"unit\":null}";
        for (String[] it : new String[][] {
            {"answer-missing", "\"excluded\":{\"value\":\"\",\"unit\":null,\"missing\":\"unknown\"}", ""},
            {
                "answer-typed-otherwise",
                "\"excluded\":{\"value\":\"1\",\"unit\":\"m\",\"typed\":{\"value\":\"100\",\"unit\":\"cm\"}}",
                ""
            },
            {"answer-with-more", "\"excluded\":{\"value\":\"\",\"unit\":null,\"more\":null}", "unreadable-event@3"},
            {
                "answer-missing-nothing",
                "\"excluded\":{\"value\":\"\",\"unit\":null,\"missing\":null}",
                "unreadable-event@3"
            },
            {
                "answer-typed-in-nothing",
                "\"excluded\":{\"value\":\"1\",\"unit\":\"m\",\"typed\":{\"value\":\"100\",\"unit\":null}}",
                "unreadable-event@3"
            }
        }) {
            KitTrial trial = KitTrial.byBlocks().told();
            trial.draft.edit(KitTrial.confirmedAt(0), excluded, it[1]);
            trial(it[0], "what an answer may say beside its value", trial)
                    .randomization(it[2].isEmpty() ? new String[0] : new String[] {it[2]});
        }
    }
}
