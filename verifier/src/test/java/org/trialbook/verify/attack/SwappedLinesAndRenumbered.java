package org.trialbook.verify.attack;

import java.util.Collections;
import java.util.OptionalLong;

/// Two neighbours change places and say so.
final class SwappedLinesAndRenumbered implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        Collections.swap(bundle.lines, 5, 6);
        bundle.renumber();
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
