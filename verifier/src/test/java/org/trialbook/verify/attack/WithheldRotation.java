package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;

/// The event is withheld by which the log's key was handed over, so that nobody can tell whose signature the checkpoint
/// bears.
final class WithheldRotation implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        NoteSigner next = bundle.anotherKey();
        bundle.rotate(5, KeyRotation.sign(key, next).payload());
        bundle.hashAgain();
        bundle.sign(8, next);
        bundle.sign(12, next);
        bundle.withhold(5);
    }

    @Override
    public String answeredWith() {
        return "withheld-rotation";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(2);
    }
}
