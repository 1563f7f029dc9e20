package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// More events are said to be withheld than the log has.
final class WithheldBeyondTheCheckpoint implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.add(OpenedBundle.withheld(12));
    }

    @Override
    public String answeredWith() {
        return "beyond-checkpoint";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(12);
    }
}
