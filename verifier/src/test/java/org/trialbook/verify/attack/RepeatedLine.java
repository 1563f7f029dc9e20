package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// A line stands there twice.
final class RepeatedLine implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.lines.add(6, bundle.lines.get(5));
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
