package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// One bit that leaves no well-formed line.
final class FlippedBitInTheSyntax implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.rewrite(5, "\"payload\":{", "\"payload\":[");
    }

    @Override
    public String answeredWith() {
        return "unreadable-line";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(5);
    }
}
