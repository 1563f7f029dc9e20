package org.trialbook.verify.attack;

import java.util.Collections;
import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// What is withheld and what is shown change places.
final class WithheldAtAnotherPlace implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        Collections.swap(bundle.lines, 5, 6);
    }

    @Override
    public String answeredWith() {
        return "wrong-position";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(5);
    }
}
