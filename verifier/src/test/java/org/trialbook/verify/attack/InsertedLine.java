package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// A line is invented, the later ones move down, and every hash is made to fit. Only the signed roots
/// contradict.
final class InsertedLine implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.lines.add(5, bundle.lines.get(5).replace("A Nurse", "B Nurse"));
        bundle.renumber();
        bundle.hashAgain();
    }

    @Override
    public String answeredWith() {
        return "beyond-checkpoint";
    }

    @Override
    public OptionalLong answeredAt() {
        return OptionalLong.of(12);
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(4);
    }
}
