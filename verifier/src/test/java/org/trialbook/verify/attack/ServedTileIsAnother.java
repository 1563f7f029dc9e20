package org.trialbook.verify.attack;

import org.trialbook.ledger.NoteSigner;

/// A line and its leaf hash are changed; the rest of the tree is not.
final class ServedTileIsAnother implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.bundle.rewrite(270, "A Nurse", "B Nurse");
        log.bundle.leaves.set(270, OpenedBundle.leaf(log.bundle.lines.get(270)));
    }

    @Override
    public String answeredWith() {
        return "wrong-root";
    }

    @Override
    public Long answeredAt() {
        return 0L;
    }
}
