package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// The operator rewrites one event and signs everything anew: two inspectors are shown two histories.
final class Fork implements HistoryAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.rewrite(5, "A Nurse", "B Nurse");
        bundle.hashAgain();
        bundle.sign(8, key);
        bundle.sign(bundle.leaves.size(), key);
    }

    @Override
    public String answeredWith() {
        return "fork";
    }

    @Override
    public OptionalLong answeredAt() {
        return OptionalLong.of(5);
    }

    @Override
    public OptionalLong answeredAtByCheckpoint() {
        return OptionalLong.of(0);
    }
}
