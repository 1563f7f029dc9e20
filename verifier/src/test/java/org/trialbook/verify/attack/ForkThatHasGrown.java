package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// The last event the inspector has seen is another one now, and the log has gone on behind it.
final class ForkThatHasGrown implements HistoryAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        int last = OpenedBundle.EVENTS - 1;
        bundle.rewrite(last, "A Nurse", "B Nurse");
        bundle.lines.add(bundle.lines.get(last));
        bundle.lines.add(bundle.lines.get(last));
        bundle.renumber();
        bundle.hashAgain();
        bundle.sign(bundle.leaves.size(), key);
    }

    @Override
    public String answeredWith() {
        return "fork";
    }

    @Override
    public OptionalLong answeredAt() {
        return OptionalLong.of(OpenedBundle.EVENTS - 1);
    }

    @Override
    public OptionalLong answeredAtByCheckpoint() {
        return OptionalLong.of(0);
    }
}
