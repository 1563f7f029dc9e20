package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// One bit in the payload of a line: still a well-formed line.
final class FlippedBit implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.rewrite(5, "consent 3.1", "consent 3.0");
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
