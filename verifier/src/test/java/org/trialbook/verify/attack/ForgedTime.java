package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// An event is dated back before its predecessor. The line alone shows it, though its hash was made to fit.
final class ForgedTime implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.rewrite(5, "T10:00:05.000000Z", "T09:00:05.000000Z");
        bundle.leaves.set(5, OpenedBundle.leaf(bundle.lines.get(5)));
    }

    @Override
    public String answeredWith() {
        return "time-went-back";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(5);
    }
}
