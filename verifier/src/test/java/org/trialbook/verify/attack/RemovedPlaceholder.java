package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// Nothing tells any more that an event is withheld; its leaf hash stays.
final class RemovedPlaceholder implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.remove(6);
    }

    @Override
    public String answeredWith() {
        return "wrong-position";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(6);
    }
}
