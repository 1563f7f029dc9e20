package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// A line is taken out together with its leaf hash.
final class RemovedLineWithItsLeaf implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.lines.remove(5);
        bundle.leaves.remove(5);
    }

    @Override
    public String answeredWith() {
        return "wrong-position";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(5);
    }
}
