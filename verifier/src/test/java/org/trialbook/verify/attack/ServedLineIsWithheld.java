package org.trialbook.verify.attack;

import org.trialbook.ledger.NoteSigner;

/// A server withholds an event from those who may have every line.
final class ServedLineIsWithheld implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.bundle.withhold(270);
    }

    @Override
    public String answeredWith() {
        return "undeclared-redaction";
    }

    @Override
    public Long answeredAt() {
        return 270L;
    }
}
