package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.TreeHash;

/// The record is changed and the root in the checkpoint made to fit; its signature can't be.
final class ForgedRoot implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        TreeHash before = bundle.root(12);
        bundle.rewrite(9, "A Nurse", "B Nurse");
        bundle.hashAgain();
        bundle.put(
                "checkpoint",
                bundle.text("checkpoint")
                        .replace(before.base64(), bundle.root(12).base64()));
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
