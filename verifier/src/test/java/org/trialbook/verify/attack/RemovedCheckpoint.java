package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// Where nothing is signed, nothing can be refuted: so a missing checkpoint is a finding itself.
final class RemovedCheckpoint implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.files.remove("checkpoint");
    }

    @Override
    public String answeredWith() {
        return "missing-entry";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.empty();
    }
}
