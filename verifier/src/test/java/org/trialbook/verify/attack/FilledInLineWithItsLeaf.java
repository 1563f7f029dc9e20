package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// Somebody makes up what was withheld, and makes its leaf hash fit.
final class FilledInLineWithItsLeaf implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.set(6, bundle.original(6).replace("A Nurse", "B Nurse"));
        bundle.hashAgain();
    }

    @Override
    public String answeredWith() {
        return "wrong-root";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(4);
    }
}
