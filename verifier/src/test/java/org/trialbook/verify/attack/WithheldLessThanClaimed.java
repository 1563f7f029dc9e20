package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// The bundle claims to withhold what it withholds no longer: whoever passed it on has filled in a line
/// that was not for its reader.
final class WithheldLessThanClaimed implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.claimed = 4L;
        bundle.lines.set(6, bundle.original(6));
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
