package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// An event is dated a little later, but still before its successor: the order of times doesn't show it,
/// its hash does.
final class ForgedTimeThatFits implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.rewrite(5, "T10:00:05.000000Z", "T10:00:05.700000Z");
    }

    @Override
    public String answeredWith() {
        return "changed-line";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(5);
    }
}
