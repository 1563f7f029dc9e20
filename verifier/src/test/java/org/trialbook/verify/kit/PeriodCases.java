package org.trialbook.verify.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Three arms, and arms that are closed or added while subjects are on their way.
final class PeriodCases {

    /// Before which subject the amendment comes.
    private static final int AMENDED = 5;

    private static final Map<String, String> METHODS = new TreeMap<>(Map.of(
            "blocks", "method: permuted-blocks\n  block-sizes: [8, 12]",
            "coin", "method: biased-coin\n  probability: 0.75",
            "stick", "method: big-stick\n  imbalance: 3",
            "range", "method: minimization\n  probability: 0.8",
            "variance", "method: minimization\n  probability: 0.90\n  measure: variance"));

    private final Kit kit;

    private PeriodCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        PeriodCases cases = new PeriodCases(kit);
        METHODS.forEach((name, method) -> {
            cases.trial(name + "-2-to-1-to-1", "three arms", new KitTrial(method, 1, 2, 1, 1).told())
                    .randomization();
            cases.trial(name + "-arm-closed", "the next period counts nobody from before", cases.closing(name))
                    .randomization();
            cases.trial(name + "-arm-added", "the next period counts nobody from before", cases.adding(name))
                    .randomization();
        });
        cases.twice();
        cases.otherArms();
        cases.otherwise();
    }

    private KitCase trial(String name, String why, KitTrial told) {
        return kit.bundle("allocation-" + name, why, told.draft.close()).with("--randomization");
    }

    private static String method(String name) {
        return METHODS.getOrDefault(name, "");
    }

    private static String second(String yaml) {
        return yaml.replace("version: \"1\"", "version: \"2\"");
    }

    private static String closed(String yaml, char arm) {
        return yaml.replaceFirst("(code: %c, label: Arm %c, ratio: [0-9]+)".formatted(arm, arm), "$1, closed: true");
    }

    /// From the subject on, arms follow in another period.
    private static void goOn(KitTrial trial, int from, int to, int period, String method, int... shares) {
        NaiveAllocation next = new NaiveAllocation(trial.sponsor, trial.statistician, period, method, shares);
        for (int i = from; i < to; i++) {
            trial.arms.set(i, next.next(trial.strata.get(i)));
        }
    }

    private static void publish(KitTrial trial, int before, String version, String yaml, int earlier) {
        trial.insert(
                KitTrial.confirmedAt(before) + earlier,
                "ProtocolPublished",
                "HOT-CRT",
                KitTrial.publication(version, yaml));
        trial.draft.protocols.put(version, Draft.utf8(yaml));
    }

    /// B is closed: of 2 to 1 to 1, 2 to 1 is left.
    private KitTrial closing(String name) {
        KitTrial trial = new KitTrial(method(name), 2, 2, 1, 1);
        String method = method(name).replace("[8, 12]", "[6, 9]");
        goOn(trial, AMENDED, KitTrial.SUBJECTS, 1, method, 2, 0, 1);
        publish(trial.told(), AMENDED, "2", second(closed(trial.yaml, 'B')).replace("[8, 12]", "[6, 9]"), 0);
        return trial;
    }

    private KitTrial adding(String name) {
        KitTrial trial = new KitTrial(method(name), 3, 2, 1, 1);
        String method = method(name).replace("[8, 12]", "[10, 15]");
        goOn(trial, AMENDED, KitTrial.SUBJECTS, 1, method, 2, 1, 1, 1);
        String yaml = second(trial.yaml)
                .replace(KitTrial.further(2, 1, 1), KitTrial.further(2, 1, 1, 1))
                .replace("[8, 12]", "[10, 15]");
        publish(trial.told(), AMENDED, "2", yaml, 0);
        return trial;
    }

    /// B is closed, and later D is added.
    private void twice() {
        KitTrial trial = new KitTrial(method("range"), 4, 2, 1, 1);
        goOn(trial, 3, 7, 1, method("range"), 2, 0, 1);
        goOn(trial, 7, KitTrial.SUBJECTS, 2, method("range"), 2, 0, 1, 1);
        String second = second(closed(trial.yaml, 'B'));
        String third = second.replace("version: \"2\"", "version: \"3\"")
                .replace(KitTrial.further(2, 1, 1), KitTrial.further(2, 1, 1, 1));
        trial.told();
        publish(trial, 3, "2", second, 0);
        publish(trial, 7, "3", third, 1);
        trial("arms-closed-and-added", "each amendment begins a period", trial).randomization();
    }

    private void otherArms() {
        KitTrial still = new KitTrial(method("range"), 5, 2, 1, 1);
        goOn(still, AMENDED, KitTrial.SUBJECTS, 1, method("range"), 2, 0, 1);
        still.arms.set(11, "B");
        publish(still.told(), AMENDED, "2", second(closed(still.yaml, 'B')), 0);
        trial("arm-closed-and-allocated", "nobody is allocated to it any more", still)
                .randomization("other-arm@" + (KitTrial.randomizedAt(11) + 1));
        counted();
    }

    /// Whoever goes on counting gets other arms; shares are sought with which one subject alone shows it, the last.
    private void counted() {
        for (int number = 6; ; number++) {
            KitTrial trial = new KitTrial(method("coin"), number, 2, 1, 1);
            NaiveAllocation on = new NaiveAllocation(trial.sponsor, trial.statistician, method("coin"), 2, 0, 1);
            NaiveAllocation anew = new NaiveAllocation(trial.sponsor, trial.statistician, 1, method("coin"), 2, 0, 1);
            List<String> right = new ArrayList<>(trial.arms);
            for (int i = AMENDED; i < KitTrial.SUBJECTS; i++) {
                right.set(i, anew.next(trial.strata.get(i)));
            }
            String last = "";
            for (int i = 0; i < KitTrial.SUBJECTS; i++) {
                last = on.next(trial.strata.get(i));
            }
            if (last.equals(right.get(11))) {
                continue;
            }
            right.set(11, last);
            trial.arms.clear();
            trial.arms.addAll(right);
            publish(trial.told(), AMENDED, "2", second(closed(trial.yaml, 'B')), 0);
            trial("arm-closed-and-counted-on", "labels and counts are the period's", trial)
                    .randomization("other-arm@" + (KitTrial.randomizedAt(11) + 1));
            return;
        }
    }

    /// What no amendment may do, so that arms go on as before.
    private void otherwise() {
        for (String[] it : new String[][] {
            {"arm-left-out", "  - {code: C, label: Arm C, ratio: 1}\n", ""},
            {"arm-closed-in-another-ratio", "Arm C, ratio: 1", "Arm C, ratio: 2, closed: true"},
            {"arm-added-in-front", "arms:\n", "arms:\n  - {code: D, label: Arm D, ratio: 1}\n"},
            {"arm-closed-and-another-probability", "Arm C, ratio: 1", "Arm C, ratio: 1, closed: true"}
        }) {
            KitTrial trial = new KitTrial(method("range"), 7, 2, 1, 1).told();
            String yaml = second(trial.yaml).replace(it[1], it[2]);
            publish(trial, AMENDED, "2", it[0].endsWith("probability") ? yaml.replace("0.8", "0.7") : yaml, 0);
            trial(it[0], "arms are closed, or added behind the others, and that is all", trial)
                    .randomization("changed-method@" + KitTrial.confirmedAt(AMENDED));
        }
        KitTrial reopened = new KitTrial(method("range"), 8, 2, 1, 1);
        goOn(reopened, 3, KitTrial.SUBJECTS, 1, method("range"), 2, 0, 1);
        reopened.told();
        publish(reopened, 3, "2", second(closed(reopened.yaml, 'B')), 0);
        publish(reopened, 7, "3", reopened.yaml.replace("version: \"1\"", "version: \"3\""), 1);
        trial("arm-opened-again", "what is closed stays closed", reopened)
                .randomization("changed-method@" + (KitTrial.confirmedAt(7) + 1));
        KitTrial alone = new KitTrial(method("range"), 9, 2, 1, 1).told();
        publish(alone, AMENDED, "2", second(closed(closed(alone.yaml, 'B'), 'C')), 0);
        trial("one-arm-open", "two at least are not closed", alone)
                .randomization("unreadable-event@" + KitTrial.confirmedAt(AMENDED));
        KitTrial unsure = new KitTrial(method("range"), 9, 2, 1, 1).told();
        publish(unsure, AMENDED, "2", second(closed(unsure.yaml, 'B')).replace("closed: true", "closed: yes"), 0);
        trial("arm-closed-as-yes", "true or false", unsure)
                .randomization("unreadable-event@" + KitTrial.confirmedAt(AMENDED));
    }
}
