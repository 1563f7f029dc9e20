package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// One more event is withheld than the bundle says.
final class WithheldMoreThanClaimed implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.claimed = 4L;
        bundle.withhold(4);
    }

    @Override
    public String answeredWith() {
        return "manifest-disagrees";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.empty();
    }
}
