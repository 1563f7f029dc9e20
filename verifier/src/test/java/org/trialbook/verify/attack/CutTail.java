package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// The last events disappear with their leaf hashes.
final class CutTail implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.lines.subList(10, 12).clear();
        bundle.leaves.subList(10, 12).clear();
    }

    @Override
    public String answeredWith() {
        return "missing-tail";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(10);
    }
}
