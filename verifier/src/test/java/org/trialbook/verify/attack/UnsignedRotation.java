package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;

/// An event claims that the log's key has changed, and whoever wrote it signs everything behind it. The
/// log's key has signed nothing of that: the forger's own rotation hands over from a key that was never
/// in force.
final class UnsignedRotation implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        NoteSigner forger = bundle.anotherKey();
        bundle.rotate(5, KeyRotation.sign(bundle.anotherKey(), forger).payload());
        bundle.hashAgain();
        bundle.sign(8, forger);
        bundle.sign(12, forger);
    }

    @Override
    public String answeredWith() {
        return "untrusted-rotation";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(5);
    }
}
