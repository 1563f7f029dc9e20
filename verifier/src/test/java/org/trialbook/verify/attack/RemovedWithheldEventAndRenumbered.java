package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// A withheld event disappears, the later ones move up, and every hash is made to fit. Only the signed roots
/// contradict: the checkpoint at 4 agrees, the one at 8 does not.
final class RemovedWithheldEventAndRenumbered implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.remove(6);
        bundle.leaves.remove(6);
        bundle.renumber();
        bundle.hashAgain();
    }

    @Override
    public String answeredWith() {
        return "missing-tail";
    }

    @Override
    public OptionalLong answeredAt() {
        return OptionalLong.of(11);
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(4);
    }
}
