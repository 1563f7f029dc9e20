package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;

/// The event is withheld by which the log's key was handed over, and the later key takes the place of the first
/// one: as if there had been no other.
final class WithheldRotationAndSwappedKey implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        NoteSigner next = bundle.anotherKey();
        bundle.rotate(5, KeyRotation.sign(key, next).payload());
        bundle.hashAgain();
        bundle.sign(8, next);
        bundle.sign(12, next);
        bundle.withhold(5);
        bundle.put("key.vkey", next.verifier() + "\n");
        bundle.files.remove("checkpoints/4");
    }

    @Override
    public String answeredWith() {
        return "foreign-key";
    }

    @Override
    public OptionalLong answeredAt() {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(2);
    }
}
