package org.trialbook.verify.attack;

import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.NoteSigner;

/// The checkpoint is signed by a key that bears the name of the log.
final class ServedCheckpointOfAnotherKey implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.bundle.sign(EVENTS, log.bundle.anotherKey());
    }

    @Override
    public String answeredWith() {
        return "untrusted-checkpoint";
    }

    @Override
    public @Nullable Long answeredAt() {
        return null;
    }
}
