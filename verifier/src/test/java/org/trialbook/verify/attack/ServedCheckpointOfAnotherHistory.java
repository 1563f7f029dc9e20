package org.trialbook.verify.attack;

import org.trialbook.ledger.NoteSigner;

/// Lines, tree and checkpoint fit together and are signed, but they are not what was served before.
final class ServedCheckpointOfAnotherHistory implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.bundle.rewrite(270, "A Nurse", "B Nurse");
        log.bundle.hashAgain();
        log.bundle.sign(EVENTS, key);
    }

    @Override
    public String answeredWith() {
        return "fork";
    }

    @Override
    public Long answeredAt() {
        return 0L;
    }
}
