package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// Somebody makes up what was withheld.
final class FilledInLine implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.set(6, bundle.original(6).replace("A Nurse", "B Nurse"));
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
