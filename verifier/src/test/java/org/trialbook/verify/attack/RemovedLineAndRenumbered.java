package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// A line is taken out, the later ones move up, and every hash is made to fit. Nothing in the bundle
/// contradicts that but the signed roots: the checkpoint at 4 agrees, the one at 8 does not.
final class RemovedLineAndRenumbered implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.lines.remove(5);
        bundle.renumber();
        bundle.hashAgain();
    }

    @Override
    public String answeredWith() {
        return "missing-tail";
    }

    @Override
    public OptionalLong answeredAt() {
        return OptionalLong.of(11);
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(4);
    }
}
