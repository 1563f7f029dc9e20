package org.trialbook.verify.attack;

import java.util.Collections;
import java.util.OptionalLong;

/// Two neighbours change places.
final class SwappedLines implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        Collections.swap(bundle.lines, 5, 6);
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
