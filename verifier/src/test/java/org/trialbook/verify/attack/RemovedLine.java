package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// A line is taken out; its leaf hash stays.
final class RemovedLine implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.lines.remove(5);
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
