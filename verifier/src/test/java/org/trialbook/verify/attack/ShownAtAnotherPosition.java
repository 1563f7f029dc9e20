package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// An event is shown at the position of one that is withheld, and its own place is withheld instead.
final class ShownAtAnotherPosition implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.set(6, bundle.lines.get(5));
        bundle.withhold(5);
        bundle.renumber();
    }

    @Override
    public String answeredWith() {
        return "changed-line";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(6);
    }
}
