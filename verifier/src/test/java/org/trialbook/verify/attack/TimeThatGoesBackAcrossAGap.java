package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// An event is dated back before the last one that is shown, with withheld ones between, and its leaf hash made to fit.
final class TimeThatGoesBackAcrossAGap implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.rewrite(8, "T10:00:08.000000Z", "T10:00:04.500000Z");
        bundle.leaves.set(8, OpenedBundle.leaf(bundle.lines.get(8)));
    }

    @Override
    public String answeredWith() {
        return "time-went-back";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(8);
    }
}
