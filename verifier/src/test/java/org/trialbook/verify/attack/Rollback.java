package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// An older state of the log, rightly signed at its time, is offered as the newest one.
final class Rollback implements HistoryAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.subList(9, bundle.lines.size()).clear();
        bundle.leaves.subList(9, bundle.leaves.size()).clear();
        bundle.sign(9, key);
    }

    @Override
    public String answeredWith() {
        return "rollback";
    }

    @Override
    public OptionalLong answeredAt() {
        return OptionalLong.of(9);
    }

    @Override
    public OptionalLong answeredAtByCheckpoint() {
        return OptionalLong.of(9);
    }
}
