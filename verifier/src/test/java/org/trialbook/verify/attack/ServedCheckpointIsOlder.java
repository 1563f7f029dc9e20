package org.trialbook.verify.attack;

import org.trialbook.ledger.NoteSigner;

/// The server goes back to an older checkpoint, which was right at its time.
final class ServedCheckpointIsOlder implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.bundle.files.put("checkpoint", log.bundle.files.get("checkpoints/8"));
    }

    @Override
    public String answeredWith() {
        return "rollback";
    }

    @Override
    public Long answeredAt() {
        return 8L;
    }
}
