package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// A withheld event disappears together with its leaf hash.
final class RemovedPlaceholderWithItsLeaf implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.remove(6);
        bundle.leaves.remove(6);
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
