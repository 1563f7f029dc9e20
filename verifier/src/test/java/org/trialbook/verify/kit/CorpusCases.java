package org.trialbook.verify.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.verify.attack.Attack;
import org.trialbook.verify.attack.HistoryAttack;
import org.trialbook.verify.attack.OpenedBundle;
import org.trialbook.verify.attack.RedactedAttack;

/// The attack corpus, each attack with everything that must be found.
final class CorpusCases {

    private static final NoteSigner KEY = KitKeys.LOG;

    private final Kit kit;

    private CorpusCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        CorpusCases cases = new CorpusCases(kit);
        try {
            cases.attacks();
            cases.redactedAttacks();
            cases.historyAttacks();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String words(Object attack) {
        return attack.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static String name(Object attack) {
        return "corpus-" + words(attack).replace(' ', '-');
    }

    private static byte[] zip(OpenedBundle bundle) {
        return RawZip.of(bundle.closed()).write();
    }

    private static OpenedBundle sound() throws IOException {
        return OpenedBundle.sound(KEY);
    }

    private void attacks() throws IOException {
        String[][] expected = {
            {"changed-line@5"},
            {"unreadable-line@5", "changed-line@5"},
            {"wrong-position@5"},
            {
                "wrong-position@5",
                "changed-line@7",
                "changed-line@8",
                "changed-line@9",
                "changed-line@10",
                "missing-tail@11",
                "wrong-root@4"
            },
            {"missing-tail@11", "wrong-root@4"},
            {"wrong-position@5", "wrong-position@5", "wrong-position@6", "time-went-back@5"},
            {"changed-line@5", "changed-line@6", "time-went-back@6"},
            {"wrong-position@5"},
            {"beyond-checkpoint@12", "wrong-root@4", "wrong-root@4"},
            {"missing-tail@10"},
            {"missing-tail@10"},
            {"wrong-root@4", "wrong-root@4"},
            {"time-went-back@5", "wrong-root@4", "wrong-root@4"},
            {"changed-line@5"},
            {"untrusted-checkpoint", "untrusted-checkpoint", "untrusted-checkpoint"},
            {"untrusted-rotation@5", "untrusted-checkpoint", "untrusted-checkpoint"},
            {"untrusted-rotation@5", "untrusted-checkpoint", "untrusted-checkpoint"},
            {"foreign-key", "untrusted-checkpoint", "untrusted-checkpoint", "untrusted-checkpoint"},
            {"untrusted-checkpoint"},
            {"beyond-checkpoint@8", "malformed-entry"},
            {"untrusted-checkpoint"},
            {"missing-entry"},
            {"manifest-disagrees"},
            {"superfluous-entry"},
        };
        Iterator<String[]> next = List.of(expected).iterator();
        for (Attack attack : Attack.ALL) {
            OpenedBundle bundle = sound();
            attack.on(bundle);
            KitCase it = kit.bundle(name(attack), words(attack), zip(bundle)).finds(next.next());
            switch (words(attack)) {
                // What stands out inside a stretch explains it.
                case "removed line with its leaf", "forged time" -> it.first(5);
                default -> {
                    // The smallest.
                }
            }
        }
    }

    private void redactedAttacks() throws IOException {
        String[][] expected = {
            {"undeclared-redaction@2", "undeclared-redaction@6", "undeclared-redaction@7", "undeclared-redaction@10"},
            {"manifest-disagrees"},
            {"manifest-disagrees"},
            {"manifest-disagrees"},
            {"wrong-position@5", "wrong-position@5", "wrong-position@6"},
            {"changed-line@6"},
            {"wrong-position@5"},
            {"wrong-position@5", "wrong-position@6"},
            {"wrong-position@6"},
            {"wrong-position@6", "changed-line@8", "changed-line@9", "missing-tail@11", "wrong-root@4"},
            {"missing-tail@11", "wrong-root@4"},
            {"wrong-root@4", "wrong-root@4"},
            {"changed-line@6"},
            {"wrong-root@4", "wrong-root@4"},
            {"unreadable-line@6", "changed-line@6", "manifest-disagrees"},
            {"unreadable-line@6", "changed-line@6", "manifest-disagrees"},
            {"time-went-back@8", "wrong-root@8"},
            {"beyond-checkpoint@12"},
            {"missing-tail@10"},
            {"untrusted-checkpoint", "untrusted-checkpoint", "withheld-rotation@2", "withheld-rotation@2"},
            {"foreign-key", "untrusted-checkpoint", "untrusted-checkpoint", "withheld-rotation@2", "withheld-rotation@2"
            },
        };
        Iterator<String[]> next = List.of(expected).iterator();
        for (RedactedAttack attack : RedactedAttack.ALL) {
            OpenedBundle bundle = OpenedBundle.redacted(KEY);
            attack.on(bundle, KEY);
            KitCase it = kit.bundle(name(attack), words(attack), zip(bundle)).finds(next.next());
            if (words(attack).equals("removed placeholder with its leaf")) {
                it.first(6);
            }
        }
    }

    private void historyAttacks() throws IOException {
        OpenedBundle before = sound();
        String older = kit.file("bundles/corpus-history-older.zip", zip(before));
        String kept = kit.file("files/corpus-history-kept", before.files.getOrDefault("checkpoint", new byte[0]));
        Map<String, String[]> expected = Map.of(
                "fork", new String[] {"fork@5", "fork@0"},
                "fork that has grown", new String[] {"fork@11", "fork@0"},
                "rollback", new String[] {"rollback@9", "rollback@9"});
        for (HistoryAttack attack : HistoryAttack.ALL) {
            OpenedBundle bundle = sound();
            attack.on(bundle, KEY);
            String[] found = expected.getOrDefault(words(attack), new String[2]);
            kit.bundle(name(attack), words(attack) + ", seen by nobody who kept nothing", zip(bundle))
                    .sound();
            String newer = "bundles/" + name(attack) + ".zip";
            kit.again(name(attack) + "-since", "the inspector kept the checkpoint", newer)
                    .with("--since", kept)
                    .finds(found[1]);
            kit.command(
                            name(attack) + "-consistency",
                            "the inspector kept the bundle",
                            "consistency",
                            older,
                            newer,
                            "--json",
                            "--key",
                            "keys/log.vkey")
                    .finds(found[0]);
            kit.command(
                            name(attack) + "-consistency-checkpoint",
                            "the inspector kept the checkpoint",
                            "consistency",
                            kept,
                            newer,
                            "--json",
                            "--key",
                            "keys/log.vkey")
                    .finds(found[1]);
        }
        kit.command(
                        "corpus-history-same",
                        "a bundle continues itself",
                        "consistency",
                        older,
                        older,
                        "--json",
                        "--key",
                        "keys/log.vkey")
                .sound();
    }
}
