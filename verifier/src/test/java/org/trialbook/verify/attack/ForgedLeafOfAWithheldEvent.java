package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// What is withheld is not the event that was recorded: its leaf hash is another one. No line is there that could
/// show it, but the signed root does: the checkpoint at 4 agrees, the one at 8 does not.
final class ForgedLeafOfAWithheldEvent implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.leaves.set(6, OpenedBundle.leaf("another event"));
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
