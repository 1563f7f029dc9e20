package org.trialbook.verify.attack;

import org.trialbook.ledger.NoteSigner;

/// The server does not hand out the newest lines, though its checkpoint covers them.
final class ServedLinesAreMissing implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.served("/tile/entries/001.p/44", lines -> null);
    }

    @Override
    public String answeredWith() {
        return "unserved-piece";
    }

    @Override
    public Long answeredAt() {
        return 256L;
    }
}
