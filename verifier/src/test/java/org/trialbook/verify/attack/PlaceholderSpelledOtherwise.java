package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// The same, by the way in which the position is written.
final class PlaceholderSpelledOtherwise implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.set(6, "{\"withheld\":06}");
    }

    @Override
    public String answeredWith() {
        return "unreadable-line";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(6);
    }
}
