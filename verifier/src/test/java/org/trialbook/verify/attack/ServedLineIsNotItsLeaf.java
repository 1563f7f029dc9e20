package org.trialbook.verify.attack;

import org.trialbook.ledger.NoteSigner;

/// A line is another one than the tree was made of; its leaf hash, and the tree, are left alone.
final class ServedLineIsNotItsLeaf implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.bundle.rewrite(270, "A Nurse", "B Nurse");
    }

    @Override
    public String answeredWith() {
        return "changed-line";
    }

    @Override
    public Long answeredAt() {
        return 270L;
    }
}
