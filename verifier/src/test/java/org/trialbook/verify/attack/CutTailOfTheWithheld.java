package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// Whatever was recorded last is withheld, and then not even that is told.
final class CutTailOfTheWithheld implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.subList(10, 12).clear();
        bundle.leaves.subList(10, 12).clear();
    }

    @Override
    public String answeredWith() {
        return "missing-tail";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(10);
    }
}
