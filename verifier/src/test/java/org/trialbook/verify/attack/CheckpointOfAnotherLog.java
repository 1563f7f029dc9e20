package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// The checkpoint bears another origin.
final class CheckpointOfAnotherLog implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.put("checkpoint", bundle.text("checkpoint").replace(OpenedBundle.ORIGIN + "\n", "example.org/other\n"));
    }

    @Override
    public String answeredWith() {
        return "untrusted-checkpoint";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.empty();
    }
}
