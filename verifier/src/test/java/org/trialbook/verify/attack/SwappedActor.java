package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// Somebody else has done it, and the leaf hash is made to fit. The checkpoint at 4 agrees, the one at 8 does not: the
/// change is between them, and nothing in the bundle can tell more.
final class SwappedActor implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.rewrite(5, "A Nurse", "B Nurse");
        bundle.hashAgain();
    }

    @Override
    public String answeredWith() {
        return "wrong-root";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(4);
    }
}
