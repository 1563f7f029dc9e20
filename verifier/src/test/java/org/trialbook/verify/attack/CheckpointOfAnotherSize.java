package org.trialbook.verify.attack;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// An older checkpoint, properly signed, stands in for the one of this size.
final class CheckpointOfAnotherSize implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.files.put("checkpoint", bundle.text("checkpoints/8").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String answeredWith() {
        return "beyond-checkpoint";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(8);
    }
}
